import Domain
import HTTP
import Storage

/// Coming in by mail, without a password, and going out.
enum Entrance {
    static let routes: [Route] =
        steps.map { step in
            .open(step.method, step.path) { caller in
                // At a tenant a mail may bring another link as well.
                if step.path == MailedLink.path, let answer = try RefusalPage.answer(caller) { return answer }
                return try step.answer(caller.arrival)
            }
        } + [
            .post("uitloggen", .enter) { visit in
                try visit.scope.write { try $0.endSession(visit.scope.session.uid, of: visit.member.uid) }
                return .redirect("/\(visit.slug)/inloggen", nil, .forget)
            }
        ]

    /// What everybody does who logs in, whatever the door.
    static let steps: [(method: Method, path: String, answer: @Sendable (Arrival) throws -> Answer)] = [
        (.get, "inloggen", ask),
        (.post, "inloggen", sendMail),
        (.get, "inloggen/wachten", wait),
        (.post, "inloggen/wachten", wait),
        (.get, MailedLink.path, MailedLink.open),
        (.post, MailedLink.path, MailedLink.confirm),
    ]

    @Sendable private static func ask(_ arrival: Arrival) throws -> Answer {
        if let secret = arrival.secret, try arrival.door.isIn(secret) {
            return .redirect(arrival.inside)
        }
        return .page(form(arrival, Fields()))
    }

    @Sendable private static func sendMail(_ arrival: Arrival) throws -> Answer {
        var fields = arrival.fields
        let email = fields.email("email", missing: "Vul je e-mailadres in.")
        guard let email, fields.isSound else { return .page(form(arrival, fields)) }
        let limits = arrival.limits
        guard limits.asksByNetwork.take(arrival.network),
            limits.asksByAddress.take("\(arrival.slug) \(email.description.lowercased())")
        else { throw Refusal.tooMany }
        // Who asks again in a browser that waits already gets another secret: an old page cannot come in by the new mail.
        let secret = AccessSecret.random()
        try arrival.door.askLogin(email, from: secret)
        return .redirect("/\(arrival.slug)/inloggen/wachten", nil, .hold(secret))
    }

    // The one page whose GET may do something: the browser alone holds the secret, and somebody with the mail said yes.
    @Sendable private static func wait(_ arrival: Arrival) throws -> Answer {
        guard let secret = arrival.secret else { return .page(over(arrival)) }
        if try arrival.door.isIn(secret) { return .redirect(arrival.inside) }
        guard let login = try arrival.door.login(heldBy: secret), let code = login.code else {
            return .page(over(arrival))
        }
        if login.isConfirmed {
            guard let session = try arrival.door.enter(heldBy: secret, device: Device.words(arrival.request)) else {
                return .page(over(arrival))
            }
            return .redirect(arrival.inside, .welcome, .hold(session))
        }
        return .page(waiting(arrival, code))
    }

    private static func form(_ arrival: Arrival, _ fields: Fields) -> Page {
        Page(
            "Inloggen", heading: "Inloggen bij \(arrival.door.name)",
            lead: "Een wachtwoord heb je niet nodig: je krijgt een mail.", status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)<form class="fields" method="post" action="\("/\(arrival.slug)/inloggen" as Path)" novalidate>\
                \(Field.line(
                    fields, "email", "Je e-mailadres", .email,
                    hint: "Het adres waarop je mail van \(arrival.door.name) krijgt.", autocomplete: "email"))\
                <button type="submit">Stuur mij een mail</button></form>
                """)
    }

    private static func waiting(_ arrival: Arrival, _ code: LoginCode) -> Page {
        let path: Path = "/\(arrival.slug)/inloggen/wachten"
        let stands = arrival.request.query("vast") != nil
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
                \(Part.button(Link("Nieuwe mail vragen", "/\(arrival.slug)/inloggen"), isFirst: false))</div></form>
                \(stands ? .nothing : still)
                <p class="soft">Geen mail na een paar minuten? Kijk bij de ongewenste mail, of kijk of je adres klopt.</p>
                """)
    }

    private static func over(_ arrival: Arrival) -> Page {
        Page(
            "De code werkt niet meer",
            body: """
                <p>Een code werkt één keer, een kwartier lang. Vraag gerust een nieuwe mail.</p>
                \(Part.button(Link("Opnieuw inloggen", "/\(arrival.slug)/inloggen")))
                """)
    }
}
