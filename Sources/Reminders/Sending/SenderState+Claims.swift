import Domain
import Storage

/// A claim that should be made.
struct ClaimOrder: Sendable {
    let slug: Slug
    let store: TenantStore
    let term: Int
    let only: LetterKind?
    /// None: the relay takes no mail now, and only what is over is written down.
    let limit: Int
    /// Only what is more urgent than that: enough of the rest is held.
    let before: Int?
}

extension RelayWork {
    /// Rows that one claim takes: about 250 ms of work (QUEUE.md), at least one and at most eight.
    ///
    /// Few, so that a stop or a circuit that opens leaves few behind.
    var claimSize: Int {
        var size = 8.0
        if sendTime > 0 { size = min(size, Double(relay.connections) * 250 / sendTime) }
        if let perMinute = relay.perMinute { size = min(size, Double(perMinute) * 250 / 60_000) }
        return max(1, Int(size))
    }

    /// With so few left the next are claimed.
    var lowWater: Int { claimSize / 2 }

    /// Learns how long a message takes that the relay answered, in milliseconds.
    mutating func learn(sendTime latest: Int64) {
        let latest = Double(max(0, latest))
        sendTime = sendTime == 0 ? latest : sendTime + (latest - sendTime) / 8
    }
}

extension TenantWork {
    /// Takes in what was claimed: the most urgent goes first, whenever it came.
    mutating func hold(_ messages: [ClaimedMessage]) {
        if messages.isEmpty { return }
        claimed = (claimed + messages).sorted { ($0.priority, $0.due, $0.id) < ($1.priority, $1.due, $1.id) }[...]
    }

    /// Lets go of what is more than so many, the least urgent.
    mutating func letGo(beyond most: Int) -> ArraySlice<ClaimedMessage> {
        guard claimed.count > most else { return [] }
        let surplus = claimed.dropFirst(most)
        claimed = claimed.prefix(most)
        hasReady = true
        return surplus
    }
}

extension SenderState {
    /// When there is something to do next, by the wall clock.
    var earliest: Instant? { [dues.earliest, expiries.earliest].compactMap(\.self).min() }

    /// Takes note that a tenant has work that is due, and says what to ask of its file at once.
    ///
    /// What is new may be more urgent than what is held, so it is claimed also while every lane is busy.
    mutating func wake(_ slug: Slug, at monotonic: Int64) -> ClaimOrder? {
        guard tenants[slug] != nil else { return nil }
        tenants[slug]?.hasReady = true
        enroll(slug)
        return order(for: slug)
    }

    private mutating func order(for slug: Slug) -> ClaimOrder? {
        guard !isStopping, let tenant = tenants[slug], !tenant.isClaiming, !tenant.isStalled,
            let work = relays[tenant.relay]
        else { return nil }
        tenants[slug]?.isClaiming = true
        let holdsEnough = tenant.claimed.count > work.lowWater
        return ClaimOrder(
            slug: slug, store: tenant.store, term: tenant.term, only: kind(for: slug, tenant),
            limit: work.health.isClosed ? work.claimSize : 0, before: holdsEnough ? tenant.claimed.last?.priority : nil)
    }

    /// Which mail alone is claimed: while alarms go by another relay, the helpdesk's own takes logins.
    func kind(for slug: Slug, _ tenant: TenantWork) -> LetterKind? {
        slug == .helpdesk && tenants[.alarmDesk] != nil ? .login : tenant.only
    }

    /// Takes in what a claim brought.
    ///
    /// - Returns: the relay that may begin now, and what is too much to hold; nil when the tenant is not what it was.
    mutating func take(
        _ claim: Claim, of order: ClaimOrder, at now: Instant
    ) -> (relay: String, surplus: ArraySlice<ClaimedMessage>)? {
        guard var tenant = tenants[order.slug], tenant.term == order.term else { return nil }
        tenant.isClaiming = false
        // One that looked for other mail than goes now says nothing of what waits.
        let isOutdated = order.only != kind(for: order.slug, tenant)
        tenant.hasReady = isOutdated || claim.nextDue.map { $0 <= now } ?? false
        tenant.hold(claim.messages)
        let surplus = tenant.letGo(beyond: 2 * (relays[tenant.relay]?.claimSize ?? 8))
        tenants[order.slug] = tenant
        dues.set(order.slug, tenant.hasReady ? nil : claim.nextDue)
        // What is due and cannot go is written down when it is over.
        expiries.set(order.slug, tenant.hasReady ? claim.nextExpiry : nil)
        // Perhaps its relay was replaced meanwhile.
        enroll(order.slug)
        retire(order.slug)
        return (tenant.relay, surplus)
    }
}
