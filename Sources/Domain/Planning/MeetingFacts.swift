/// What the planner needs to know of one school meeting and its buddy.
package struct MeetingFacts: Hashable, Sendable {
    package var uid: Uid
    package var buddy: Uid
    package var starts: LocalDateTime
    package var minutes: Int
    /// The meeting is cancelled, or the buddy does not attend it any more: who was told of it hears so.
    package var cancelled: Bool
    /// The match runs on that day and the buddy takes part; when not, no letter goes, not even a cancellation.
    package var matchRuns: Bool
    package var hasLookBack: Bool
    /// Rises with each new time that settled; a time taken back within the settling time keeps its old revision.
    package var timeRevision: Int
    /// Rises with every change of time or cancellation.
    package var changeCount: Int
    /// When the meeting was first entered.
    package var enteredAt: Instant
    /// The last change of time or cancellation; nil when it is as it was entered.
    package var changedAt: Instant?
    /// What this buddy was last told; nil when nothing was sent yet.
    package var told: Told?

    package init(
        uid: Uid, buddy: Uid, starts: LocalDateTime, minutes: Int, cancelled: Bool = false, matchRuns: Bool = true,
        hasLookBack: Bool = false, timeRevision: Int = 1, changeCount: Int = 0, enteredAt: Instant,
        changedAt: Instant? = nil, told: Told? = nil
    ) {
        self.uid = uid
        self.buddy = buddy
        self.starts = starts
        self.minutes = minutes
        self.cancelled = cancelled
        self.matchRuns = matchRuns
        self.hasLookBack = hasLookBack
        self.timeRevision = timeRevision
        self.changeCount = changeCount
        self.enteredAt = enteredAt
        self.changedAt = changedAt
        self.told = told
    }
}
