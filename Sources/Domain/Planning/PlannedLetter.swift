/// A letter that the programme asks for: why, when, and until when it is of use.
package struct PlannedLetter: Hashable, Sendable {
    package let reason: Reason
    /// When it should go, quiet hours and quiet days already reckoned with.
    package let due: Instant
    /// From here on it is of no use and does not go.
    package let expires: Instant

    package init(reason: Reason, due: Instant, expires: Instant) {
        self.reason = reason
        self.due = due
        self.expires = expires
    }
}

/// What a person was last told about one meeting or session; a `moved` letter compares with this.
package struct Told: Hashable, Sendable {
    package let starts: LocalDateTime
    /// Nil when no place was told.
    package let place: String?
    package let cancelled: Bool
    package let at: Instant

    package init(starts: LocalDateTime, place: String?, cancelled: Bool, at: Instant) {
        self.starts = starts
        self.place = place
        self.cancelled = cancelled
        self.at = at
    }
}

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

/// What the planner needs to know of one intervision session and one of its participants.
package struct IntervisionFacts: Hashable, Sendable {
    package var uid: Uid
    package var buddy: Uid
    package var starts: LocalDateTime
    package var minutes: Int
    package var place: String?
    package var cancelled: Bool
    /// The buddy is still in the programme; when not, no letter goes.
    package var takesPart: Bool
    /// Nil while the participant has not answered.
    package var answer: IntervisionAnswer?
    package var timeRevision: Int
    package var placeRevision: Int
    package var changeCount: Int
    /// When this participant was put on the list.
    package var enteredAt: Instant
    package var changedAt: Instant?
    package var told: Told?

    package init(
        uid: Uid, buddy: Uid, starts: LocalDateTime, minutes: Int, place: String? = nil, cancelled: Bool = false,
        takesPart: Bool = true, answer: IntervisionAnswer? = nil, timeRevision: Int = 1, placeRevision: Int = 1,
        changeCount: Int = 0, enteredAt: Instant, changedAt: Instant? = nil, told: Told? = nil
    ) {
        self.uid = uid
        self.buddy = buddy
        self.starts = starts
        self.minutes = minutes
        self.place = place
        self.cancelled = cancelled
        self.takesPart = takesPart
        self.answer = answer
        self.timeRevision = timeRevision
        self.placeRevision = placeRevision
        self.changeCount = changeCount
        self.enteredAt = enteredAt
        self.changedAt = changedAt
        self.told = told
    }
}

/// What a participant said to an invitation.
package enum IntervisionAnswer: String, CaseIterable, Hashable, Sendable {
    case yes
    case maybe
    case no
}
