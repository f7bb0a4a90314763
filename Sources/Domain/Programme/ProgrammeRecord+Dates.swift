/// What a file says of one school meeting.
package struct MeetingRecord: ProgrammeRecord {
    package static let kind = RecordKind.meeting
    package static let keys = ["ref", "match", "starts", "minutes", "buddy_attends", "cancelled"]
    package static let keysOfNew = ["match", "starts", "minutes"]

    package let place: RecordPlace
    package let match: Change<Reference>
    package let starts: Change<LocalDateTime>
    package let minutes: Change<Int>
    /// Null and, for a new meeting, absent mean that the buddy comes along.
    package let buddyAttends: Change<Bool>
    package let cancelled: Change<Bool>
    package var references: [Reference] { [match.given].compactMap(\.self) }

    package init(place: RecordPlace, reading fields: RecordFields) {
        self.place = place
        match = fields.required("match") { $0.reference(.match) }
        starts = fields.required("starts") { $0.moment(in: fields.zone) }
        minutes = fields.required("minutes") { $0.wholeNumber(in: RecordFields.minutes) }
        buddyAttends = fields.change("buddy_attends") { $0.flag() }
        cancelled = fields.change("cancelled") { $0.flag() }
    }
}

/// What a file says of one intervision session.
package struct IntervisionRecord: ProgrammeRecord {
    package static let kind = RecordKind.intervision
    package static let keys = ["ref", "starts", "minutes", "place", "link", "participants", "cancelled"]
    package static let keysOfNew = ["starts", "minutes"]

    package let place: RecordPlace
    package let starts: Change<LocalDateTime>
    package let minutes: Change<Int>
    package let location: Change<String>
    package let link: Change<String>
    /// The whole list: who is not in it any more takes no part any more.
    package let participants: Change<[Reference]>
    /// Not in the contract's example, but a session too must be possible to call off.
    package let cancelled: Change<Bool>
    package var references: [Reference] { participants.given ?? [] }

    package init(place: RecordPlace, reading fields: RecordFields) {
        self.place = place
        starts = fields.required("starts") { $0.moment(in: fields.zone) }
        minutes = fields.required("minutes") { $0.wholeNumber(in: RecordFields.minutes) }
        location = fields.change("place") { $0.line(limit: 200) }
        link = fields.change("link") { $0.link() }
        participants = fields.change("participants") { $0.participants() }
        cancelled = fields.change("cancelled") { $0.flag() }
    }
}

/// What a file says of one signal.
package struct SignalRecord: ProgrammeRecord {
    package static let kind = RecordKind.signal
    package static let keys = ["ref", "theme", "sector", "kind", "recorded", "request", "note"]
    package static let keysOfNew = ["theme", "sector", "kind", "recorded"]

    package let place: RecordPlace
    package let theme: Change<SignalTheme>
    package let sector: Change<Sector>
    package let kind: Change<SignalKind>
    package let recorded: Change<LocalDate>
    package let request: Change<Reference>
    package let note: Change<String>
    package var references: [Reference] { [request.given].compactMap(\.self) }

    package init(place: RecordPlace, reading fields: RecordFields) {
        self.place = place
        theme = fields.required("theme") { $0.word() }
        sector = fields.required("sector") { $0.word() }
        kind = fields.required("kind") { $0.word() }
        recorded = fields.required("recorded") { $0.date() }
        request = fields.change("request") { $0.reference(.request) }
        note = fields.change("note") { $0.paragraphs(limit: 4_000) }
    }
}
