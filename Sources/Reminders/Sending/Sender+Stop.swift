import Dispatch
import Domain
import Storage

extension Sender {
    /// Starts nothing more from now on; what is on the wire goes on.
    package func startNothing() { state.withLock { $0.isStopping = true } }

    /// Starts nothing more, waits until what is on the wire is settled, and gives back what was only claimed.
    ///
    /// Three seconds before the end whatever has not begun with its body is cut off: it goes back, without a doubt. Giving
    /// back may take two seconds more.
    ///
    /// - Parameter limit: after it the rest is left in doubt for the next boot.
    /// - Returns: how many messages were still on the wire.
    package func stop(within limit: Span) -> Int {
        startNothing()
        let end = DispatchTime.now() + .milliseconds(Int(limit.milliseconds))
        let cut = end - .seconds(3)
        var (busy, isCut) = (onTheWire, false)
        // A bounded wait at the very end of the process's life; nothing is left that could signal it more simply.
        while busy > 0, DispatchTime.now() < end {
            if !isCut, DispatchTime.now() >= cut {
                brake.pull()
                isCut = true
            }
            _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(10))
            busy = onTheWire
        }
        let (claimed, lanes) = state.withLock { state in
            let claimed = state.tenants.values.map { ($0.store, $0.claimed) }
            for slug in state.tenants.keys { state.tenants[slug]?.claimed = [] }
            return (claimed, state.relays.values.flatMap(\.idle))
        }
        let released = DispatchGroup()
        for (store, messages) in claimed where !messages.isEmpty {
            released.enter()
            store.submit(
                { try $0.release(Array(messages)) },
                done: { [log] result in
                    if case .failure(let error) = result {
                        log.error("not-given-back", ["tenant": .public(store.slug), "why": .configured("\(error)")])
                    }
                    released.leave()
                })
        }
        // A file that is busy for longer keeps them leased: without an intent the next boot takes them back.
        _ = released.wait(timeout: end + .seconds(2))
        for lane in lanes { lane.close() }
        return busy
    }

    /// Messages that a lane has in hand, and outcomes not yet written.
    private var onTheWire: Int {
        state.withLock { state in
            state.lanesOut + state.unsettled + state.tenants.values.count { $0.isClaiming }
        }
    }

    /// The state of every relay, by name.
    package func relayReports() -> [RelayReport] {
        state.withLock { state in
            state.relays.values.map {
                RelayReport(
                    name: $0.relay.name, state: $0.health.state, since: $0.health.since,
                    isDefault: $0.relay.name == state.defaultRelay)
            }
        }.sorted { $0.name < $1.name }
    }
}
