/// To whom one letter goes (N12, N19).
package enum GroupAudience: String, CaseIterable, Hashable, Sendable {
    /// Ready, and not beside a parent now.
    case pool
    case training
    case matched
    /// Everybody who has begun and has not stopped.
    case everyone
    /// Who signed up and has not begun.
    case newcomers
    /// The ones that were ticked.
    case chosen

    /// What a person reads.
    package var title: String {
        switch self {
        case .pool: "Buddy's die op een ouder wachten"
        case .training: "Iedereen in scholing"
        case .matched: "Buddy's die nu naast een ouder staan"
        case .everyone: "Alle buddy's"
        case .newcomers: "Wie zich aanmeldde en nog niet begonnen is"
        case .chosen: "Een paar buddy's die ik kies"
        }
    }

    /// Whether a buddy in this state belongs to it; who was chosen stands elsewhere.
    package func takes(_ state: BuddyState) -> Bool {
        switch self {
        case .pool: state == .available
        case .training: state == .training
        case .matched: state == .matched
        case .everyone: [.training, .available, .matched, .paused].contains(state)
        case .newcomers: state == .applied || state == .interview
        case .chosen: false
        }
    }
}
