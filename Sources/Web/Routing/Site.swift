import Domain
import HTTP
import Platform
import Storage

/// The whole web interface: a request in, an answer out.
///
/// Synchronous; it runs on the server's workers. Who may come is decided here, from the route's own table entry, before
/// any handler runs.
package final class Site: Sendable {
    let doors: Doors
    let facts: SiteFacts
    let log: Log
    let clock: any Clock
    let limits: EntranceLimits
    private let router: Locked<Router>

    package init(
        doors: Doors, facts: SiteFacts, clock: any Clock = SystemClock(), log: Log, routes: [Route] = Site.routes
    ) {
        limits = EntranceLimits(clock: clock)
        self.doors = doors
        self.facts = facts
        self.clock = clock
        self.log = log
        router = Locked(Router())
        var router = Router { [facts] in Self.refused(Refusal($0), facts) }
        for route in routes {
            router.on(route.method, route.path) { [weak self] request in
                self?.answer(request, route) ?? .plain(503)
            }
        }
        for action in Self.actionsAlone(among: routes) {
            router.get(action.path) { Self.page(holding: $0, action.segments) }
        }
        // As somebody types it from a flyer.
        router.get("/{slug}") { [facts] request in
            guard let slug = Slug(request.parameters["slug"] ?? "") else { return Self.refused(.notFound, facts) }
            return .redirect(("/\(slug)/" as Path).text)
        }
        router.get("/landelijk") { _ in .redirect(("/landelijk/" as Path).text) }
        router.get("/") { [facts] _ in Self.respond(Self.frame(facts).document(FrontPage.page(facts)), 200) }
        router.get("/assets/{name}") { [facts] in Assets.answer($0) ?? Self.refused(.notFound, facts) }
        let finished = router
        self.router.withLock { $0 = finished }
    }

    /// Answers one request; never throws.
    package func respond(_ request: Request) -> Response {
        let router = router.withLock { $0 }
        var response = router.respond(request)
        SecurityHeaders.add(to: &response, isSecure: facts.isSecure)
        return response
    }

    /// What the server itself refuses, dressed as a page.
    package var refusal: @Sendable (Rejection) -> Response {
        { [facts] rejection in
            var response = Self.refused(Refusal(rejection.status), facts)
            response.status = rejection.status
            SecurityHeaders.add(to: &response, isSecure: facts.isSecure)
            return response
        }
    }

    private func answer(_ request: Request, _ route: Route) -> Response {
        do {
            let jar = CookieJar(request, isSecure: facts.isSecure)
            switch route.answer {
            case .visitor(let handler): return try open(request, try tenant(request), jar, handler)
            case .member(let handler): return try guarded(request, route, try tenant(request), jar, handler)
            case .viewer(let handler): return try national(request, route, jar, handler)
            case .helpdeskDoor(let handler): return try helpdeskDoor(request, jar, handler)
            case .helpdesk(let handler): return try helpdesk(request, jar, handler)
            }
        } catch let error as StoreError {
            log.warning("page-refused", ["why": .public(Refusal(error))])
            return Self.refused(Refusal(error), facts)
        } catch let refusal as Refusal {
            return Self.refused(refusal, facts)
        } catch let rejection as Rejection {
            return Self.refused(rejection.status == 413 ? .tooLarge : .badRequest, facts)
        } catch {
            log.error("page-broken", [:])
            return Self.refused(.broken, facts)
        }
    }

    private func tenant(_ request: Request) throws -> PublicScope {
        guard let scope = try doors.tenant(request.parameters["slug"] ?? "") else { throw Refusal.notFound }
        return scope
    }

    private func open(
        _ request: Request, _ scope: PublicScope, _ jar: CookieJar, _ handler: (Caller) throws -> Answer
    ) throws -> Response {
        var fields = Fields()
        if request.method == .post {
            guard Self.isFromHere(request) else { throw Refusal.notFromHere }
            fields = Fields(try request.form().fields.map { ($0.name, $0.value) })
        }
        let caller = Caller(
            request: request, scope: scope, site: facts, fields: fields, secret: jar[scope.tenant.slug],
            limits: limits)
        let frame = Frame(
            name: scope.tenant.name, home: "/\(scope.tenant.slug)/", member: nil, notice: Self.notice(request))
        return finished(try handler(caller), frame, jar, scope.tenant.slug)
    }

    private func guarded(
        _ request: Request, _ route: Route, _ scope: PublicScope, _ jar: CookieJar, _ handler: (Visit) throws -> Answer
    ) throws -> Response {
        let slug = scope.tenant.slug
        guard case .member(let right) = route.access, let secret = jar[slug],
            let member = try scope.member(holding: secret)
        else {
            return request.method == .post
                ? Self.refused(.notFromHere, facts) : .redirect(("/\(slug)/inloggen" as Path).text)
        }
        let frame = Frame(
            name: scope.tenant.name, home: "/\(slug)/vandaag",
            member: Frame.Membership(
                slug: slug, role: member.member.role, formToken: member.session.formToken),
            notice: Self.notice(request))
        guard member.member.role.may(right) else { return Self.refused(.notAllowed, frame) }
        var visit = Visit(request: request, scope: member, site: facts, fields: Fields(), files: [], secret: secret)
        if request.method == .post {
            let form = try request.form()
            guard Self.isFromHere(request), member.session.isOurForm(form[Visit.proofField] ?? "") else {
                return Self.refused(.notFromHere, frame)
            }
            visit.fields = Fields(form.fields.map { ($0.name, $0.value) })
            visit.files = form.files
        }
        do {
            return finished(try handler(visit), frame, jar, slug)
        } catch let refusal as Refusal {
            return Self.refused(refusal, frame)
        } catch let error as StoreError {
            log.warning("page-refused", ["why": .public(Refusal(error))])
            return Self.refused(Refusal(error), frame)
        }
    }

    func finished(_ answer: Answer, _ frame: Frame, _ jar: CookieJar, _ slug: Slug?) -> Response {
        switch answer {
        case .page(let page):
            var response = Self.respond(frame.document(page), page.status)
            // HTML, "The `Refresh` header".
            if let seconds = page.refreshSeconds { response.headers.set("Refresh", "\(seconds)") }
            return response
        case .refusal(let refusal): return Self.refused(refusal, frame)
        case .response(let response): return response
        case .redirect(let path, let notice, let cookie):
            let query = notice.map { "?melding=\($0.rawValue)" } ?? ""
            var response = Response.redirect(path.text + query)
            if let cookie, let slug { response.set(jar.after(cookie, for: slug)) }
            return response
        case .file(let bytes, let type, let name):
            var response = Response.bytes(bytes, type: type)
            response.headers.set("Content-Disposition", "attachment; filename=\"\(name)\"")
            return response
        }
    }
}

extension Site {
    /// Whether the browser says that a page of ours sent this form (Fetch Metadata); old browsers say nothing.
    static func isFromHere(_ request: Request) -> Bool {
        switch request.headers["Sec-Fetch-Site"] {
        case nil, "same-origin", "none": true
        default: false
        }
    }

    static func notice(_ request: Request) -> Notice? {
        request.method == .post ? nil : request.query("melding").flatMap(Notice.init(rawValue:))
    }

    static func frame(_ facts: SiteFacts) -> Frame {
        Frame(name: "Naast", home: "/", member: nil, notice: nil)
    }

    static func refused(_ refusal: Refusal, _ facts: SiteFacts) -> Response { refused(refusal, frame(facts)) }

    static func refused(_ refusal: Refusal, _ frame: Frame) -> Response {
        let page = Page(refusal.title, status: refusal.status, body: "<p>\(refusal.words)</p>")
        var response = respond(frame.document(page), refusal.status)
        if refusal.status == 503 { response.headers.set("Retry-After", "5") }
        return response
    }

    private static func respond(_ document: HTML, _ status: Int) -> Response {
        var response = Response.text(document.text, status: Status(rawValue: status), type: "text/html; charset=utf-8")
        response.headers.set("Cache-Control", "no-store")
        return response
    }
}

extension Refusal: LogWord {
    package var logWord: String { rawValue }

    init(_ status: Status) {
        switch status {
        case 404: self = .notFound
        case 405, 501: self = .methodNotAllowed
        case 413: self = .tooLarge
        case 503: self = .busy
        default: self = status.rawValue >= 500 ? .broken : .badRequest
        }
    }

    /// What a store's refusal is to a person; its English words stay in the log.
    init(_ error: StoreError) {
        switch error {
        case .unwritable: self = .diskFull
        case .quarantined: self = .setApart
        case .noSuchTenant, .unknown: self = .notFound
        case .stale, .conflict: self = .changedMeanwhile
        case .refused: self = .badRequest
        case .other: self = .broken
        }
    }
}

extension Session {
    /// Compared without telling by the time how much of it was right.
    func isOurForm(_ token: String) -> Bool {
        let (ours, theirs) = (Array(formToken.utf8), Array(token.utf8))
        guard ours.count == theirs.count else { return false }
        return zip(ours, theirs).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
