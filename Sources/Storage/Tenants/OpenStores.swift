import Domain
import Platform

/// Which stores have their file open, and when each was last used.
///
/// At most 256 are open; the one used longest ago gives way. Idle ones are closed by `closeIdle`.
package final class OpenStores: Sendable {
    private struct Use {
        let store: TenantStore
        var at: UInt64
        /// Its place is reserved, its file is not open yet.
        var isOpening = true
        /// Another store's opening is closing it.
        var isLeaving = false
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

    /// Reserves a place for a store that is about to open its file; the one used longest ago gives way first.
    ///
    /// On the opening store's queue, and it waits for the other's: a store that waits here is not open, so none waits for
    /// it, and the waits cannot form a circle.
    func makeRoom(for store: TenantStore) {
        let moment = clock.monotonicNanoseconds()
        let oldest = uses.withLock { uses -> Use? in
            uses[store.slug] = Use(store: store, at: moment)
            guard uses.values.count(where: { !$0.isLeaving }) > limit else { return nil }
            let oldest = uses.values.filter { !$0.isOpening && !$0.isLeaving }.min { $0.at < $1.at }
            if let oldest { uses[oldest.store.slug]?.isLeaving = true }
            return oldest
        }
        oldest?.store.giveWay()
    }

    /// The file of a store is open now.
    func opened(_ store: TenantStore) {
        uses.withLock { $0[store.slug]?.isOpening = false }
    }

    func used(_ store: TenantStore) {
        let moment = clock.monotonicNanoseconds()
        uses.withLock { $0[store.slug]?.at = moment }
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
