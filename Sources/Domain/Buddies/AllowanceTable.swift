/// What a volunteer may get in one calendar year without tax; amounts in cents.
package struct AllowanceYear: Hashable, Sendable {
    package let year: Int
    /// At most this for an hour.
    package let hour: Int
    /// And for who is not yet 21.
    package let hourUnder21: Int
    /// At most this in a month, expenses included.
    package let month: Int
    /// At most this in a year, expenses included.
    package let total: Int
    /// Where it is written.
    package let source: String

    package init(year: Int, hour: Int, hourUnder21: Int, month: Int, total: Int, source: String) {
        self.year = year
        self.hour = hour
        self.hourUnder21 = hourUnder21
        self.month = month
        self.total = total
        self.source = source
    }

    /// The rate that holds on a day for who turns 21 on `adultOn`; nil for who is 21 long since.
    package func hour(on day: LocalDate, adultOn: LocalDate?) -> Int {
        if let adultOn, day < adultOn { hourUnder21 } else { hour }
    }
}

/// The amounts year by year: those that we know, and before them those that a tenant filled in.
package struct AllowanceTable: Hashable, Sendable {
    /// The newest first; one row for each year.
    package let years: [AllowanceYear]

    package init(own: [AllowanceYear] = []) {
        var byYear: [Int: AllowanceYear] = [:]
        for row in Self.known + own { byYear[row.year] = row }
        years = byYear.values.sorted { $0.year > $1.year }
    }

    /// The row of a year; while nobody has filled it in, that of the nearest year before it.
    package func row(for year: Int) -> (row: AllowanceYear, isOfThatYear: Bool) {
        let row = years.first { $0.year <= year } ?? years[years.count - 1]
        return (row, row.year == year)
    }

    private static let source = "belastingdienst.nl, Vrijwilligersvergoedingen"

    /// Rows to add to when the tax office publishes a year; a tenant can be earlier than we are.
    package static let known = [
        AllowanceYear(year: 2024, hour: 550, hourUnder21: 325, month: 210_00, total: 2_100_00, source: source),
        AllowanceYear(year: 2025, hour: 560, hourUnder21: 330, month: 210_00, total: 2_100_00, source: source),
    ]
}
