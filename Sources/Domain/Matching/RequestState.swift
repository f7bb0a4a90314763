/// How far a request for support has come.
package enum RequestState: String, CaseIterable, Hashable, Sendable {
    /// Nobody was asked yet, or who was asked said no.
    case waiting
    /// A buddy and the requester are being asked.
    case proposed
    case matched
    /// One-off advice was given: done.
    case given
    /// Withdrawn, or the match has ended.
    case closed

    /// Still waiting for a buddy.
    package var isOpen: Bool { self == .waiting || self == .proposed }
    package var isFinished: Bool { self == .given || self == .closed }
}

/// Who in or around the school sent somebody here; the requester's own agreement stands beside it (DOMAIN.md, N18).
package enum Referrer: String, CaseIterable, Hashable, Sendable {
    case teacher = "leerkracht"
    case internalCoach = "intern-begeleider"
    case schoolLeader = "schoolleider"
    case socialWork = "maatschappelijk-werk"
    case peripateticCoach = "ambulant-begeleider"
    case educationalist = "orthopedagoog"

    /// What a person reads.
    package var title: String {
        switch self {
        case .teacher: "leerkracht"
        case .internalCoach: "intern begeleider"
        case .schoolLeader: "schoolleider"
        case .socialWork: "maatschappelijk werk"
        case .peripateticCoach: "ambulant begeleider"
        case .educationalist: "orthopedagoog"
        }
    }
}
