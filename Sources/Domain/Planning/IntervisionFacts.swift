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
