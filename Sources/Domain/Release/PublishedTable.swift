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
