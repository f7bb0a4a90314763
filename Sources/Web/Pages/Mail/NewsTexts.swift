import Domain
import Storage

/// Short texts to paste into a newsletter, a site or a folder (N19): plain words, with the tenant's own name and number.
enum NewsTexts {
    static func page(_ visit: Visit) throws -> Page {
        let settings = try visit.scope.read { try $0.settings }
        let facts = Facts(
            name: visit.scope.tenant.name, coordinator: settings.coordinatorName, phone: settings.coordinatorPhone,
            link: "\(visit.site.baseURL)/\(visit.slug)/", join: "\(visit.site.baseURL)/\(visit.slug)/buddy-worden")
        let missing: HTML =
            facts.phone.isEmpty || facts.coordinator.isEmpty
            ? Part.aside(
                """
                <p>Je naam of telefoonnummer staat nog niet in Naast. Vul dat in, dan staat het ook in deze teksten.</p>
                \(Part.button(Link("Naar de instellingen", "/\(visit.slug)/instellingen"), isFirst: false))
                """) : ""
        return Page(
            "Tekst voor een nieuwsbrief", place: .mail, back: Link("Berichten", "/\(visit.slug)/berichten"),
            body: """
                <p>Klik in een tekst en kies alles (Ctrl en A). Kopieer hem dan (Ctrl en C) en plak hem waar je wilt. Verander \
                gerust wat niet past.</p>
                \(missing)
                \(texts(facts).enumerated().map { number, text -> HTML in
                    let id = "tekst-\(number + 1)"
                    return """
                        <section><h2>\(text.title)</h2><p class="soft">\(text.use)</p>
                        <label for="\(id)" class="visually-hidden">\(text.title)</label>
                        <textarea id="\(id)" class="to-copy" rows="\(min(18, text.words.split(separator: "\n", omittingEmptySubsequences: false).count + text.words.count / 70 + 1))" readonly>
                        \(text.words)</textarea></section>
                        """
                })
                """)
    }

    private struct Facts {
        let name: String
        let coordinator: String
        let phone: String
        let link: String
        let join: String

        /// `Bel Noor Bakker, 06 …, of kijk op https://…`.
        func reach(_ page: String) -> String {
            guard !phone.isEmpty else { return "Kijk op \(page)" }
            return "Bel \(coordinator.isEmpty ? name : coordinator), \(phone), of kijk op \(page)"
        }
    }

    private struct Text {
        let title: String
        let use: String
        let words: String
    }

    private static func texts(_ facts: Facts) -> [Text] {
        [
            Text(
                title: "Voor ouders, kort", use: "Voor de nieuwsbrief of de app van een school.",
                words: """
                    Loopt het vast op school? U hoeft het niet alleen te doen.

                    Een buddy is zelf ouder en weet hoe het voelt. De buddy luistert, denkt mee en gaat mee naar een gesprek op \
                    school. Het kost niets. De buddy werkt niet voor de school. U beslist wat er gebeurt.

                    \(facts.reach(facts.link))
                    """),
            Text(
                title: "Voor ouders, iets langer", use: "Voor een website of een folder.",
                words: """
                    Iemand naast u, bij gesprekken op school

                    Soms gaat het niet goed op school. Er komen gesprekken, met veel mensen aan tafel. Dat kan zwaar zijn als u er \
                    alleen zit.

                    Bij \(facts.name) kunt u een buddy vragen. Een buddy is zelf ouder van een kind dat vastliep. De buddy:
                    - luistert naar u;
                    - bereidt samen met u het gesprek voor;
                    - gaat mee als u dat wilt;
                    - vraagt daarna hoe het met u gaat.

                    Een buddy is er voor u, niet voor de school. U beslist wat er gebeurt. U kunt op elk moment stoppen.

                    \(facts.reach(facts.link))
                    """),
            Text(
                title: "Buddy's gezocht", use: "Voor ouders die zelf iets willen doen.",
                words: """
                    Ging het bij jouw kind niet vanzelf op school? Dan weet jij iets wat een ander nu nodig heeft.

                    \(facts.name) zoekt buddy's: ouders die naast een andere ouder staan als het op school vastloopt. Je luistert, \
                    denkt mee en gaat soms mee naar een gesprek. Je krijgt een scholing en je staat er niet alleen voor.

                    Iets voor jou? \(facts.reach(facts.join))
                    """),
            Text(
                title: "Voor leraren en intern begeleiders", use: "Voor een mail of een teamvergadering.",
                words: """
                    Kent u een ouder die alleen aan tafel zit?

                    Bij \(facts.name) kan een ouder een buddy vragen: een ervaren ouder die meedenkt en meegaat. Een gesprek wordt \
                    er vaak rustiger van.

                    Vraag eerst aan de ouder of die dat wil. U kunt bijvoorbeeld zeggen: "Zou ik met u mee mogen denken? Er zijn \
                    ouders die dit zelf hebben meegemaakt." Met een ja van de ouder mag u ons bellen. Wij vertellen de school \
                    daarna niets over het gezin.

                    \(facts.reach(facts.link))
                    """),
            Text(
                title: "Uitnodiging voor een bijeenkomst", use: "Vul zelf de dag, de tijd en de plek in.",
                words: """
                    Kom luisteren naar ouders die het meemaakten

                    Op [dag en datum], van [tijd] tot [tijd], vertellen buddy's van \(facts.name) wat zij doen. Zij zijn zelf ouder \
                    van een kind dat vastliep op school. U kunt alles vragen.

                    Waar: [plek]
                    Aanmelden hoeft niet. Koffie en thee staan klaar.

                    Meer weten? \(facts.reach(facts.link))
                    """),
        ]
    }
}
