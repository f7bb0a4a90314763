import Delivery
import Domain
import Platform
import Storage

extension Sender {
    /// Looks which tenants are due, and whose mail is over; the alarm calls it, an hourly sweep too, and a test that
    /// sets the clock.
    package func wakeDueTenants() {
        heedClock()
        let (now, monotonic) = (now, monotonic)
        let (orders, relays) = state.withLock { state -> ([ClaimOrder], Set<String>) in
            var (orders, relays): ([ClaimOrder], Set<String>) = ([], [])
            for slug in Set(state.dues.takeDue(at: now) + state.expiries.takeDue(at: now)) {
                guard let relay = state.tenants[slug]?.relay else { continue }
                if let order = state.wake(slug, at: monotonic) { orders.append(order) }
                relays.insert(relay)
            }
            arm(state)
            return (orders, relays)
        }
        for order in orders { claim(order) }
        for relay in relays { pump(relay) }
    }

    /// Starts as many messages as the relay may take now.
    func pump(_ name: String) {
        while true {
            let monotonic = monotonic
            let (job, lane, claims) = state.withLock { state -> (Job?, Lane?, [ClaimOrder]) in
                guard state.lanesOut < state.mostLanes, let lane = state.relays[name]?.idle.last else {
                    return (nil, nil, [])
                }
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
            { try $0.claim(limit: order.limit, only: order.only, before: order.before) },
            done: { [weak self] result in
                self?.claimed(order, result)
            })
    }

    private func claimed(_ order: ClaimOrder, _ result: Result<Claim, StoreError>) {
        switch result {
        case .success(let claim):
            if claim.expired > 0 {
                log.warning("expired", ["tenant": .public(order.store.slug), "count": .number(claim.expired)])
            }
            let (now, monotonic) = (now, monotonic)
            let taken = state.withLock { state -> (relay: String, surplus: ArraySlice<ClaimedMessage>)? in
                guard let taken = state.take(claim, of: order, at: now) else { return nil }
                arm(state)
                return taken
            }
            guard let taken else { return giveBack(claim.messages[...], to: order.store) }
            giveBack(taken.surplus, to: order.store)
            heed(claim.pause, of: order.slug)
            let released = state.withLock { state in
                state.relays[taken.relay]?.health.isShut(at: monotonic) == true
                    ? state.takeClaimed(of: taken.relay) : []
            }
            for (store, messages) in released { giveBack(messages, to: store) }
            pump(taken.relay)
        case .failure(let error):
            state.withLock { state in
                if state.tenants[order.slug]?.term == order.term { state.tenants[order.slug]?.isClaiming = false }
            }
            stall(order.slug, error)
        }
    }
}
