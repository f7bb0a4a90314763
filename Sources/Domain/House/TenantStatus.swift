/// The counts of `naast status`: no personal data.
package struct OutboxCounts: Hashable, Sendable {
    package var ready: Int
    package var nextDue: Instant?
    package var oldestOverdueSeconds: Int
    package var held: Int
    package var sentInADay: Int
    package var deadInADay: Int
    /// Only when the relay's answers stopped the sending: why, for the operator.
    package var pausedBecause: String?

    package init(
        ready: Int = 0, nextDue: Instant? = nil, oldestOverdueSeconds: Int = 0, held: Int = 0, sentInADay: Int = 0,
        deadInADay: Int = 0, pausedBecause: String? = nil
    ) {
        self.ready = ready
        self.nextDue = nextDue
        self.oldestOverdueSeconds = oldestOverdueSeconds
        self.held = held
        self.sentInADay = sentInADay
        self.deadInADay = deadInADay
        self.pausedBecause = pausedBecause
    }
}

/// How one tenant stands, for `naast status` and for the helpdesk's overview: no person, nothing of a programme.
package struct TenantStatus: Hashable, Sendable {
    package var slug: Slug
    package var name: String
    /// The operator stopped all its mail but logins.
    package var isSuspended: Bool
    /// Its file is not to be trusted: nothing of it runs.
    package var isSetApart: Bool
    /// Nil when its file could not be read.
    package var mail: OutboxCounts?
    /// Of the relay by which it sends; nil while nobody sends.
    package var relay: RelayState?

    package init(
        slug: Slug, name: String, isSuspended: Bool = false, isSetApart: Bool = false,
        mail: OutboxCounts? = OutboxCounts(), relay: RelayState? = .open
    ) {
        self.slug = slug
        self.name = name
        self.isSuspended = isSuspended
        self.isSetApart = isSetApart
        self.mail = mail
        self.relay = relay
    }
}

/// Why the helpdesk looks at a tenant; the most urgent first.
package enum TenantConcern: Int, CaseIterable, Hashable, Comparable, Sendable {
    case setApart
    case unreadable
    /// The relay's answers stopped its sending, until a person resumes it.
    case stopped
    /// Its relay refuses our credentials.
    case relayPaused
    /// Its relay cannot be reached.
    case relayBroken
    /// A message should have gone a while ago.
    case late
    /// Messages of the last day were given up.
    case notArrived
    /// Messages wait until a person decides.
    case held
    case suspended
    /// Its relay asks for less.
    case relayThrottled

    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    /// From so many seconds on a message that is due counts as late; what the relay postponed is not due.
    package static let lateAfter = 600
}

extension TenantStatus {
    /// What is the matter, the most urgent first; empty when all is well.
    package var concerns: [TenantConcern] {
        if isSetApart { return isSuspended ? [.setApart, .suspended] : [.setApart] }
        guard let mail else { return isSuspended ? [.unreadable, .suspended] : [.unreadable] }
        var concerns: Set<TenantConcern> = []
        if mail.pausedBecause != nil { concerns.insert(.stopped) }
        // Of a suspended tenant everything but logins is late, as it was meant.
        if mail.oldestOverdueSeconds >= TenantConcern.lateAfter, !isSuspended { concerns.insert(.late) }
        if mail.deadInADay > 0 { concerns.insert(.notArrived) }
        if mail.held > 0 { concerns.insert(.held) }
        if isSuspended { concerns.insert(.suspended) }
        switch relay {
        case .paused: concerns.insert(.relayPaused)
        case .broken: concerns.insert(.relayBroken)
        case .throttled: concerns.insert(.relayThrottled)
        case .open, nil: break
        }
        return concerns.sorted()
    }
}

extension Sequence<TenantStatus> {
    /// In the order in which the helpdesk should call them; those without a concern come last, by name.
    package var byUrgency: [TenantStatus] {
        map { ($0, $0.concerns) }.sorted { one, other in
            if one.1 != other.1 { return Self.isMoreUrgent(one.1, other.1) }
            let late = (one.0.mail?.oldestOverdueSeconds ?? 0, other.0.mail?.oldestOverdueSeconds ?? 0)
            if one.1.contains(.late), late.0 != late.1 { return late.0 > late.1 }
            return (one.0.name, one.0.slug) < (other.0.name, other.0.slug)
        }.map(\.0)
    }

    // The first difference decides; of two that agree so far, the one with more.
    private static func isMoreUrgent(_ one: [TenantConcern], _ other: [TenantConcern]) -> Bool {
        for (mine, theirs) in zip(one, other) where mine != theirs { return mine < theirs }
        return one.count > other.count
    }
}
