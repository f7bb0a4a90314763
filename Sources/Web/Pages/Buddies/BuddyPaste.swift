import Domain
import Storage

/// A whole list at once: pasted as people have it, first shown line by line, then added with one button.
enum BuddyPaste {
    static let routes: [Route] = [
        .get("buddys/plakken", .changeBuddies) { visit in
            var fields = Fields()
            fields["stand"] = Beginning.available.rawValue
            return .page(form(visit, fields))
        },
        // Shows what would be made; nothing is kept.
        .post("buddys/plakken", .changeBuddies) { visit in try preview(visit) },
        .post("buddys/plakken/toevoegen", .changeBuddies) { visit in try add(visit) },
    ]

    private enum Beginning: String, CaseIterable {
        case available
        case training
        case applied

        var words: String {
            switch self {
            case .available: "Ze zijn al buddy"
            case .training: "Ze zijn in training"
            case .applied: "Ze hebben zich aangemeld"
            }
        }

        var state: BuddyState {
            switch self {
            case .available: .available
            case .training: .training
            case .applied: .applied
            }
        }
    }

    private static func read(_ fields: inout Fields) -> (PastedBuddies, Beginning)? {
        let beginning = fields.choice("stand", Beginning.self, missing: "Kies waar deze buddy's nu staan.")
        let list = PastedBuddies(fields["lijst"])
        if list.isTooLong {
            fields.refuse("lijst", "Dit zijn er te veel tegelijk. Plak ten hoogste \(PastedBuddies.lineLimit) regels.")
        } else if list.lines.isEmpty {
            fields.refuse("lijst", "Plak hier namen en adressen, elk op een eigen regel.")
        }
        return beginning.flatMap { fields.isSound ? (list, $0) : nil }
    }

    private static func preview(_ visit: Visit) throws -> Answer {
        var fields = visit.fields
        guard let (list, beginning) = read(&fields) else { return .page(form(visit, fields)) }
        let known = try visit.scope.read { try $0.knownBuddyAddresses(list.buddies.map(\.email)) }
        let new = list.buddies.filter { !known.contains($0.email.description.lowercased()) }
        let wrong = list.lines.filter { if case .wrong = $0.outcome { true } else { false } }
        let rows = list.lines.map { row($0, known) }
        let skipped = list.lines.count - new.count
        let note: HTML =
            skipped == 0
            ? ""
            : "<p>\(capitalised(Dutch.count(skipped, "regel doet", "regels doen"))) niet mee. Wat goed is, kun je nu toevoegen.</p>"
        let button: HTML =
            new.isEmpty
            ? ""
            : visit.form(
                "/\(visit.slug)/buddys/plakken/toevoegen",
                """
                \(Field.hidden("lijst", fields["lijst"]))\(Field.hidden("stand", beginning.rawValue))
                <button type="submit">Voeg \(new.count == 1 ? "één buddy" : "\(new.count) buddy's") toe</button>
                """)
        return .page(
            Page(
                "Lijst plakken", heading: "Klopt dit?",
                lead: """
                    \(capitalised(Dutch.count(new.count, "nieuwe buddy", "nieuwe buddy's"))) · \(beginning.words.lowercased())\
                    \(wrong.isEmpty ? "" : " · \(Dutch.count(wrong.count, "regel klopt niet", "regels kloppen niet"))")
                    """,
                place: .buddies, back: Link("Opnieuw beginnen", "/\(visit.slug)/buddys/plakken"),
                body: """
                    \(note)
                    <div class="people">\(Part.table("Wat er in je lijst staat", heads: ["Regel", "Naam", "E-mail", "Telefoon", "Wat gebeurt er"], rows: rows))</div>
                    \(button)
                    \(Part.section("Iets verbeteren?", editor(visit, fields)))
                    """))
    }

    private static func row(_ line: PastedBuddies.Line, _ known: Set<String>) -> [HTML] {
        switch line.outcome {
        case .buddy(let buddy):
            let isKnown = known.contains(buddy.email.description.lowercased())
            let what =
                isKnown
                ? "Is al bekend. Er verandert niets."
                : buddy.isNameGuessed ? "De naam komt uit het adres." : ""
            return [
                "\(line.number)", "\(buddy.name)", "\(buddy.email.description)", "\(buddy.phone ?? "")",
                Part.tag(isKnown ? "bekend" : "nieuw") + " \(what)",
            ]
        case .wrong(let text, let fault):
            return ["\(line.number)", "\(text)", "", "", Part.tag("klopt niet", .needsYou) + " \(fault.words)"]
        }
    }

    private static func add(_ visit: Visit) throws -> Answer {
        var fields = visit.fields
        guard let (list, beginning) = read(&fields) else { return .page(form(visit, fields)) }
        let count = try visit.scope.write { try $0.addBuddies(list.buddies, state: beginning.state) }
        return .redirect(Buddies.list(visit), count == 0 ? .nothingChanged : .added)
    }

    private static func form(_ visit: Visit, _ fields: Fields) -> Page {
        Page(
            "Lijst plakken", heading: "Plak je lijst",
            lead: "Uit een mail, een spreadsheet of een notitie. Je ziet eerst wat we ervan maken.", place: .buddies,
            back: Link("Alle buddy's", Buddies.list(visit)), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)\(editor(visit, fields))
                \(Part.aside("""
                    <p>Dit kan allemaal:</p>
                    <ul><li>Sanne de Wit &lt;sanne@example.org&gt;</li><li>Sanne de Wit; sanne@example.org; 06 12 34 56 78</li>
                    <li>sanne@example.org</li><li>kolommen uit een spreadsheet</li></ul>
                    """))
                """)
    }

    private static func editor(_ visit: Visit, _ fields: Fields) -> HTML {
        visit.form(
            "/\(visit.slug)/buddys/plakken",
            """
            \(Field.text(
                fields, "lijst", "Namen en adressen",
                hint: "Elke buddy op een eigen regel, ten hoogste \(PastedBuddies.lineLimit).", rows: 10))
            \(Field.radios(fields, "stand", "Waar staan deze buddy's nu?", Beginning.allCases.map { ($0.rawValue, $0.words) }))
            <button type="submit">Laat zien</button>
            """)
    }
}
