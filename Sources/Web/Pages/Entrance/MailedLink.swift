import Domain
import HTTP
import Storage

/// The page that the link in a login mail opens.
///
/// Programs that look at mail open every link: so opening it changes nothing, and the button does.
enum MailedLink {
    static let path = "m/{token}"

    @Sendable static func open(_ arrival: Arrival) throws -> Answer {
        guard let token = token(arrival), let login = try arrival.door.login(linkedBy: token, from: arrival.secret)
        else {
            return .page(gone(arrival))
        }
        var fields = Fields()
        // This is the browser that asked: what its other page shows need not be typed over.
        if login.isOfThisBrowser, let code = login.code { fields["code"] = code.words }
        return .page(form(arrival, token, login, fields))
    }

    @Sendable static func confirm(_ arrival: Arrival) throws -> Answer {
        guard let token = token(arrival), let login = try arrival.door.login(linkedBy: token, from: arrival.secret)
        else {
            return .page(gone(arrival))
        }
        let limit = arrival.limits.wrongCodesByNetwork
        guard limit.allows(arrival.network) else { throw Refusal.tooMany }
        var fields = arrival.fields
        let code = LoginCode(typed: fields["code"])
        if login.code != nil, code == nil {
            fields.refuse("code", "Typ de zes cijfers die op je scherm staan.")
            return .page(form(arrival, token, login, fields))
        }
        let outcome = try arrival.door.confirmLogin(
            token, code: code, from: arrival.secret, device: Device.words(arrival.request))
        switch outcome {
        case .entered(let session): return .redirect(arrival.inside, .welcome, .hold(session))
        case .confirmed: return .page(confirmed())
        case .gone: return .page(gone(arrival))
        case .wrongCode(let left):
            _ = limit.take(arrival.network)
            guard left > 0 else { return .page(gone(arrival)) }
            fields.refuse(
                "code", "Deze code klopt niet. Je kunt het nog \(left == 1 ? "één keer" : "\(left) keer") proberen.")
            return .page(form(arrival, token, login, fields))
        }
    }

    private static func token(_ arrival: Arrival) -> AccessSecret? {
        arrival.request.parameters["token"].flatMap { AccessSecret($0) }
    }

    private static func form(_ arrival: Arrival, _ token: AccessSecret, _ login: OpenLogin, _ fields: Fields) -> Page {
        let name = arrival.door.name
        let box: HTML =
            login.code == nil
            ? "<p>Met deze knop log je in op dit apparaat.</p>"
            : Field.line(
                fields, "code", "Code", .number,
                hint: login.purpose == .printed
                    ? "De zes cijfers die je erbij kreeg." : "De zes cijfers op het scherm waar je om de mail vroeg.")
        return Page(
            login.purpose == .welcome ? "Welkom" : "Inloggen",
            heading: login.purpose == .welcome ? "Welkom bij \(name)" : "Inloggen bij \(name)",
            status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)<form class="fields" method="post" action="\("/\(arrival.slug)/m/\(token.text)" as Path)" \
                novalidate>\(box)<button type="submit">Log in</button></form>
                <p class="soft">Vroeg je hier niet om? Sluit deze pagina dan. Geef nooit iemand anders een code door.</p>
                """)
    }

    private static func confirmed() -> Page {
        Page(
            "Het is gelukt",
            body:
                "<p>Ga terug naar het scherm waar de code staat. Daar ben je zo ingelogd. Deze pagina kun je sluiten.</p>"
        )
    }

    // One page for a link that was used, that is over, that is another tenant's, and that never was.
    private static func gone(_ arrival: Arrival) -> Page {
        Page(
            "Deze link werkt niet meer", status: 404,
            body: """
                <p>Een link werkt één keer, en niet lang. Vraag gerust een nieuwe.</p>
                \(Part.button(Link("Naar inloggen", "/\(arrival.slug)/inloggen")))
                """)
    }
}
