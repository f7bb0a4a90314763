/// One published table: by what it counts, and over how long.
package struct PublishedTable: Hashable, Sendable {
    /// What stands beside the theme.
    package enum Second: String, CaseIterable, Hashable, Sendable {
        case none
        case sector
        case region
    }

    package let second: Second
    package let length: PeriodLength

    package init(_ second: Second, _ length: PeriodLength) {
        self.second = second
        self.length = length
    }

    /// Its name in the noise and in every release; it never changes.
    package var view: String {
        let columns = second == .none ? "theme" : "theme-\(second.rawValue)"
        switch length {
        case .quarter: return "\(columns)-quarter"
        case .halfYear: return "\(columns)-halfyear"
        case .year: return "\(columns)-year"
        }
    }
}

/// Which of the two tables: a signal is released at most once in each.
package enum Slot: String, CaseIterable, Hashable, Sendable {
    case v1
    case v2
}

/// What is published, decided by the number of enrolled tenants alone (disclosure/README.md, rule 1).
package enum Ladder {
    /// The table of a slot; nil when nothing is published there.
    package static func table(_ slot: Slot, enrolled: Int) -> PublishedTable? {
        switch (enrolled, slot) {
        case (..<3, _): nil
        case (..<10, .v1): PublishedTable(.none, .halfYear)
        case (..<10, .v2): nil
        case (..<40, .v1): PublishedTable(.none, .quarter)
        case (..<40, .v2): PublishedTable(.sector, .year)
        case (_, .v1): PublishedTable(.sector, .quarter)
        case (_, .v2): PublishedTable(.region, .halfYear)
        }
    }

    /// A release needs so many contributors; with fewer it is skipped, and everything carries over.
    package static let fewestContributors = 3
}
