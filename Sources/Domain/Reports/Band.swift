/// How many there were of something, as a printed report says it (DOMAIN.md, "A coordinator's own figures").
///
/// DOMAIN.md's bands begin at one: a cell in which nobody stands says *geen*, because it is about nobody. Every other
/// band is at least four wide, so that no cell tells of a single family.
package enum Band: String, CaseIterable, Hashable, Comparable, Sendable {
    case none = "0"
    case few = "1-4"
    case some = "5-9"
    case more = "10-19"
    case many = "20+"

    /// - Precondition: not below zero.
    package init(_ count: Int) {
        precondition(count >= 0, "nothing is counted below zero")
        switch count {
        case 0: self = .none
        case ...4: self = .few
        case ...9: self = .some
        case ...19: self = .more
        default: self = .many
        }
    }

    /// The counts that may hide behind it; the last band has no end.
    package var lowest: Int {
        switch self {
        case .none: 0
        case .few: 1
        case .some: 5
        case .more: 10
        case .many: 20
        }
    }

    package var highest: Int? {
        switch self {
        case .none: 0
        case .few: 4
        case .some: 9
        case .more: 19
        case .many: nil
        }
    }

    /// What a person reads.
    package var words: String {
        switch self {
        case .none: "geen"
        case .few: "1–4"
        case .some: "5–9"
        case .more: "10–19"
        case .many: "20 of meer"
        }
    }

    package static func < (one: Self, other: Self) -> Bool { one.lowest < other.lowest }
}
