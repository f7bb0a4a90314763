import Domain
import Storage

/// The figures as a table, and as text for Excel.
enum FigureDownload {
    /// The exact figures of a year, for the steunpunt itself.
    static func file(_ visit: Visit, _ year: Int) throws -> Answer {
        let scope = try visit.scope.read { reader -> ReportScope in
            guard let name = visit.request.query("swv"), !name.isEmpty else { return .whole }
            guard try reader.swvs().contains(name) else { throw StoreError.unknown }
            return .swv(name)
        }
        let figures = try visit.scope.read { try $0.figures(of: year, scope) }
        var csv = CSVText(heads: ["onderdeel", "wat", "aantal"])
        for row in rows(figures) { csv.add([.text(row.part), .text(row.words), .number(row.count)]) }
        return .file(csv.bytes, type: CSVText.mediaType, name: "eigen-cijfers-\(year).csv")
    }

    /// The figures as they are printed, in bands.
    static func printed(_ visit: Visit, _ year: Int, _ scope: ReportScope) throws -> Answer {
        guard let settled = try visit.scope.read({ try $0.settledReport(of: year) }),
            settled.bands[scope] != nil
        else { throw Refusal.notFound }
        var csv = CSVText(heads: ["onderdeel", "wat", "hoe vaak"])
        for table in ReportTable.allCases where settled.has(table, scope) {
            for cell in table.cells {
                // A band such as 5–9 must not become a date: words stand around it.
                let band = settled.bands[scope]?[cell] ?? .none
                csv.add([.text(table.caption), .text(cell.words), .text(band == .none ? "geen" : "\(band.words) keer")])
            }
        }
        for fact in PrintedReport.facts(settled, scope) {
            csv.add(["Verder", .text(fact.words), .text(fact.value)])
        }
        return .file(csv.bytes, type: CSVText.mediaType, name: "verslag-\(year).csv")
    }

    static func table(_ figures: YearFigures) -> HTML {
        Part.table(
            "Eigen cijfers van \(figures.year)", heads: ["wat", "onderdeel", "aantal"],
            rows: rows(figures).map { ["\($0.words)", "\($0.part)", "\($0.count)"] })
    }

    private static func rows(_ figures: YearFigures) -> [(part: String, words: String, count: Int)] {
        var rows: [(part: String, words: String, count: Int)] = []
        for table in ReportTable.allCases where figures.scope == .whole || table.isPerSWV {
            rows += table.cells.map { (table.caption, $0.words, figures.counts[$0] ?? 0) }
        }
        for (index, count) in figures.requestsByMonth.enumerated() {
            rows.append(("Hulpvragen per maand", Dutch.month(index + 1), count))
        }
        if let wait = median(figures.waits) { rows.append(("Wachttijd", "dagen, de middelste", wait)) }
        guard figures.scope == .whole else { return rows }
        return rows + [
            ("Scholing", "buddy's die hun scholing afrondden", figures.trained),
            ("Scholing", "keer gehouden", figures.trainings), ("Intervisie", "keer gehouden", figures.intervisions),
            ("Intervisie", "wie kwamen, opgeteld", figures.intervisionGuests),
            ("Post", "mails verstuurd", figures.mailsSent), ("Post", "mails niet aangekomen", figures.mailsFailed),
        ]
    }
}
