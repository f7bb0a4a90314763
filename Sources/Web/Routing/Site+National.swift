import Domain
import HTTP
import Platform
import Storage

extension Site {
    /// Shows what all tenants share, to whoever may see it.
    ///
    /// `?via=SLUG` says at which tenant the browser is known, or `landelijk` that it is at the helpdesk; without it the
    /// newest that holds is looked for.
    func national(
        _ request: Request, _ route: Route, _ jar: CookieJar, _ handler: (Viewer) throws -> Answer
    ) throws -> Response {
        if let via = request.query("via") {
            if via == Slug.helpdesk.text { return try nationalAtHelpdesk(request, route, jar, handler) }
            guard let scope = try doors.tenant(via) else { throw Refusal.notFound }
            guard let member = try jar[scope.tenant.slug].flatMap({ try scope.member(holding: $0) }) else {
                if facts.isDashboardPublic { return .redirect(route.path) }
                return .redirect(("/\(scope.tenant.slug)/inloggen" as Path).text)
            }
            guard member.member.role.may(.readSignals) else { throw Refusal.notAllowed }
            return try national(request, via: scope.tenant, jar, handler)
        }
        for slug in jar.slugs {
            guard let scope = try? doors.tenant(slug.text), let secret = jar[slug],
                let member = try? scope.member(holding: secret), member.member.role.may(.readSignals)
            else { continue }
            return .redirect("\(route.path)?via=\(slug)")
        }
        if try isAtHelpdesk(jar) { return .redirect("\(route.path)?via=\(Slug.helpdesk)") }
        guard facts.isDashboardPublic else { throw Refusal.notKnown }
        return try national(request, via: nil, jar, handler)
    }

    private func nationalAtHelpdesk(
        _ request: Request, _ route: Route, _ jar: CookieJar, _ handler: (Viewer) throws -> Answer
    ) throws -> Response {
        guard try isAtHelpdesk(jar) else {
            return .redirect(facts.isDashboardPublic ? route.path : ("/landelijk/inloggen" as Path).text)
        }
        return try national(request, via: nil, isHelpdesk: true, jar, handler)
    }

    private func isAtHelpdesk(_ jar: CookieJar) throws -> Bool {
        try jar[.helpdesk].flatMap { try doors.helpdesk().account(holding: $0) } != nil
    }

    private func national(
        _ request: Request, via: TenantEntry?, isHelpdesk: Bool = false, _ jar: CookieJar,
        _ handler: (Viewer) throws -> Answer
    ) throws -> Response {
        let viewer = Viewer(
            request: request, site: facts, publications: try doors.publications(), via: via,
            isHelpdesk: isHelpdesk, today: Zone.amsterdam.local(Instant(milliseconds: clock.wallMilliseconds())).date)
        return finished(try handler(viewer), .national(viewer), jar, nil)
    }
}
