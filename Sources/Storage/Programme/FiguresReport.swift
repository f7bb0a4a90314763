import Domain
import SQLite

/// The figures of one year as they are printed: settled once.
package struct SettledReport: Hashable, Sendable {
    package let year: Int
    package let shape: ReportShape
    package let settledAt: Instant
    /// Who settled it; nil when they no longer log in here.
    package let settledBy: String?
    package let bands: [ReportScope: [ReportCell: Band]]
    package let facts: [ReportScope: [ReportFact: Int]]

    /// Whether this scope has tables of its own.
    package func has(_ table: ReportTable, _ scope: ReportScope) -> Bool {
        table.cells.contains { bands[scope]?[$0] != nil }
    }
}

extension TenantReader {
    /// What is printed of a year; nil while its figures are not settled.
    package func settledReport(of year: Int) throws -> SettledReport? {
        let head = try db.first(
            """
            SELECT y.shape, y.settled_at, coalesce(c.name, c.email) FROM report_year y
                LEFT JOIN coordinator c ON c.uid = y.settled_by WHERE y.year = ?1
            """, year
        ) { (ReportShape(rawValue: $0.text(0)), Instant(milliseconds: $0.integer(1)), $0.textOrNil(2)) }
        guard let head, let shape = head.0 else { return nil }
        let cells = Dictionary(
            uniqueKeysWithValues: ReportTable.allCases.flatMap(\.cells).map { ("\($0.table.rawValue) \($0.key)", $0) })
        var bands: [ReportScope: [ReportCell: Band]] = [:]
        let printed = try db.rows("SELECT swv, tab, cell, band FROM report_band WHERE year = ?1", year) {
            (ReportScope(name: $0.text(0)), cells["\($0.text(1)) \($0.text(2))"], Band(rawValue: $0.text(3)))
        }
        for case (let scope, let cell?, let band?) in printed { bands[scope, default: [:]][cell] = band }
        var facts: [ReportScope: [ReportFact: Int]] = [:]
        let told = try db.rows("SELECT swv, fact, number FROM report_fact WHERE year = ?1", year) {
            (ReportScope(name: $0.text(0)), ReportFact(rawValue: $0.text(1)), $0.int(2))
        }
        for case (let scope, let fact?, let number) in told { facts[scope, default: [:]][fact] = number }
        return SettledReport(
            year: year, shape: shape, settledAt: head.1, settledBy: head.2, bands: bands, facts: facts)
    }

    /// The years whose figures are settled.
    package func settledYears() throws -> Set<Int> {
        Set(try db.rows("SELECT year FROM report_year") { $0.int(0) })
    }
}

extension TenantWriter {
    /// Settles the figures of a year that is over: from now on they are printed, and never change.
    ///
    /// - Throws: `refused` for a year that is not over, or per SWV without at least two; `stale` when it was settled.
    package func settleReport(of year: Int, as shape: ReportShape) throws {
        guard try settings.zone.local(now).date.year > year else { throw StoreError.refused("the year is not over") }
        guard try settledReport(of: year) == nil else { throw StoreError.stale }
        let swvs = try swvs()
        guard shape == .whole || swvs.count > 1 else { throw StoreError.refused("there are no SWVs to tell apart") }
        let whole = try figures(of: year)
        var facts: [ReportScope: [ReportFact: Int]] = [.whole: whole.facts]
        let tables: [ReportScope: [ReportCell: Band]]
        switch shape {
        case .whole: tables = shape.published([nil: whole.counts])
        case .perSWV:
            facts[.whole] = whole.facts.filter { !$0.key.isPerSWV }
            var parts: [String?: [ReportCell: Int]] = [nil: whole.counts.filter { !$0.key.table.isPerSWV }]
            for name in swvs {
                let figures = try figures(of: year, .swv(name))
                parts[name] = figures.counts
                facts[.swv(name)] = figures.facts.filter { $0.key.isPerSWV }
            }
            tables = shape.published(parts)
        }
        try db.run(
            "INSERT INTO report_year(year, shape, settled_at, settled_by) VALUES (?1, ?2, ?3, ?4)", year,
            shape.rawValue,
            now.milliseconds, actor?.text)
        for (scope, bands) in tables {
            for (cell, band) in bands {
                try db.run(
                    "INSERT INTO report_band(year, swv, tab, cell, band) VALUES (?1, ?2, ?3, ?4, ?5)", year, scope.name,
                    cell.table.rawValue, cell.key, band.rawValue)
            }
        }
        for (scope, facts) in facts {
            for (fact, number) in facts {
                try db.run(
                    "INSERT INTO report_fact(year, swv, fact, number) VALUES (?1, ?2, ?3, ?4)", year, scope.name,
                    fact.rawValue, number)
            }
        }
        try log(.added, .report, nil, ["cijfers \(year)"])
    }
}
