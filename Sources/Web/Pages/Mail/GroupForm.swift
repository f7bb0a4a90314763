import Domain
import Storage

/// The form in which a letter to a group is written.
enum GroupForm {
    static func page(_ visit: Visit, _ fields: Fields, over uid: Uid?) throws -> Page {
        let (people, name) = try visit.scope.read { (try $0.groupCandidates(), try $0.settings.coordinatorName) }
        let options = GroupAudience.allCases.map { audience -> (value: String, words: String) in
            guard audience != .chosen else { return (audience.rawValue, audience.title) }
            let count = people.count { audience.takes($0.state) && $0.obstacle == nil }
            return (audience.rawValue, "\(audience.title) (\(count))")
        }
        let action: Path =
            uid.map { "/\(visit.slug)/berichten/groep/\($0)/wijzigen" } ?? "/\(visit.slug)/berichten/groep"
        return Page(
            "Schrijf aan een groep", place: .mail, back: Link("Berichten", "/\(visit.slug)/berichten"),
            status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)
                \(visit.form(action, """
                    \(Field.hidden("versie", fields["versie"]))
                    \(Field.radios(fields, "aan", "Aan wie?", options))
                    \(choices(fields, people))
                    \(Field.line(fields, "onderwerp", "Onderwerp", hint: "Zet er geen namen in. Andere mensen kunnen meekijken."))
                    \(Field.text(fields, "tekst", "Wat wil je zeggen?", hint: """
                        Boven de mail staat vanzelf "Hoi" met de voornaam, eronder je naam\(name.isEmpty ? "" : " (\(name))") en je \
                        nummer. Een lege regel maakt een nieuwe alinea. Een adres dat met https:// begint, wordt een link. Schrijf \
                        niets over een gezin of een school.
                        """, rows: 12))
                    <div class="actions"><button type="submit">Bekijk hoe het wordt</button></div>
                    <p class="soft">Er gaat nog niets weg.</p>
                    """))
                """)
    }

    private static func choices(_ fields: Fields, _ people: [GroupRecipient]) -> HTML {
        guard !people.isEmpty else { return "" }
        let chosen = fields.all("kies")
        let isOpen = fields["aan"] == GroupAudience.chosen.rawValue || !chosen.isEmpty
        let options = people.map { (value: $0.buddy.text, words: "\($0.name)\(note($0))") }
        return """
            <details class="fold"\(isOpen ? " open" : "" as HTML)><summary>Zelf buddy's kiezen</summary>
            \(Field.ticks(fields, "kies", "Wie krijgt het?", options, hint: "Alleen als je hierboven kiest voor een paar buddy's."))
            </details>
            """
    }

    private static func note(_ person: GroupRecipient) -> String {
        switch person.obstacle {
        case nil: ""
        case .noAddress: " (heeft geen mailadres)"
        case .deadAddress: " (het mailadres werkt niet)"
        case .optedOut: " (wil zulke berichten niet)"
        }
    }

    /// Nil when something has to be mended; `fields` then says what.
    static func read(_ fields: inout Fields) -> GroupLetter.Draft? {
        let audience = fields.choice("aan", GroupAudience.self, missing: "Kies aan wie het bericht gaat.")
        let chosen = Array(Set(fields.all("kies").compactMap { Uid($0) }))
        if audience == .chosen, chosen.isEmpty { fields.refuse("kies", "Kruis minstens één buddy aan.") }
        let subject = fields.line("onderwerp", missing: "Vul een onderwerp in.", limit: 100)
        let text = fields.text("tekst", missing: "Schrijf wat je wilt zeggen.", limit: 5_000)
        guard fields.isSound, let audience, let subject, let text else { return nil }
        return GroupLetter.Draft(audience: audience, chosen: chosen, subject: subject, text: text)
    }

    static func fields(_ letter: GroupLetter) -> Fields {
        var fields = Fields()
        fields["versie"] = String(letter.version)
        fields["aan"] = letter.draft.audience.rawValue
        fields.set("kies", letter.draft.chosen.map(\.text))
        fields["onderwerp"] = letter.draft.subject
        fields["tekst"] = letter.draft.text
        return fields
    }
}
