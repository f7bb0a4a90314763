import Domain
import Platform
import Storage

/// What the sender does when a tenant's file cannot be written now.
extension Sender {
    /// Whether trying again is of no use.
    ///
    /// The helpdesk's file is never set apart: whatever is wrong with it may pass.
    func isHopeless(_ error: StoreError, _ slug: Slug) -> Bool {
        if case .quarantined = error { return slug != .helpdesk }
        return error.isFinal
    }

    // What was claimed must not stay leased in a living process: it is tried until the file can be written.
    func giveBack(_ messages: ArraySlice<ClaimedMessage>, to store: TenantStore) {
        guard !messages.isEmpty else { return }
        store.submit(
            { try $0.release(Array(messages)) },
            done: { [weak self] result in
                guard let self, case .failure(let error) = result, !isHopeless(error, store.slug) else { return }
                log.error("not-given-back", ["tenant": .public(store.slug), "why": .configured("\(error)")])
                after(.seconds(5)) { sender in sender.giveBack(messages, to: store) }
            })
    }

    // A file that cannot be written now is tried again; nothing in memory is lost meanwhile.
    func stall(_ slug: Slug, _ error: StoreError) {
        log.error("store-failed", ["tenant": .public(slug), "why": .configured("\(error)")])
        if error.isFinal { return }
        state.withLock { $0.tenants[slug]?.isStalled = true }
        after(.seconds(5)) { sender in
            let monotonic = sender.monotonic
            let (relay, order) = sender.state.withLock { state -> (String?, ClaimOrder?) in
                state.tenants[slug]?.isStalled = false
                return (state.tenants[slug]?.relay, state.wake(slug, at: monotonic))
            }
            if let order { sender.claim(order) }
            if let relay { sender.pump(relay) }
        }
    }
}
