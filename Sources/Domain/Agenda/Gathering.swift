/// What a session is: one thing with three names, an invitation, a list of people and a day.
package enum Gathering: String, CaseIterable, Hashable, Sendable {
    case intervision
    case training
    case information

    /// What a person reads; all three go with "de".
    package var title: String {
        switch self {
        case .intervision: "intervisie"
        case .training: "training"
        case .information: "informatiebijeenkomst"
        }
    }
}

/// A session as somebody wants it to be.
package struct SessionDraft: Hashable, Sendable {
    package var gathering: Gathering
    /// Wall time in the tenant's zone.
    package var starts: LocalDateTime
    package var minutes: Int
    /// Nil for none; it is mailed to who is invited.
    package var place: String?
    /// `https` alone, for who joins from home.
    package var link: String?
    /// How many may say yes; nil without a limit.
    package var capacity: Int?
    package var cancelled: Bool

    package init(
        gathering: Gathering, starts: LocalDateTime, minutes: Int = 90, place: String? = nil, link: String? = nil,
        capacity: Int? = nil, cancelled: Bool = false
    ) {
        self.gathering = gathering
        self.starts = starts
        self.minutes = minutes
        self.place = place
        self.link = link
        self.capacity = capacity
        self.cancelled = cancelled
    }

    package static let capacities = 1...500
}

/// Buddies that are invited together, by where they are in the programme.
package enum BuddyGroup: String, CaseIterable, Hashable, Sendable {
    case matched
    case pool
    case training
    case new

    package var states: Set<BuddyState> {
        switch self {
        case .matched: [.matched]
        case .pool: [.available]
        case .training: [.training]
        case .new: [.applied, .interview]
        }
    }

    /// What a person reads.
    package var title: String {
        switch self {
        case .matched: "Alle buddy's die nu een ouder helpen"
        case .pool: "Alle buddy's die klaarstaan"
        case .training: "Iedereen in opleiding"
        case .new: "Wie zich pas heeft aangemeld"
        }
    }
}
