import Domain
import Platform
import Storage

extension Sender {
    /// Does what changes whether a tenant's mail goes, while nobody else does; not to be nested.
    ///
    /// The registry, the store and the sender must hear of it in the same order: who read "active" and admits after
    /// another has suspended would send all the same, and who found a file that is replaced meanwhile would hold to it.
    package func inTurn<Value>(_ body: () throws -> Value) rethrows -> Value { try turn.sync(execute: body) }

    /// Opens every tenant once, the helpdesk's own mail first, which recovers it and gives its next due moment.
    ///
    /// Each in a turn of its own, so that nobody waits for all of them.
    ///
    /// - Parameter step: is told before each how many were looked at, and of how many; what it throws ends it there.
    /// - Returns: how many could not be opened; each was logged.
    package func admitAll(step: (_ done: Int, _ all: Int) throws -> Void = { _, _ in }) throws -> Int {
        var failures = 0
        let slugs = [.helpdesk] + (try tenants.entries(scope)).map(\.slug)
        for (done, slug) in slugs.enumerated() {
            try step(done, slugs.count)
            let result = inTurn { Result { () throws(StoreError) in try admit(slug) } }
            // No such tenant: closed meanwhile.
            if case .failure(let error) = result, error != .noSuchTenant {
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
        if isHopeless(error, slug) { return }
        admitLater(slug)
    }

    // One try for all who ask for it.
    private func admitLater(_ slug: Slug) {
        guard state.withLock({ $0.awaited.insert(slug).inserted }) else { return }
        after(.seconds(5)) { sender in
            sender.state.withLock { _ = $0.awaited.remove(slug) }
            // Not waited for: a turn can last, and other moments come from this same queue.
            sender.turn.async { sender.tryAgain(slug) }
        }
    }

    private func tryAgain(_ slug: Slug) {
        do throws(StoreError) {
            try admit(slug)
            log.notice("tenant-opened", ["tenant": .public(slug)])
        } catch {
            if error != .noSuchTenant { notAdmitted(slug, error) }
        }
    }

    /// Lets a tenant's mail go: at boot, after it was added, suspended, resumed, or given another relay.
    ///
    /// To be called in turn. Of a tenant that the registry calls suspended only logins go.
    package func admit(_ slug: Slug) throws(StoreError) {
        let only: LetterKind? = try tenants.isSuspended(slug, scope) ? .login : nil
        let store = try tenants.store(slug, scope)
        let wanted = try store.read { try $0.settings.relay }
        // Begun anew, so that a claim of before does not speak for after.
        if state.withLock({ $0.tenants[slug].map { $0.only != only } ?? false }) { dismiss(slug) }
        let isKnown = state.withLock { $0.admit(slug, store, only: only, by: wanted) }
        if !isKnown {
            log.warning("tenant-relay-unknown", ["tenant": .public(slug), "relay": .configured(wanted)])
        }
        // Read only now: what is committed before is in it, and what is committed later is announced to the tenant.
        let (due, pause) = try store.read { (try $0.nextDue(only: only), try $0.sendingPause()) }
        heed(pause, of: slug)
        if let due { self.store(slug, hasWorkAt: due) }
        if slug == .helpdesk { tendAlarmDesk() }
        if let relay = state.withLock({ $0.tenants[slug]?.relay }) { pump(relay) }
    }

    /// Lets nothing more of a tenant go; what is on the wire is finished, what was only claimed goes back.
    ///
    /// To be called in turn.
    package func dismiss(_ slug: Slug) {
        if let tenant = state.withLock({ $0.forget(slug) }) { giveBack(tenant.claimed, to: tenant.store) }
    }

    package func store(_ slug: Slug, hasWorkAt due: Instant) {
        announce(due, to: slug)
        if slug == .helpdesk { announce(due, to: .alarmDesk) }
    }

    private func announce(_ due: Instant, to slug: Slug) {
        let (now, monotonic) = (now, monotonic)
        let (relay, order) = state.withLock { state -> (String?, ClaimOrder?) in
            guard let tenant = state.tenants[slug] else { return (nil, nil) }
            guard due <= now else {
                if state.dues.advance(slug, to: due) { arm(state) }
                return (nil, nil)
            }
            return (tenant.relay, state.wake(slug, at: monotonic))
        }
        if let order { claim(order) }
        if let relay { pump(relay) }
    }

    package func store(_ slug: Slug, wasQuarantined reason: String) {
        log.error("tenant-quarantined", ["tenant": .public(slug), "why": .configured(reason)])
        guard slug == .helpdesk else { return state.withLock { state in _ = state.forget(slug) } }
        dismiss(.alarmDesk)
        dismiss(.helpdesk)
        admitLater(.helpdesk)
    }
}

extension SenderState {
    /// Makes a tenant known, or gives it another relay; false when the relay it wants is none of ours.
    mutating func admit(_ slug: Slug, _ store: TenantStore, only: LetterKind?, by wanted: String) -> Bool {
        let isKnown = wanted.isEmpty || relays[wanted] != nil
        let relay = wanted.isEmpty || !isKnown ? defaultRelay : wanted
        if var tenant = tenants[slug] {
            relays[tenant.relay]?.turns.remove(slug)
            tenant.relay = relay
            tenants[slug] = tenant
            if !tenant.claimed.isEmpty || tenant.hasReady { enroll(slug) }
        } else {
            terms += 1
            tenants[slug] = TenantWork(store: store, term: terms, only: only, relay: relay)
        }
        return isKnown
    }

    /// Knows a tenant no more.
    mutating func forget(_ slug: Slug) -> TenantWork? {
        guard let tenant = tenants.removeValue(forKey: slug) else { return nil }
        relays[tenant.relay]?.turns.remove(slug)
        dues.set(slug, nil)
        expiries.set(slug, nil)
        return tenant
    }
}
