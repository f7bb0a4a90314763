/// What the planner needs to know of one school meeting and its buddy.
package struct MeetingFacts: Hashable, Sendable {
    package var uid: Uid
    package var buddy: Uid
    package var starts: LocalDateTime
    package var minutes: Int
    package var cancelled: Bool
    /// The buddy sits at the table; when not, they still write before and after it (N31), and have no appointment.
    package var attends: Bool
    /// The meeting is of this buddy's match; when not any more, who was told of it hears that, and nothing else.
    package var isTheirs: Bool
    /// The buddy is in the programme and can be mailed; when not, no letter goes, not even a cancellation.
    package var takesPart: Bool
    /// The last day of the match, nil while it goes on: nothing goes about a meeting after it, or on a day after it.
    package var lastDay: LocalDate?
    package var hasLookBack: Bool
    /// What this buddy does not want.
    package var refused: Set<LetterKind>
    /// Rises with each new time that settled; a time taken back within the settling time keeps its old revision.
    package var timeRevision: Int
    /// Rises with every change of time, cancellation or buddy.
    package var changeCount: Int
    /// When the meeting was first entered.
    package var enteredAt: Instant
    /// The last change of time, cancellation or buddy; nil when it is as it was entered.
    package var changedAt: Instant?
    /// When it got the time that it has; nil for the one that it was entered with.
    package var timedAt: Instant?
    /// What this buddy was last told; nil when nothing was sent yet.
    package var told: Told?

    package init(
        uid: Uid, buddy: Uid, starts: LocalDateTime, minutes: Int, cancelled: Bool = false, attends: Bool = true,
        isTheirs: Bool = true, takesPart: Bool = true, lastDay: LocalDate? = nil, hasLookBack: Bool = false,
        refused: Set<LetterKind> = [], timeRevision: Int = 1, changeCount: Int = 0, enteredAt: Instant,
        changedAt: Instant? = nil, timedAt: Instant? = nil, told: Told? = nil
    ) {
        self.uid = uid
        self.buddy = buddy
        self.starts = starts
        self.minutes = minutes
        self.cancelled = cancelled
        self.attends = attends
        self.isTheirs = isTheirs
        self.takesPart = takesPart
        self.lastDay = lastDay
        self.hasLookBack = hasLookBack
        self.refused = refused
        self.timeRevision = timeRevision
        self.changeCount = changeCount
        self.enteredAt = enteredAt
        self.changedAt = changedAt
        self.timedAt = timedAt
        self.told = told
    }
}
