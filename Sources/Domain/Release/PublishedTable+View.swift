extension PublishedTable {
    /// Every table that any rung of the ladder has.
    package static let all = Second.allCases.flatMap { second in
        PeriodLength.allCases.map { PublishedTable(second, $0) }
    }

    /// Reads back `view`; nil for anything else.
    package init?(view: String) {
        guard let table = Self.all.first(where: { $0.view == view }) else { return nil }
        self = table
    }
}
