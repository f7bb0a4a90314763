import Domain
import Platform

/// What a store tells the house, from its own queue, after the fact.
package protocol StoreObserver: AnyObject, Sendable {
    /// A commit brought something to be sent at `due`, perhaps earlier than anything before it.
    func store(_ slug: Slug, hasWorkAt due: Instant)
    /// The file turned out not to be trusted; nothing of this tenant runs until the operator mends it.
    func store(_ slug: Slug, wasQuarantined reason: String)
}

/// Who hears of due work and quarantines; said once, also after the first store was made.
final class StoreObservers: Sendable {
    private struct Reference {
        weak var observer: (any StoreObserver)?
    }

    private let reference = Locked(Reference())

    var observer: (any StoreObserver)? {
        get { reference.withLock { $0.observer } }
        set { reference.withLock { $0.observer = newValue } }
    }
}
