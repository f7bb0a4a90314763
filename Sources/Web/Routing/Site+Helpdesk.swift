import Domain
import HTTP
import Platform
import Storage

extension Site {
    /// Answers a step of logging in at the helpdesk, to anybody.
    func helpdeskDoor(
        _ request: Request, _ jar: CookieJar, _ handler: (Arrival) throws -> Answer
    ) throws -> Response {
        var fields = Fields()
        if request.method == .post {
            guard Self.isFromHere(request) else { throw Refusal.notFromHere }
            fields = Fields(try request.form().fields.map { ($0.name, $0.value) })
        }
        let arrival = Arrival(
            request: request, door: try doors.helpdesk().door(facts.helpdeskName), inside: "/landelijk/",
            fields: fields, secret: jar[.helpdesk], limits: limits)
        return finished(try handler(arrival), .helpdesk(facts, nil, Self.notice(request)), jar, .helpdesk)
    }

    /// Answers somebody who is logged in at the helpdesk; everybody else is shown the door.
    func helpdesk(
        _ request: Request, _ jar: CookieJar, _ handler: (HelpdeskVisit) throws -> Answer
    ) throws -> Response {
        guard let secret = jar[.helpdesk], let scope = try doors.helpdesk().account(holding: secret) else {
            return request.method == .post
                ? Self.refused(.notFromHere, facts) : .redirect(("/landelijk/inloggen" as Path).text)
        }
        let visit = HelpdeskVisit(
            request: request, scope: scope, site: facts, now: Instant(milliseconds: clock.wallMilliseconds()))
        let frame = Frame.helpdesk(facts, HelpdeskMenu(visit: visit), Self.notice(request))
        if request.method == .post {
            let form = try request.form()
            guard Self.isFromHere(request), scope.session.isOurForm(form[HelpdeskVisit.proofField] ?? "") else {
                return Self.refused(.notFromHere, frame)
            }
        }
        do {
            return finished(try handler(visit), frame, jar, .helpdesk)
        } catch let refusal as Refusal {
            return Self.refused(refusal, frame)
        } catch let error as StoreError {
            log.warning("page-refused", ["why": .public(Refusal(error))])
            return Self.refused(Refusal(error), frame)
        }
    }
}

extension HelpdeskVisit {
    /// The uid in the path's `{uid}`.
    ///
    /// - Throws: `notFound` for anything else, as for one there is not.
    func uid() throws(Refusal) -> Uid {
        guard let uid = request.parameters["uid"].flatMap({ Uid($0) }) else { throw .notFound }
        return uid
    }
}
