/// A calendar that programs subscribe to: published, so without people and without an answer (RFC 5545, RFC 7986).
package struct CalendarFeed: Hashable, Sendable {
    /// One entry: a neutral title, never a name or a school.
    package struct Event: Hashable, Sendable {
        package let uid: Uid
        package let sequence: Int
        package let starts: Instant
        package let minutes: Int
        package let title: String
        package let isCancelled: Bool
        /// When what it says was last changed, so that the same calendar is the same bytes.
        package let changedAt: Instant

        package init(
            uid: Uid, sequence: Int, starts: Instant, minutes: Int, title: String, isCancelled: Bool, changedAt: Instant
        ) {
            self.uid = uid
            self.sequence = sequence
            self.starts = starts
            self.minutes = minutes
            self.title = title
            self.isCancelled = isCancelled
            self.changedAt = changedAt
        }
    }

    package let name: String
    package let events: [Event]

    package init(name: String, events: [Event]) {
        self.name = name
        self.events = events
    }

    /// The object as a file; programs ask for it again every hour.
    package var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Naast//NL", "CALSCALE:GREGORIAN",
            "NAME:\(CalendarText.escaped(name))", "X-WR-CALNAME:\(CalendarText.escaped(name))",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
        ]
        for event in events {
            lines += [
                "BEGIN:VEVENT", "UID:\(event.uid)", "SEQUENCE:\(event.sequence)",
                "DTSTAMP:\(CalendarText.utc(event.changedAt))", "DTSTART:\(CalendarText.utc(event.starts))",
                "DTEND:\(CalendarText.utc(event.starts + .minutes(event.minutes)))",
                "SUMMARY:\(CalendarText.escaped(event.title))",
                "STATUS:\(event.isCancelled ? "CANCELLED" : "CONFIRMED")", "CLASS:PRIVATE", "TRANSP:OPAQUE",
                "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        return lines.map(CalendarText.folded).joined()
    }
}
