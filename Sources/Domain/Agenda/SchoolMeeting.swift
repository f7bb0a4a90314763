/// A school meeting as somebody wants it to be.
package struct MeetingDraft: Hashable, Sendable {
    package var match: Uid
    /// Wall time in the tenant's zone.
    package var starts: LocalDateTime
    package var minutes: Int
    /// The buddy comes along; when not, they still write to the parent before and after it, and have no appointment.
    package var buddyAttends: Bool
    package var cancelled: Bool
    package var roles: Set<MeetingRole>
    package var purpose: MeetingPurpose?

    package init(
        match: Uid, starts: LocalDateTime, minutes: Int = 60, buddyAttends: Bool = true, cancelled: Bool = false,
        roles: Set<MeetingRole> = [], purpose: MeetingPurpose? = nil
    ) {
        self.match = match
        self.starts = starts
        self.minutes = minutes
        self.buddyAttends = buddyAttends
        self.cancelled = cancelled
        self.roles = roles
        self.purpose = purpose
    }

    /// How long a meeting may last, as in a programme file.
    package static let lengths = 5...1_440
}

/// Who sits at the table: a role, never a name (N28).
package enum MeetingRole: String, CaseIterable, Hashable, Sendable {
    case mentor
    case teacher
    case supportTeam = "support-team"
    case schoolLeader = "school-leader"
    case outsideHelp = "outside-help"

    /// What a person reads.
    package var title: String {
        switch self {
        case .mentor: "mentor"
        case .teacher: "docent"
        case .supportTeam: "ondersteuningsteam"
        case .schoolLeader: "schoolleiding"
        case .outsideHelp: "externe hulp"
        }
    }
}

/// What a meeting is for: a choice, so that no story about a child has to be typed (N25).
package enum MeetingPurpose: String, CaseIterable, Hashable, Sendable {
    case acquaintance
    case progress
    case agreements
    case review
    case transition
    case absence
    case disagreement
    case other

    /// What a person reads.
    package var title: String {
        switch self {
        case .acquaintance: "kennismaken"
        case .progress: "bespreken hoe het gaat"
        case .agreements: "afspraken maken"
        case .review: "kijken of de afspraken werken"
        case .transition: "de overstap naar een andere school of klas"
        case .absence: "niet of minder naar school"
        case .disagreement: "een meningsverschil oplossen"
        case .other: "iets anders"
        }
    }
}

/// Whose turn it is (N25).
package enum TaskOwner: String, CaseIterable, Hashable, Sendable {
    case coordinator
    case buddy
    case parent
    case school

    /// What a person reads.
    package var title: String {
        switch self {
        case .coordinator: "coördinator"
        case .buddy: "buddy"
        case .parent: "ouder of jeugdige"
        case .school: "school"
        }
    }
}
