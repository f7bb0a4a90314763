/// The letters that Naast sends (LETTERS.md), by the name they have in reasons, in the queue and in JSON.
package enum LetterKind: String, CaseIterable, Hashable, Sendable {
    case beforeWeek = "before-week"
    case beforeDay = "before-day"
    case after
    case nudge
    case moved
    case cancelled
    case intervisionInvite = "intervision-invite"
    case intervisionNudge = "intervision-nudge"
    case intervisionBefore = "intervision-before"
    case digest
    case alarm
    case login

    /// True when the recipient may unsubscribe from this kind, and caps count it.
    package var isRefusable: Bool {
        switch self {
        case .moved, .cancelled, .login, .digest, .alarm: false
        default: true
        }
    }

    /// Smaller goes first among the messages of one tenant.
    package var priority: Int {
        switch self {
        case .login: 0
        case .alarm: 5
        case .moved, .cancelled: 10
        case .beforeDay, .intervisionBefore: 20
        case .after: 30
        case .beforeWeek, .nudge, .intervisionNudge: 40
        case .intervisionInvite, .digest: 50
        }
    }

    /// True for what goes to the coordinator about the programme, not to a buddy in it.
    package var isNotice: Bool { self == .digest || self == .alarm }
}
