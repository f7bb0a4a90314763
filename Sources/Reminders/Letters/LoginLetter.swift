import Domain

/// To a member: the link to come in by, because they asked for it or because they may log in from now on.
struct LoginLetter {
    let facts: LoginFacts
    let link: MailLink

    private var isWelcome: Bool { facts.purpose == .welcome }

    var subject: String { isWelcome ? "Welkom bij Naast" : "Inloggen bij Naast" }

    var preheader: String { isWelcome ? "Met deze link begin je." : "De link werkt een kwartier." }

    private var body: [LetterBlock] {
        let tenant = tidy(facts.tenantName)
        guard isWelcome else {
            return [
                .say("Je wilt inloggen bij \(tenant). Open deze link en typ de code die op je scherm staat."),
                .open("Verder met inloggen", link), .say("De link werkt een kwartier, één keer."),
                .aside("Heb je dit niet zelf gevraagd? Doe dan niets, en geef niemand een code door."),
            ]
        }
        return [
            .say("Je kunt vanaf nu inloggen bij \(tenant). Een wachtwoord heb je niet nodig."),
            .open("Beginnen", link),
            .say(
                "De link werkt zeven dagen, één keer. Daarna log je in met je mailadres: je krijgt dan steeds een mail."
            ),
            .aside("Ken je \(tenant) niet? Dan hoef je niets te doen."),
        ]
    }

    var letter: Letter {
        let name = tidy(facts.firstName)
        return LetterPage(
            subject: subject, preheader: preheader, greeting: name.isEmpty ? "Hoi," : "Hoi \(name),", body: body,
            atTheEnd: [], closing: Closing(tenant: tidy(facts.tenantName))
        ).letter(with: nil)
    }
}
