/// One thing that a buddy gets money for: hours, expenses or both.
///
/// Amounts in cents.
package struct AllowanceClaim: Hashable, Sendable {
    package let day: LocalDate
    package let minutes: Int
    package let allowance: Int
    package let costs: Int

    package init(day: LocalDate, minutes: Int, allowance: Int, costs: Int) {
        self.day = day
        self.minutes = minutes
        self.allowance = allowance
        self.costs = costs
    }

    /// With the rate of that day.
    package init(day: LocalDate, minutes: Int, costs: Int, rate: Int) {
        self.init(day: day, minutes: minutes, allowance: (minutes * rate + 30) / 60, costs: costs)
    }

    /// What counts toward the cap: expenses too.
    package var total: Int { allowance + costs }
}

/// What is left for one buddy in a month and its year.
package struct AllowanceRoom: Hashable, Sendable {
    package let month: Int
    package let year: Int

    /// - Parameter claims: all of the buddy; those of other years do not count.
    package init(in day: LocalDate, _ caps: AllowanceYear, _ claims: [AllowanceClaim]) {
        let ofYear = claims.filter { $0.day.year == day.year }
        year = caps.total - ofYear.reduce(0) { $0 + $1.total }
        month = caps.month - ofYear.filter { $0.day.month == day.month }.reduce(0) { $0 + $1.total }
    }

    /// What may still be given this month: the smaller of both, and never less than nothing.
    package var left: Int { max(0, min(month, year)) }

    package func fits(_ claim: AllowanceClaim) -> Bool { claim.total <= min(month, year) }
}

/// Amounts and hours as people type them.
package enum TypedAmount {
    /// `12`, `12,5`, `€ 12,50`, `1.250,00`: cents up to 100.000 euros; nil for anything else.
    package static func cents(_ text: some StringProtocol) -> Int? {
        var text = String(text).filter { $0 != "€" && !$0.isWhitespace }
        if text.contains(",") {
            // Where a comma ends the euros, points stand between the thousands.
            let groups = text.prefix { $0 != "," }.split(separator: ".", omittingEmptySubsequences: false)
            guard groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }) else { return nil }
            text = text.replacing(".", with: "")
        }
        let parts = text.split(separator: text.contains(",") ? "," : ".", omittingEmptySubsequences: false)
        guard let first = parts.first, let euros = number(first.utf8), euros <= 100_000, parts.count <= 2 else {
            return nil
        }
        guard parts.count == 2 else { return euros * 100 }
        guard (1...2).contains(parts[1].utf8.count), let rest = number(parts[1].utf8) else { return nil }
        return euros * 100 + (parts[1].utf8.count == 1 ? rest * 10 : rest)
    }

    /// `2`, `1,5`, `1:30`: minutes up to 24 hours; nil for anything else.
    package static func minutes(_ text: some StringProtocol) -> Int? {
        let text = String(text).filter { !$0.isWhitespace }
        let clock = text.split(separator: ":", omittingEmptySubsequences: false)
        if clock.count == 2 {
            guard let hours = number(clock[0].utf8), let minutes = number(clock[1].utf8), clock[1].utf8.count == 2,
                minutes < 60, hours * 60 + minutes <= 1_440
            else { return nil }
            return hours * 60 + minutes
        }
        guard let hundredths = cents(text), hundredths <= 24_00 else { return nil }
        return (hundredths * 60 + 50) / 100
    }
}
