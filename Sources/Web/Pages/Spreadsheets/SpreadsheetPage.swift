import Domain
import Storage

/// The pages on which a spreadsheet is chosen, looked over and taken back.
enum SpreadsheetPage {
    /// More faults than this are not shown: mending the first ones mends most.
    private static let shownFaults = 200

    private static func back(_ visit: Visit) -> Link { Link("Inlezen", "/\(visit.slug)/instellingen/inlezen") }

    static func first(_ visit: Visit, _ fields: Fields) throws -> Page {
        let (recent, zone) = try visit.scope.read { (try $0.readSpreadsheets(), try $0.settings.zone) }
        let form = visit.form(
            "/\(visit.slug)/instellingen/inlezen", isUpload: true,
            """
            \(Field.radios(fields, "soort", "Wat staat er in het bestand?", SheetKind.allCases.map { ($0.rawValue, $0.title) },
                hint: "Lees ze in deze volgorde in: een koppeling heeft een buddy en een ouder nodig."))
            \(Field.file(fields, "bestand", "Het bestand (CSV)",
                hint: "Kies in Excel: Opslaan als, CSV UTF-8. Hooguit 5.000 rijen en 8 MB."))
            <div class="actions"><button type="submit">Kijk eerst wat er gebeurt</button></div>
            """)
        return Page(
            "Inlezen", heading: "Lees een lijst in",
            lead: "Je ziet eerst wat er zou gebeuren. Er wordt nog niets bewaard.", place: .settings,
            back: Link("Instellingen", "/\(visit.slug)/instellingen"), status: fields.isSound ? 200 : 422,
            body: "\(fields.summary)\(undoable(visit, recent, zone))\(form)\(explained(visit))")
    }

    private static func undoable(_ visit: Visit, _ recent: [ReadSpreadsheet], _ zone: Zone) -> HTML {
        guard !recent.isEmpty else { return "" }
        let lines = recent.map { sheet -> HTML in
            let until = zone.local(sheet.readAt + SpreadsheetTerms.kept).time
            let by: HTML = sheet.member.map { " door \($0)" } ?? ""
            let rows = Dutch.count(sheet.rows, "rij", "rijen")
            if sheet.isUndone {
                return Part.line(
                    "\(sheet.kind.title)", "Teruggedraaid: \(rows)\(by).", remedy: Part.tag("teruggedraaid"))
            }
            let at = Dutch.time(zone.local(sheet.readAt).time)
            return Part.line(
                "\(sheet.kind.title): \(rows) ingelezen", "Om \(at)\(by). Terugdraaien kan tot \(Dutch.time(until)).",
                remedy: visit.action(
                    "Draai terug", "/\(visit.slug)/instellingen/inlezen/\(sheet.uid)/terug", isFirst: false))
        }
        return Part.section("Net ingelezen", Part.lines(lines))
    }

    private static func explained(_ visit: Visit) -> HTML {
        let kinds = SheetKind.allCases.map { kind -> HTML in
            let rows = kind.columns.map { column -> [HTML] in
                ["\(column.name)", column.isNeeded ? "ja" : "nee", "\(column.rule)"]
            }
            let example: Path = "/\(visit.slug)/instellingen/inlezen/voorbeeld/\(kind.rawValue)"
            return """
                <details><summary>\(kind.title)</summary>
                \(Part.table("Kolommen voor \(kind.title.lowercased())", heads: ["kolom", "nodig", "wat erin hoort"], rows: rows))
                <p><a href="\(example)">Download het voorbeeld</a></p></details>
                """
        }
        return Part.section(
            "Zo ziet het bestand eruit",
            """
            <p>In de eerste rij staan de namen van de kolommen. Elke rij heeft een eigen kenmerk, zoals b1. Lees je later \
            hetzelfde kenmerk in, dan wordt die rij bijgewerkt. Een lege cel laat staan wat er stond. Een streepje (-) maakt \
            het leeg. Wat niet in het bestand staat, blijft zoals het is.</p>\(kinds)
            """)
    }

    static func looked(_ visit: Visit, _ draft: SpreadsheetDraft, _ outcome: SpreadsheetOutcome, _ mail: HTML) -> Page {
        guard case .done(let summary) = outcome else { return refused(visit, draft.kind, outcome) }
        let count = summary[draft.kind.record]
        let path: Path = "/\(visit.slug)/instellingen/inlezen/\(draft.uid)"
        let changes = count.added + count.changed
        let heading: HTML =
            changes == 0 ? "Er verandert niets" : "Klaar om in te lezen: \(Dutch.count(changes, "rij", "rijen"))"
        let button: HTML = changes == 0 ? "" : visit.action("Inlezen", path)
        return Page(
            "Inlezen", heading: heading, lead: "\(draft.kind.title). Er is nog niets bewaard.", place: .settings,
            back: back(visit),
            body: """
                \(Part.facts([
                    ("Nieuw", "\(Dutch.count(count.added, "rij", "rijen"))"),
                    ("Bijgewerkt", "\(Dutch.count(count.changed, "rij", "rijen"))"),
                    ("Blijft gelijk", "\(Dutch.count(count.unchanged, "rij", "rijen"))"),
                ]))\(changes == 0 ? "" : mail)
                <div class="actions">\(button)\(visit.action("Toch niet", "\(path)/weg", isFirst: false))</div>
                """)
    }

    static func refused(_ visit: Visit, _ kind: SheetKind, _ outcome: SpreadsheetOutcome) -> Page {
        guard case .refused(let problems) = outcome else { return Page("Inlezen", body: "") }
        let rows = Set(problems.compactMap(\.line)).count
        let heading: HTML =
            rows == 0
            ? "Dit bestand kan niet worden ingelezen" : "\(Dutch.count(rows, "rij klopt", "rijen kloppen")) nog niet"
        return Page(
            "Inlezen", heading: heading,
            lead: "Er is niets bewaard. Verbeter het bestand en kies het opnieuw.", place: .settings, back: back(visit),
            status: 422,
            body: """
                \(faults(problems))
                <div class="actions">\(Part.button(Link("Kies het bestand opnieuw", "/\(visit.slug)/instellingen/inlezen")))</div>
                """)
    }

    static func notUndone(_ visit: Visit, _ problems: [SheetProblem]) -> Page {
        Page(
            "Terugdraaien", heading: "Terugdraaien kan niet meer in één keer",
            lead: "Er is niets veranderd. Deze rijen staan in de weg:", place: .settings, back: back(visit),
            status: 409,
            body: """
                \(faults(problems))
                <p>Verander deze rijen met de hand, of lees een verbeterd bestand met dezelfde kenmerken in.</p>
                """)
    }

    private static func faults(_ problems: [SheetProblem]) -> HTML {
        let rows = problems.prefix(shownFaults).map { problem -> [HTML] in
            [
                problem.line.map { "\($0)" as HTML } ?? "hele bestand", "\(problem.column ?? "–")", "\(problem.words)",
            ]
        }
        let more = problems.count - rows.count
        return """
            \(Part.table("Wat er niet klopt", heads: ["rij", "kolom", "wat je doet"], rows: rows))
            \(more > 0 ? "<p>En nog \(more) andere. Verbeter eerst deze.</p>" : "")
            """
    }
}
