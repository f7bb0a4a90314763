import Domain
import HTTP
import Storage

/// Coming in by mail, without a password, and going out.
enum Entrance {
    static let routes: [Route] = [
        .open(.get, "inloggen", ask),
        .open(.post, "inloggen", sendMail),
        .open(.get, "inloggen/wachten", wait),
        .open(.post, "inloggen/wachten", wait),
        .open(.get, "m/{token}", MailedLink.open),
        .open(.post, "m/{token}", MailedLink.confirm),
        .post("uitloggen", .enter) { visit in
            try visit.scope.write { try $0.endSession(visit.scope.session.uid, of: visit.member.uid) }
            return .redirect("/\(visit.slug)/inloggen", nil, .forget)
        },
    ]

    @Sendable private static func ask(_ caller: Caller) throws -> Answer {
        if let secret = caller.secret, try caller.scope.member(holding: secret) != nil {
            return .redirect("/\(caller.slug)/vandaag")
        }
        return .page(form(caller, Fields()))
    }

    @Sendable private static func sendMail(_ caller: Caller) throws -> Answer {
        var fields = caller.fields
        let email = fields.email("email", missing: "Vul je e-mailadres in.")
        guard let email, fields.isSound else { return .page(form(caller, fields)) }
        let limits = caller.limits
        guard limits.asksByNetwork.take(caller.network),
            limits.asksByAddress.take("\(caller.slug) \(email.description.lowercased())")
        else { throw Refusal.tooMany }
        // Who asks again in a browser that waits already gets another secret: an old page cannot come in by the new mail.
        let secret = AccessSecret.random()
        try caller.scope.askLogin(email, from: secret)
        return .redirect("/\(caller.slug)/inloggen/wachten", nil, .hold(secret))
    }

    // The one page whose GET may do something: the browser alone holds the secret, and somebody with the mail said yes.
    @Sendable private static func wait(_ caller: Caller) throws -> Answer {
        guard let secret = caller.secret else { return .page(over(caller)) }
        if try caller.scope.member(holding: secret) != nil { return .redirect("/\(caller.slug)/vandaag") }
        guard let login = try caller.scope.login(heldBy: secret), let code = login.code else {
            return .page(over(caller))
        }
        if login.isConfirmed {
            guard let session = try caller.scope.enter(heldBy: secret, device: Device.words(caller.request)) else {
                return .page(over(caller))
            }
            return .redirect("/\(caller.slug)/vandaag", .welcome, .hold(session))
        }
        return .page(waiting(caller, code))
    }

    private static func form(_ caller: Caller, _ fields: Fields) -> Page {
        Page(
            "Inloggen", heading: "Inloggen bij \(caller.scope.tenant.name)",
            lead: "Een wachtwoord heb je niet nodig: je krijgt een mail.", status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)<form class="fields" method="post" action="\("/\(caller.slug)/inloggen" as Path)" novalidate>\
                \(Field.line(
                    fields, "email", "Je e-mailadres", .email,
                    hint: "Het adres waarop je mail van \(caller.scope.tenant.name) krijgt.", autocomplete: "email"))\
                <button type="submit">Stuur mij een mail</button></form>
                """)
    }

    private static func waiting(_ caller: Caller, _ code: LoginCode) -> Page {
        let path: Path = "/\(caller.slug)/inloggen/wachten"
        let stands = caller.request.query("vast") != nil
        let still: HTML = """
            <p class="soft">Deze pagina kijkt om de paar tellen of het gelukt is. \
            <a href="\(path)?vast=ja">Stop daarmee</a></p>
            """
        return Page(
            "Kijk in je mail", lead: "Is dit adres bij ons bekend? Dan krijg je nu een mail met een link.",
            refreshSeconds: stands ? nil : 5,
            body: """
                <p>Open de link, op welk apparaat je maar wilt. Typ daar deze code:</p>
                <p class="code">\(code.words)</p>
                <p>Laat dit scherm open. Hier ga je daarna verder. De link in de mail werkt een kwartier.</p>
                <form method="post" action="\(path)"><div class="actions"><button type="submit">Ik heb de code getypt</button>\
                \(Part.button(Link("Nieuwe mail vragen", "/\(caller.slug)/inloggen"), isFirst: false))</div></form>
                \(stands ? .nothing : still)
                <p class="soft">Geen mail na een paar minuten? Kijk bij de ongewenste mail, of kijk of je adres klopt.</p>
                """)
    }

    private static func over(_ caller: Caller) -> Page {
        Page(
            "De code werkt niet meer",
            body: """
                <p>Een code werkt één keer, een kwartier lang. Vraag gerust een nieuwe mail.</p>
                \(Part.button(Link("Opnieuw inloggen", "/\(caller.slug)/inloggen")))
                """)
    }
}
