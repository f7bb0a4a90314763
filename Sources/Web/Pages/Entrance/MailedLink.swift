import Domain
import HTTP
import Storage

/// The page that the link in a login mail opens.
///
/// Programs that look at mail open every link: so opening it changes nothing, and the button does.
enum MailedLink {
    @Sendable static func open(_ caller: Caller) throws -> Answer {
        guard let token = token(caller), let login = try caller.scope.login(linkedBy: token, from: caller.secret) else {
            return .page(gone(caller))
        }
        var fields = Fields()
        // This is the browser that asked: what its other page shows need not be typed over.
        if login.isOfThisBrowser, let code = login.code { fields["code"] = code.words }
        return .page(form(caller, token, login, fields))
    }

    @Sendable static func confirm(_ caller: Caller) throws -> Answer {
        guard let token = token(caller), let login = try caller.scope.login(linkedBy: token, from: caller.secret) else {
            return .page(gone(caller))
        }
        let limit = caller.limits.wrongCodesByNetwork
        guard limit.allows(caller.network) else { throw Refusal.tooMany }
        var fields = caller.fields
        let code = LoginCode(typed: fields["code"])
        if login.code != nil, code == nil {
            fields.refuse("code", "Typ de zes cijfers die op je scherm staan.")
            return .page(form(caller, token, login, fields))
        }
        let outcome = try caller.scope.confirmLogin(
            token, code: code, from: caller.secret, device: Device.words(caller.request))
        switch outcome {
        case .entered(let session): return .redirect("/\(caller.slug)/vandaag", .welcome, .hold(session))
        case .confirmed: return .page(confirmed())
        case .gone: return .page(gone(caller))
        case .wrongCode(let left):
            _ = limit.take(caller.network)
            guard left > 0 else { return .page(gone(caller)) }
            fields.refuse(
                "code", "Deze code klopt niet. Je kunt het nog \(left == 1 ? "één keer" : "\(left) keer") proberen.")
            return .page(form(caller, token, login, fields))
        }
    }

    private static func token(_ caller: Caller) -> AccessSecret? {
        caller.request.parameters["token"].flatMap { AccessSecret($0) }
    }

    private static func form(_ caller: Caller, _ token: AccessSecret, _ login: OpenLogin, _ fields: Fields) -> Page {
        let name = caller.scope.tenant.name
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
                \(fields.summary)<form class="fields" method="post" action="\("/\(caller.slug)/m/\(token.text)" as Path)" \
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
    private static func gone(_ caller: Caller) -> Page {
        Page(
            "Deze link werkt niet meer", status: 404,
            body: """
                <p>Een link werkt één keer, en niet lang. Vraag gerust een nieuwe.</p>
                \(Part.button(Link("Naar inloggen", "/\(caller.slug)/inloggen")))
                """)
    }
}
