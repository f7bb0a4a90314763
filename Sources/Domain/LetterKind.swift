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
    /// One letter that a member wrote, to a chosen group of buddies.
    case group
    /// To the member who asked to see it: "stuur deze mail nu aan mij".
    case test

    /// True when the recipient may unsubscribe from this kind, and caps count it.
    package var isRefusable: Bool {
        switch self {
        case .moved, .cancelled, .login, .digest, .alarm, .test: false
        default: true
        }
    }

    /// Smaller goes first among the messages of one tenant.
    package var priority: Int {
        switch self {
        case .login: 0
        case .test: 2
        case .alarm: 5
        case .moved, .cancelled: 10
        case .beforeDay, .intervisionBefore: 20
        case .after: 30
        case .beforeWeek, .nudge, .intervisionNudge: 40
        case .intervisionInvite, .digest: 50
        case .group: 60
        }
    }

    /// True for what asks how a meeting went that is over.
    package var looksBack: Bool { self == .after || self == .nudge }

    /// True for what goes to the coordinator about the programme, not to a buddy in it.
    package var isNotice: Bool { self == .digest || self == .alarm }

    /// True for what goes to a member of the tenant or of the helpdesk: it says nothing of the mail to buddies.
    package var isToMember: Bool { isNotice || self == .login || self == .test }

    /// True for what a member set going from a page, not the programme: its reason is no `Reason`.
    package var isByMember: Bool { self == .group || self == .test }

    /// True for a letter of the programme to a buddy: its reason is a `Reason`.
    package var isProgramme: Bool { !isNotice && !isByMember && self != .login }
}
