/// A time or place that can change, with the revision that letters carry in their reasons.
///
/// A new value makes a new revision; one that is taken back while it settles leaves the old revision, so A→B→A gives
/// nothing (QUEUE.md, promise 7). A value that somebody was told has settled, however soon: the way back is news to them.
package struct Revised<Value: Hashable & Sendable>: Hashable, Sendable {
    package private(set) var value: Value
    package private(set) var revision: Int
    /// The value to which a change within the settling time can go back.
    package private(set) var settledValue: Value
    package private(set) var settledRevision: Int
    /// The highest revision ever given; none is given twice to different values.
    package private(set) var highestRevision: Int
    /// The last change; nil when there was none.
    package private(set) var changedAt: Instant?

    package init(_ value: Value) {
        self.init(
            value: value, revision: 1, settledValue: value, settledRevision: 1, highestRevision: 1, changedAt: nil)
    }

    /// As it was stored.
    package init(
        value: Value, revision: Int, settledValue: Value, settledRevision: Int, highestRevision: Int,
        changedAt: Instant?
    ) {
        self.value = value
        self.revision = revision
        self.settledValue = settledValue
        self.settledRevision = settledRevision
        self.highestRevision = highestRevision
        self.changedAt = changedAt
    }

    /// Takes a new value; the same value again changes nothing.
    ///
    /// - Parameter wasTold: anybody was told the present value.
    package mutating func change(to new: Value, at now: Instant, settle: Span, wasTold: Bool) {
        guard new != value else { return }
        let hasSettled = changedAt.map { now >= $0 + settle } ?? true
        if hasSettled || wasTold {
            settledValue = value
            settledRevision = revision
        }
        value = new
        changedAt = now
        if new == settledValue {
            revision = settledRevision
        } else {
            highestRevision += 1
            revision = highestRevision
        }
    }
}
