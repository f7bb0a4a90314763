/// A table of a printed report: its cells divide one population, so that each case stands in exactly one of them.
///
/// No population has a second table, and no table a total: the cells of two divisions, or a total beside one, would
/// narrow each other's bands.
package enum ReportTable: String, CaseIterable, Hashable, Sendable {
    case requests
    case begun
    case meetings
    case outcomes
    case concerns
    case examples
    case buddies

    /// Whether it can be told for one SWV: a buddy belongs to the whole steunpunt.
    package var isPerSWV: Bool { self != .buddies }

    package var caption: String {
        switch self {
        case .requests: "Hulpvragen die binnenkwamen"
        case .begun: "Koppelingen die begonnen"
        case .meetings: "Gesprekken op school met een buddy erbij"
        case .outcomes: "Hoe het ging toen een koppeling stopte"
        case .concerns: "Waar ouders en jeugdigen tegenaan liepen"
        case .examples: "Goede voorbeelden"
        case .buddies: "Buddy's aan het eind van het jaar"
        }
    }

    /// Every cell, the empty ones too: which are there says nothing.
    package var cells: [ReportCell] {
        switch self {
        case .requests:
            SupportKind.allCases.flatMap { kind in SupportMode.allCases.map { ReportCell.request(kind, $0) } }
        case .begun: [.begun]
        case .meetings: [.meetings]
        case .outcomes: ReportedOutcome.allCases.map(ReportCell.outcome)
        case .concerns: SignalTheme.allCases.map(ReportCell.concern)
        case .examples: SignalTheme.allCases.map(ReportCell.example)
        case .buddies: ReportedBuddies.allCases.map(ReportCell.buddies)
        }
    }
}

/// One cell of a printed table.
package struct ReportCell: Hashable, Sendable {
    package let table: ReportTable
    /// As it stands in the file; for ever.
    package let key: String
    /// What a person reads.
    package let words: String

    package static func request(_ kind: SupportKind, _ mode: SupportMode) -> Self {
        let kindWords = kind == .oneOff ? "eenmalig advies" : "langere tijd"
        let modeWords = mode == .online ? "online" : "persoonlijk"
        return Self(
            table: .requests, key: "\(kind.rawValue)/\(mode.rawValue)", words: "\(kindWords), \(modeWords)")
    }

    package static let begun = Self(table: .begun, key: "begun", words: "koppelingen van ouder en buddy")
    package static let meetings = Self(table: .meetings, key: "held", words: "gesprekken op school")

    package static func outcome(_ outcome: ReportedOutcome) -> Self {
        Self(table: .outcomes, key: outcome.rawValue, words: outcome.title)
    }

    package static func concern(_ theme: SignalTheme) -> Self {
        Self(table: .concerns, key: theme.rawValue, words: theme.title)
    }

    package static func example(_ theme: SignalTheme) -> Self {
        Self(table: .examples, key: theme.rawValue, words: theme.title)
    }

    package static func buddies(_ group: ReportedBuddies) -> Self {
        Self(table: .buddies, key: group.rawValue, words: group.title)
    }
}

/// How a case went on (N44).
package enum ReportedOutcome: String, CaseIterable, Hashable, Sendable {
    case calmer
    case unchanged
    case escalated
    case unknown

    package var title: String {
        switch self {
        case .calmer: "rustiger geworden"
        case .unchanged: "ongeveer gelijk gebleven"
        case .escalated: "verder opgelopen"
        case .unknown: "niet vastgelegd"
        }
    }
}

/// Buddies as a board asks for them.
package enum ReportedBuddies: String, CaseIterable, Hashable, Sendable {
    case onTheWay = "on-the-way"
    case free
    case beside
    case paused

    /// Nil for who has left.
    package init?(_ state: BuddyState) {
        switch state {
        case .applied, .interview, .training: self = .onTheWay
        case .available: self = .free
        case .matched: self = .beside
        case .paused: self = .paused
        case .stopped: return nil
        }
    }

    package var title: String {
        switch self {
        case .onTheWay: "in kennismaking of scholing"
        case .free: "beschikbaar"
        case .beside: "staat naast een ouder"
        case .paused: "pauzeert"
        }
    }
}
