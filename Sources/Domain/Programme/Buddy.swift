/// Where a buddy, an experienced parent who stands beside a parent, is on the way into and out of the programme.
package enum BuddyState: String, CaseIterable, Hashable, Sendable {
    case applied
    case interview
    case training
    case available
    /// With a parent at this moment; it follows from the matches, nobody sets it by hand.
    case matched
    case paused
    case stopped

    /// False once the buddy has left: then no letter about the programme goes to them any more.
    package var takesPart: Bool { self != .stopped }

    /// Those who wait for something of us, so that nobody is in limbo (N12).
    package var isInPool: Bool {
        switch self {
        case .applied, .interview, .training, .available: true
        case .matched, .paused, .stopped: false
        }
    }

    /// What a person reads.
    package var title: String {
        switch self {
        case .applied: "aangemeld"
        case .interview: "kennismaking"
        case .training: "in training"
        case .available: "beschikbaar"
        case .matched: "gekoppeld"
        case .paused: "pauze"
        case .stopped: "gestopt"
        }
    }
}
