import Domain
import Storage

extension Sender {
    /// Puts other relays in the place of those there are; what is on the wire finishes on the old ones.
    package func replaceRelays(_ relays: [Relay], defaultRelay: String) throws {
        inTurn { swap(relays, defaultRelay) }
        _ = try admitAll()
    }

    private func swap(_ relays: [Relay], _ defaultRelay: String) {
        dismiss(.alarmDesk)
        let (claimed, lanes) = state.withLock { state in
            let claimed = state.relays.keys.flatMap { state.takeClaimed(of: $0) }
            let lanes = state.relays.values.flatMap(\.idle)
            state.relays = [:]
            state.generation += 1
            state.defaultRelay = defaultRelay
            return (claimed, lanes)
        }
        for lane in lanes { lane.close() }
        for (store, messages) in claimed { giveBack(messages, to: store) }
        for relay in relays { add(relay) }
        // Also those whose file cannot be read now keep their turn.
        state.withLock { state in
            for (slug, tenant) in state.tenants {
                if state.relays[tenant.relay] == nil { state.tenants[slug]?.relay = defaultRelay }
                state.enroll(slug)
            }
        }
    }
}
