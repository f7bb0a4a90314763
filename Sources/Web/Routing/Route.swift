import Domain
import HTTP
import Storage

/// One path and method, who may come there, and what happens.
package struct Route: Sendable {
    /// Who may come.
    package enum Access: Hashable, Sendable {
        /// Anybody, of an existing tenant.
        case visitor
        /// A member of the tenant in the path who has this right.
        case member(Right)
        /// Whoever may see what all tenants share: a coordinator of any tenant, the helpdesk, or everybody if so set.
        case viewer
        /// Anybody, before the helpdesk's own login.
        case helpdeskDoor
        /// Whoever is logged in at the helpdesk; a member of a tenant is not.
        case helpdesk
    }

    package let method: Method
    /// As the router takes it; at a tenant the first segment is `{slug}`.
    package let path: String
    package let access: Access
    let answer: Handler

    enum Handler: Sendable {
        case visitor(@Sendable (Caller) throws -> Answer)
        case member(@Sendable (Visit) throws -> Answer)
        case viewer(@Sendable (Viewer) throws -> Answer)
        case helpdeskDoor(@Sendable (Arrival) throws -> Answer)
        case helpdesk(@Sendable (HelpdeskVisit) throws -> Answer)
    }

    /// A page that changes nothing.
    package static func get(
        _ path: String, _ right: Right, _ answer: @escaping @Sendable (Visit) throws -> Answer
    ) -> Self {
        Route(method: .get, path: "/{slug}/\(path)", access: .member(right), answer: .member(answer))
    }

    /// An action; its form token was checked before `answer` runs.
    package static func post(
        _ path: String, _ right: Right, _ answer: @escaping @Sendable (Visit) throws -> Answer
    ) -> Self {
        Route(method: .post, path: "/{slug}/\(path)", access: .member(right), answer: .member(answer))
    }

    /// A page that anybody may see.
    package static func open(
        _ method: Method, _ path: String, _ answer: @escaping @Sendable (Caller) throws -> Answer
    ) -> Self {
        Route(method: method, path: "/{slug}/\(path)", access: .visitor, answer: .visitor(answer))
    }
}

extension Route {
    /// A page of what was published of all tenants together; `path` begins with `/dashboard`.
    package static func national(_ path: String, _ answer: @escaping @Sendable (Viewer) throws -> Answer) -> Self {
        Route(method: .get, path: path, access: .viewer, answer: .viewer(answer))
    }
}

extension Route {
    /// A step of logging in at the helpdesk.
    package static func helpdeskDoor(
        _ method: Method, _ path: String, _ answer: @escaping @Sendable (Arrival) throws -> Answer
    ) -> Self {
        Route(method: method, path: "/landelijk/\(path)", access: .helpdeskDoor, answer: .helpdeskDoor(answer))
    }

    /// A page or an action of the helpdesk; an action's form token was checked before `answer` runs.
    package static func helpdesk(
        _ method: Method, _ path: String, _ answer: @escaping @Sendable (HelpdeskVisit) throws -> Answer
    ) -> Self {
        Route(method: method, path: "/landelijk/\(path)", access: .helpdesk, answer: .helpdesk(answer))
    }
}

/// What a handler answers with.
package enum Answer: Sendable {
    case page(Page)
    /// After something was done: the browser asks for a page anew, so that reloading repeats nothing.
    case redirect(Path, Notice? = nil, Cookie? = nil)
    /// Something to download; the name is ours, never a person's.
    case file([UInt8], type: String, name: String)
    case refusal(Refusal)
    /// Anything else, already made: the security headers are added.
    case response(Response)
}

/// What a handler does with the browser's cookie: which secret it holds for this tenant from now on.
package enum Cookie: Sendable {
    case hold(AccessSecret)
    case forget
}

/// Why somebody does not get what was asked: the status and the Dutch words, in one table.
package enum Refusal: String, CaseIterable, Hashable, Sendable, Error {
    case notFound
    case notAllowed
    case notKnown
    case notFromHere
    case badRequest
    case tooLarge
    case methodNotAllowed
    case changedMeanwhile
    case tooMany
    case setApart
    case diskFull
    case busy
    case broken

    package var status: Int {
        switch self {
        case .notFound: 404
        case .notAllowed, .notKnown, .notFromHere: 403
        case .badRequest: 400
        case .tooLarge: 413
        case .methodNotAllowed: 405
        case .changedMeanwhile: 409
        case .tooMany: 429
        case .setApart, .diskFull, .busy: 503
        case .broken: 500
        }
    }

    package var title: String {
        switch self {
        case .notFound: "Deze pagina is er niet"
        case .notAllowed: "Dit hoort niet bij jouw rol"
        case .notKnown: "Log eerst in"
        case .notFromHere: "Het formulier is verlopen"
        case .badRequest: "Dit begrijpen we niet"
        case .tooLarge: "Dit is te groot"
        case .methodNotAllowed: "Dit kan hier niet"
        case .changedMeanwhile: "Iemand anders was je net voor"
        case .tooMany: "Even wachten"
        case .setApart: "Dit steunpunt is even niet bereikbaar"
        case .diskFull: "Er kan nu niets worden bewaard"
        case .busy: "Het is even druk"
        case .broken: "Er ging iets mis"
        }
    }

    package var words: String {
        switch self {
        case .notFound: "Misschien klopt het adres niet, of bestaat dit niet meer. Ga terug en kies opnieuw."
        case .notAllowed: "Vraag de coördinator als je dit wel nodig hebt."
        case .notKnown:
            "Deze pagina is voor steunpunten en de helpdesk. Log in bij je eigen steunpunt en kies daar Landelijk."
        case .notFromHere: "Er is niets veranderd. Ga terug, laad de pagina opnieuw en probeer het nog een keer."
        case .badRequest: "Er is niets veranderd. Ga terug en probeer het opnieuw."
        case .tooLarge: "Er is niets bewaard. Stuur een kleiner bestand of een kortere tekst."
        case .methodNotAllowed: "Ga terug en probeer het opnieuw."
        case .changedMeanwhile:
            "Iemand heeft dit net veranderd. Er is niets overschreven. Ga terug, kijk wat er nu staat en doe het opnieuw."
        case .tooMany: "Je hebt dit kort na elkaar vaak gevraagd. Wacht een kwartier en probeer het opnieuw."
        case .setApart: "De beheerder moet er eerst naar kijken. Er gaat niets verloren."
        case .diskFull: "De beheerder moet eerst ruimte maken. Er is niets veranderd."
        case .busy: "Wacht een paar tellen en laad de pagina opnieuw."
        case .broken: "Het ligt aan ons, niet aan jou. Er is niets half gedaan. Probeer het later opnieuw."
        }
    }
}
