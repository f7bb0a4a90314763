import Domain
import Platform

/// Which stores have their file open, and when each was last used.
///
/// At most 256 are open; the one used longest ago gives way. Idle ones are closed by `closeIdle`.
package final class OpenStores: Sendable {
    private struct Use {
        let store: TenantStore
        var at: UInt64
    }

    private let limit: Int
    private let clock: any Clock
    private let uses = Locked<[Slug: Use]>([:])

    init(limit: Int, clock: any Clock) {
        self.limit = limit
        self.clock = clock
    }

    /// How many files are open now.
    package var count: Int { uses.withLock { $0.count } }

    func used(_ store: TenantStore) {
        let moment = clock.monotonicNanoseconds()
        let oldest = uses.withLock { uses -> Use? in
            let isNew = uses.updateValue(Use(store: store, at: moment), forKey: store.slug) == nil
            guard isNew, uses.count > limit else { return nil }
            return uses.values.min { $0.at < $1.at }
        }
        if let oldest { oldest.store.closeIfUnused(since: oldest.at) }
    }

    func closed(_ slug: Slug) {
        uses.withLock { uses in _ = uses.removeValue(forKey: slug) }
    }

    func lastUse(of slug: Slug) -> UInt64 {
        uses.withLock { $0[slug]?.at } ?? 0
    }

    /// Closes every store that was not used for so long.
    package func closeIdle(nanoseconds: UInt64) {
        let limit = clock.monotonicNanoseconds() &- nanoseconds
        let idle = uses.withLock { uses in uses.values.filter { $0.at <= limit } }
        for use in idle { use.store.closeIfUnused(since: use.at) }
    }
}
