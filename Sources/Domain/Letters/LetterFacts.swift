/// All that a letter may tell, read in the transaction in which it is about to be sent.
///
/// No name of a parent, child or school is in it, so none can reach a mail: the match's label stands for them.
package struct LetterFacts: Hashable, Sendable {
    package var tenantName: String
    package var coordinatorName: String
    package var coordinatorPhone: String?
    /// Where an answer goes.
    package var replyTo: EmailAddress?
    package var recipientFirstName: String
    /// The day on which it is sent, in the tenant's zone: the text says "vandaag" or "gisteren" by it.
    package var today: LocalDate
    package var zone: Zone
    /// One part, or several when a cap joined the letters of one day into one mail; never empty.
    package var parts: [Part]

    package init(
        tenantName: String, coordinatorName: String, coordinatorPhone: String?, replyTo: EmailAddress?,
        recipientFirstName: String, today: LocalDate, zone: Zone, parts: [Part]
    ) {
        self.tenantName = tenantName
        self.coordinatorName = coordinatorName
        self.coordinatorPhone = coordinatorPhone
        self.replyTo = replyTo
        self.recipientFirstName = recipientFirstName
        self.today = today
        self.zone = zone
        self.parts = parts
    }

    /// What one reason has to say.
    package struct Part: Hashable, Sendable {
        package var kind: LetterKind
        package var subject: Reason.Subject
        /// The match's label, such as *Esdoorn*; nil for an intervision session.
        package var label: String?
        package var starts: LocalDateTime
        package var minutes: Int
        /// What the recipient was told before; for `moved` and `cancelled`.
        package var previous: Told?
        /// What a session is; without meaning for a school meeting.
        package var gathering: Gathering
        /// Of a session only; never a school.
        package var place: String?
        package var link: String?
        package var answer: IntervisionAnswer?
        /// It goes on, and the recipient is not expected there: not at the table, or not any more.
        package var goesOnWithout: Bool
        /// An appointment for it was sent before, perhaps: the recipient's calendar may hold one.
        package var mayStandInCalendar: Bool
        /// Rises with every change, for the calendar's SEQUENCE.
        package var changeCount: Int

        package init(
            kind: LetterKind, subject: Reason.Subject, label: String?, starts: LocalDateTime, minutes: Int,
            previous: Told? = nil, gathering: Gathering = .intervision, place: String? = nil, link: String? = nil,
            answer: IntervisionAnswer? = nil, goesOnWithout: Bool = false, mayStandInCalendar: Bool = false,
            changeCount: Int = 0
        ) {
            self.kind = kind
            self.subject = subject
            self.label = label
            self.starts = starts
            self.minutes = minutes
            self.previous = previous
            self.gathering = gathering
            self.place = place
            self.link = link
            self.answer = answer
            self.goesOnWithout = goesOnWithout
            self.mayStandInCalendar = mayStandInCalendar
            self.changeCount = changeCount
        }
    }
}

/// A letter as a person reads it, before it becomes a MIME message.
package struct Letter: Hashable, Sendable {
    package var subject: String
    package var text: String
    package var html: String
    /// The appointment to put into, or take out of, the recipient's own calendar; nil when there is none.
    package var appointment: Appointment?

    package init(subject: String, text: String, html: String, appointment: Appointment? = nil) {
        self.subject = subject
        self.text = text
        self.html = html
        self.appointment = appointment
    }
}

/// One entry for a person's calendar (RFC 5545, 5546): their own, nobody reads an answer to it.
package struct Appointment: Hashable, Sendable {
    package enum Method: Hashable, Sendable {
        case request
        case cancel
    }

    package var method: Method
    /// Stable for as long as the meeting lives.
    package var uid: Uid
    package var sequence: Int
    package var starts: LocalDateTime
    package var minutes: Int
    package var zone: Zone
    /// What stands in the calendar: neutral, no names.
    package var title: String
    package var place: String?

    package init(
        method: Method, uid: Uid, sequence: Int, starts: LocalDateTime, minutes: Int, zone: Zone, title: String,
        place: String? = nil
    ) {
        self.method = method
        self.uid = uid
        self.sequence = sequence
        self.starts = starts
        self.minutes = minutes
        self.zone = zone
        self.title = title
        self.place = place
    }
}
