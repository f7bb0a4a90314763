import Delivery
import Dispatch
import Domain
import Platform
import Storage

/// Claims what is due, sends it over the relays' lanes, and settles what came of it (QUEUE.md).
///
/// One lock guards what it remembers; nothing blocks under it. Stores and lanes work on their own queues and call back.
package final class Sender: StoreObserver, Sendable {
    let state: Locked<SenderState>
    let clock: any Clock
    let log: Log
    private let tenants: Tenants
    private let scope: SystemScope
    let pages: SiteAddress
    private let alarm: any SenderAlarm
    private let onDelivered: (@Sendable (DeliveredMessage) -> Void)?

    package init(
        tenants: Tenants, relays: [Relay], defaultRelay: String, pages: SiteAddress, clock: any Clock, log: Log,
        scope: SystemScope, alarm: any SenderAlarm = DueAlarm(),
        onDelivered: (@Sendable (DeliveredMessage) -> Void)? = nil
    ) {
        self.tenants = tenants
        self.clock = clock
        self.log = log
        self.scope = scope
        self.pages = pages
        self.onDelivered = onDelivered
        self.alarm = alarm
        state = Locked(SenderState(defaultRelay: defaultRelay))
        for relay in relays { add(relay) }
        tenants.setObserver(self)
        alarm.onRing { [weak self] in self?.wakeDueTenants() }
    }

    func add(_ relay: Relay) {
        let health = RelayHealth(
            connections: relay.connections, perMinute: relay.perMinute, at: monotonic, wall: now)
        state.withLock { state in
            let generation = state.generation
            let lanes = (0..<relay.connections).reversed().map { Lane(relay, number: $0, generation: generation) }
            state.relays[relay.name] = RelayWork(relay: relay, health: health, idle: lanes, generation: generation)
        }
    }

    var now: Instant { Instant(milliseconds: clock.wallMilliseconds()) }
    var monotonic: Int64 { Int64(clock.monotonicNanoseconds() / 1_000_000) }

    // MARK: Tenants

    /// Opens every tenant once, the helpdesk's own mail first, which recovers it and gives its next due moment.
    ///
    /// - Returns: how many could not be opened; each was logged.
    package func admitAll() throws -> Int {
        var failures = 0
        for slug in [.helpdesk] + (try tenants.entries(scope)).map(\.slug) {
            do throws(StoreError) {
                try admit(slug)
            } catch {
                failures += 1
                notAdmitted(slug, error)
            }
        }
        return failures
    }

    /// Says that a tenant could not be opened, and tries again every five seconds.
    ///
    /// A file that is set apart waits for a person; a full disk for a better moment.
    package func notAdmitted(_ slug: Slug, _ error: StoreError) {
        log.error("tenant-not-opened", ["tenant": .public(slug), "why": .configured("\(error)")])
        if case .quarantined = error { return }
        after(.seconds(5)) { sender in
            do throws(StoreError) {
                try sender.admit(slug)
                sender.log.notice("tenant-opened", ["tenant": .public(slug)])
            } catch {
                if error != .noSuchTenant { sender.notAdmitted(slug, error) }
            }
        }
    }

    /// Lets a tenant's mail go: at boot, after it was added, suspended, resumed, or given another relay.
    ///
    /// Of a tenant that the registry calls suspended only logins go.
    package func admit(_ slug: Slug) throws(StoreError) {
        let only: LetterKind? = try tenants.isSuspended(slug, scope) ? .login : nil
        let store = try tenants.store(slug, scope)
        let (wanted, due) = try store.read { (try $0.settings.relay, try $0.nextDue(only: only)) }
        // Begun anew, so that a claim of before does not speak for after.
        if state.withLock({ $0.tenants[slug].map { $0.only != only } ?? false }) { dismiss(slug) }
        let (isKnown, relay) = state.withLock { state in
            let relay = wanted.isEmpty ? state.defaultRelay : wanted
            let isKnown = state.relays[relay] != nil
            if var tenant = state.tenants[slug] {
                state.relays[tenant.relay]?.turns.remove(slug)
                tenant.relay = isKnown ? relay : state.defaultRelay
                state.tenants[slug] = tenant
                if !tenant.claimed.isEmpty || tenant.hasReady { state.enroll(slug) }
            } else {
                state.terms += 1
                state.tenants[slug] = TenantWork(
                    store: store, term: state.terms, only: only, relay: isKnown ? relay : state.defaultRelay
                )
            }
            return (isKnown, state.tenants[slug]?.relay)
        }
        if !isKnown {
            log.warning("tenant-relay-unknown", ["tenant": .public(slug), "relay": .configured(wanted)])
        }
        if let due { self.store(slug, hasWorkAt: due) }
        if let relay { pump(relay) }
    }

    /// Lets nothing more of a tenant go; what is on the wire is finished, what was only claimed goes back.
    package func dismiss(_ slug: Slug) {
        let tenant = state.withLock { state -> TenantWork? in
            guard let tenant = state.tenants.removeValue(forKey: slug) else { return nil }
            state.relays[tenant.relay]?.turns.remove(slug)
            state.dues.set(slug, nil)
            return tenant
        }
        if let tenant { giveBack(tenant.claimed, to: tenant.store) }
    }

    package func store(_ slug: Slug, hasWorkAt due: Instant) {
        let now = now
        let relay = state.withLock { state -> String? in
            guard let tenant = state.tenants[slug] else { return nil }
            guard due <= now else {
                if state.dues.advance(slug, to: due) { arm(state) }
                return nil
            }
            state.tenants[slug]?.hasReady = true
            state.enroll(slug)
            return tenant.relay
        }
        if let relay { pump(relay) }
    }

    package func store(_ slug: Slug, wasQuarantined reason: String) {
        log.error("tenant-quarantined", ["tenant": .public(slug), "why": .configured(reason)])
        state.withLock { state in
            guard let tenant = state.tenants.removeValue(forKey: slug) else { return }
            state.relays[tenant.relay]?.turns.remove(slug)
            state.dues.set(slug, nil)
        }
    }

    /// Looks which tenants are due; the alarm calls it, an hourly sweep too, and a test that sets the clock.
    package func wakeDueTenants() {
        let now = now
        let relays = state.withLock { state -> Set<String> in
            var relays: Set<String> = []
            for slug in state.dues.takeDue(at: now) {
                guard let relay = state.tenants[slug]?.relay else { continue }
                state.tenants[slug]?.hasReady = true
                state.enroll(slug)
                relays.insert(relay)
            }
            arm(state)
            return relays
        }
        for relay in relays { pump(relay) }
    }

    // MARK: Claiming

    /// Starts as many messages as the relay may take now.
    func pump(_ name: String) {
        while true {
            let monotonic = monotonic
            let (job, lane, claims) = state.withLock { state -> (Job?, Lane?, [ClaimOrder]) in
                guard let lane = state.relays[name]?.idle.last else { return (nil, nil, []) }
                let (job, claims) = state.nextJob(for: name, at: monotonic)
                if job != nil {
                    state.relays[name]?.idle.removeLast()
                    state.lanesOut += 1
                }
                return (job, lane, claims)
            }
            for order in claims { claim(order) }
            guard let job, let lane else {
                // By the same reading of the clock: a moment that has just come must not fall between the two.
                return setAlarm(name, at: monotonic)
            }
            begin(job, on: lane, after: nil)
        }
    }

    func claim(_ order: ClaimOrder) {
        order.store.submit(
            { try $0.claim(limit: SenderState.claimSize, only: order.only) },
            done: { [weak self] result in
                self?.claimed(order, result)
            })
    }

    private func claimed(_ order: ClaimOrder, _ result: Result<Claim, StoreError>) {
        switch result {
        case .success(let claim):
            if claim.expired > 0 {
                log.warning("expired", ["tenant": .public(order.slug), "count": .number(claim.expired)])
            }
            let now = now
            let monotonic = monotonic
            let relay = state.withLock { state -> String? in
                guard var tenant = state.tenants[order.slug], tenant.term == order.term else { return nil }
                tenant.claimed.append(contentsOf: claim.messages)
                tenant.isClaiming = false
                tenant.hasReady = claim.nextDue.map { $0 <= now } ?? false
                state.tenants[order.slug] = tenant
                state.dues.set(order.slug, tenant.hasReady ? nil : claim.nextDue)
                // Perhaps its relay was replaced meanwhile.
                state.enroll(order.slug)
                state.retire(order.slug)
                arm(state)
                return tenant.relay
            }
            guard let relay else { return giveBack(claim.messages[...], to: order.store) }
            let released = state.withLock { state in
                state.relays[relay]?.health.isShut(at: monotonic) == true ? state.takeClaimed(of: relay) : []
            }
            for (store, messages) in released { giveBack(messages, to: store) }
            pump(relay)
        case .failure(let error):
            state.withLock { state in
                if state.tenants[order.slug]?.term == order.term { state.tenants[order.slug]?.isClaiming = false }
            }
            stall(order.slug, error)
        }
    }

    // MARK: Moments

    // Under the lock, so that of two at the same time the later one does not undo the earlier moment.
    private func arm(_ state: borrowing SenderState) {
        if let earliest = state.dues.earliest { alarm.arm(for: earliest) }
    }

    /// Runs something later, unless the sender is gone by then.
    func after(_ span: Span, _ body: @escaping @Sendable (Sender) -> Void) {
        alarm.after(span) { [weak self] in
            if let self { body(self) }
        }
    }

    // A circuit that closes again and a rate that allows the next message are moments, not outcomes.
    private func setAlarm(_ name: String, at monotonic: Int64) {
        let chance = state.withLock { state -> Int64? in
            guard !state.isStopping, let work = state.relays[name], work.turns.count > 0, !work.idle.isEmpty,
                let chance = work.health.nextChance(at: monotonic), chance < work.alarm ?? .max
            else { return nil }
            state.relays[name]?.alarm = chance
            return chance
        }
        guard let chance else { return }
        after(.milliseconds(chance - monotonic)) { sender in
            sender.state.withLock { state in
                if state.relays[name]?.alarm == chance { state.relays[name]?.alarm = nil }
            }
            sender.pump(name)
        }
    }

    func delivered(_ outcome: Outcome, reply: String) {
        onDelivered?(
            DeliveredMessage(
                slug: outcome.slug, kind: outcome.message.kind, recipient: outcome.message.recipient, reply: reply,
                due: outcome.message.claimed.due, at: now))
    }
}
