/// What the planner needs to know of one intervision session and one of its participants.
package struct IntervisionFacts: Hashable, Sendable {
    package var uid: Uid
    package var buddy: Uid
    package var starts: LocalDateTime
    package var minutes: Int
    package var place: String?
    package var link: String?
    package var cancelled: Bool
    /// The buddy is on the list; when not any more, who was told of it hears that, and nothing else.
    package var isInvited: Bool
    /// The buddy is still in the programme; when not, no letter goes.
    package var takesPart: Bool
    /// Nil while the participant has not answered.
    package var answer: IntervisionAnswer?
    /// What this participant does not want.
    package var refused: Set<LetterKind>
    package var timeRevision: Int
    package var placeRevision: Int
    /// Rises with every change of time, place, link or cancellation, and when somebody is taken off the list.
    package var changeCount: Int
    /// When this participant was put on the list.
    package var enteredAt: Instant
    /// The last change that matters to this participant.
    package var changedAt: Instant?
    package var told: Told?

    package init(
        uid: Uid, buddy: Uid, starts: LocalDateTime, minutes: Int, place: String? = nil, link: String? = nil,
        cancelled: Bool = false, isInvited: Bool = true, takesPart: Bool = true, answer: IntervisionAnswer? = nil,
        refused: Set<LetterKind> = [], timeRevision: Int = 1, placeRevision: Int = 1, changeCount: Int = 0,
        enteredAt: Instant, changedAt: Instant? = nil, told: Told? = nil
    ) {
        self.uid = uid
        self.buddy = buddy
        self.starts = starts
        self.minutes = minutes
        self.place = place
        self.link = link
        self.cancelled = cancelled
        self.isInvited = isInvited
        self.takesPart = takesPart
        self.answer = answer
        self.refused = refused
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
