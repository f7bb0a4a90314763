import Domain
import Storage

/// The network as a plain list: who is due first, then by name.
enum NetworkList {
    static func page(_ visit: Visit) throws -> Page {
        let (contacts, outreach, today) = try visit.scope.read { reader in
            (try reader.networkContacts(), try reader.outreachLines(), try reader.today)
        }
        let due = contacts.filter { $0.draft.nextOn.map { $0 <= today } ?? false }
        let rows = contacts.map { contact -> [HTML] in
            [
                "<a href=\"\("/\(visit.slug)/netwerk/\(contact.uid)" as Path)\">\(contact.draft.name)</a>",
                "\(contact.draft.kind.title)", "\(contact.draft.person ?? "")",
                contact.lastOn.map { "\(Dutch.distance(to: $0, from: today))" } ?? "nog niet",
                contact.draft.nextOn.map { next(on: $0, today) } ?? "",
            ]
        }
        let yearStart = today - 365
        let recent = outreach.filter { $0.draft.on > yearStart }
        return Page(
            "Netwerk",
            heading: due.isEmpty
                ? "Netwerk" : "\(Dutch.opening(due.count, "contact wacht", "contacten wachten")) op je",
            lead: "Scholen en organisaties, en wanneer je hen het laatst sprak.", place: .network,
            body: """
                <div class="actions">\(Part.button(Link("Voeg iemand toe", "/\(visit.slug)/netwerk/nieuw")))
                \(Part.button(Link("Print een flyer", "/\(visit.slug)/netwerk/flyer"), isFirst: false))
                \(Part.button(Link("Tekst voor een nieuwsbrief", "/\(visit.slug)/berichten/teksten"), isFirst: false))</div>
                \(due.isEmpty ? "" : Part.lines(due.map { line(visit, $0, today) }))
                \(contacts.isEmpty
                    ? Part.empty("Er staat nog niemand in je netwerk. Begin met de school of organisatie die je het vaakst spreekt.")
                    : Part.table(
                        "Je netwerk", heads: ["Naam", "Wat", "Contactpersoon", "Laatste contact", "Volgende keer"],
                        rows: rows))
                \(Part.section("Bekend worden", """
                    <p>\(recent.isEmpty
                        ? "Je schreef het afgelopen jaar nog niets op."
                        : "Het afgelopen jaar: \(Dutch.count(recent.count, "keer", "keer")), samen ongeveer \(recent.compactMap(\.draft.reached).reduce(0, +)) mensen.")</p>
                    \(Part.button(Link("Wat we deden om bekend te worden", "/\(visit.slug)/netwerk/bekendheid"), isFirst: false))
                    """))
                """)
    }

    private static func line(_ visit: Visit, _ contact: NetworkContact, _ today: LocalDate) -> HTML {
        let on = contact.draft.nextOn ?? today
        return Part.line(
            "\(contact.draft.name)",
            "Je wilde contact \(on == today ? "vandaag" : Dutch.distance(to: on, from: today))\(contact.draft.person.map { " · \($0)" } ?? "")",
            .needsYou, remedy: Part.button(Link("Bekijk", "/\(visit.slug)/netwerk/\(contact.uid)"), isFirst: false))
    }

    private static func next(on date: LocalDate, _ today: LocalDate) -> HTML {
        date <= today
            ? Part.tag(Dutch.distance(to: date, from: today), .needsYou) : "\(Dutch.day(date, seenFrom: today))"
    }
}
