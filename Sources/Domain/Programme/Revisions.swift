/// What a meeting or session is like as people are told of it, and the revisions by which letters know it.
///
/// Changes settle together: a change taken back before the last one has settled leaves the old revisions and the old
/// `changedAt`, as if nothing had been (QUEUE.md, promise 7). What somebody was told has settled, however soon: the way
/// back is news to them.
package struct Revisions: Hashable, Sendable {
    /// What a letter tells; how long it lasts is not among it, so that a longer meeting is not announced again.
    package struct State: Hashable, Sendable {
        package var starts: LocalDateTime
        /// Nil when there is none, and for a school meeting always.
        package var place: String?
        /// Of an online session; another one is told where one was told before, and has no revision of its own.
        package var link: String?
        /// Cancelled, or the buddy stays away.
        package var isOff: Bool

        package init(starts: LocalDateTime, place: String? = nil, link: String? = nil, isOff: Bool = false) {
            self.starts = starts
            self.place = place
            self.link = link
            self.isOff = isOff
        }
    }

    /// A state with all that goes back with it.
    package struct Version: Hashable, Sendable {
        package var state: State
        package var timeRevision: Int
        package var placeRevision: Int
        /// The change that led to it; nil when it is as it was entered.
        package var changedAt: Instant?
        /// The change that led to its time, kept for school meetings alone; nil for the time that it was entered with.
        package var timedAt: Instant?

        package init(
            state: State, timeRevision: Int = 1, placeRevision: Int = 1, changedAt: Instant? = nil,
            timedAt: Instant? = nil
        ) {
            self.state = state
            self.timeRevision = timeRevision
            self.placeRevision = placeRevision
            self.changedAt = changedAt
            self.timedAt = timedAt
        }
    }

    package private(set) var current: Version
    /// To which a change that has not settled can go back.
    package private(set) var settled: Version
    /// The highest ever given: no revision stands for two times.
    package private(set) var timeRevisionsUsed: Int
    package private(set) var placeRevisionsUsed: Int
    /// Rises with every change, also one taken back.
    package private(set) var changeCount: Int
    /// Until then the last change can be taken back.
    package private(set) var settlesAt: Instant

    /// As it is entered.
    package init(_ state: State, at now: Instant) {
        let version = Version(state: state)
        self.init(
            current: version, settled: version, timeRevisionsUsed: 1, placeRevisionsUsed: 1, changeCount: 0,
            settlesAt: now)
    }

    /// As it was stored.
    package init(
        current: Version, settled: Version, timeRevisionsUsed: Int, placeRevisionsUsed: Int, changeCount: Int,
        settlesAt: Instant
    ) {
        self.current = current
        self.settled = settled
        self.timeRevisionsUsed = timeRevisionsUsed
        self.placeRevisionsUsed = placeRevisionsUsed
        self.changeCount = changeCount
        self.settlesAt = settlesAt
    }

    /// Takes a new state; the same again changes nothing.
    ///
    /// - Parameter wasTold: somebody was told the present state.
    package mutating func change(to new: State, at now: Instant, settle: Span, wasTold: Bool) {
        guard new != current.state else { return }
        if now >= settlesAt || wasTold { settled = current }
        settlesAt = now + settle
        changeCount += 1
        if new == settled.state {
            current = settled
            return
        }
        if new.starts != current.state.starts {
            let isTakenBack = new.starts == settled.state.starts
            if !isTakenBack { timeRevisionsUsed += 1 }
            current.timeRevision = isTakenBack ? settled.timeRevision : timeRevisionsUsed
            current.timedAt = isTakenBack ? settled.timedAt : now
        }
        if new.place != current.state.place {
            if new.place != settled.state.place { placeRevisionsUsed += 1 }
            current.placeRevision = new.place == settled.state.place ? settled.placeRevision : placeRevisionsUsed
        }
        current.state = new
        current.changedAt = now
    }
}
