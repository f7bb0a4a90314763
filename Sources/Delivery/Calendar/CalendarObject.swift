import Domain

/// An appointment as an iCalendar object (RFC 5545) that asks or takes back (RFC 5546).
///
/// Times are in universal time: it is one moment, without recurrence, so every program shows it right in its owner's
/// zone, summer or winter, and no VTIMEZONE can be out of date. The attendee has accepted and nobody awaits an answer.
struct CalendarObject {
    let method: String
    let text: String

    init(_ appointment: Appointment, stamp: Instant, organizer: Mailbox, attendee: Mailbox, host: String) {
        let isRequest = appointment.method == .request
        method = isRequest ? "REQUEST" : "CANCEL"
        let starts = appointment.zone.nearestInstant(appointment.starts)
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Naast//NL", "CALSCALE:GREGORIAN", "METHOD:\(method)",
            "BEGIN:VEVENT", "UID:\(appointment.uid)@\(host)", "SEQUENCE:\(appointment.sequence)",
            "DTSTAMP:\(CalendarText.utc(stamp))", "DTSTART:\(CalendarText.utc(starts))",
            "DTEND:\(CalendarText.utc(starts + .minutes(appointment.minutes)))",
            "SUMMARY:\(CalendarText.escaped(appointment.title))",
        ]
        if let place = appointment.place { lines.append("LOCATION:\(CalendarText.escaped(place))") }
        lines += [
            "STATUS:\(isRequest ? "CONFIRMED" : "CANCELLED")", "CLASS:PRIVATE", "TRANSP:OPAQUE",
            "ORGANIZER\(Self.name(organizer)):mailto:\(organizer.address)",
            "ATTENDEE\(Self.name(attendee));ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:\(attendee.address)",
            "END:VEVENT", "END:VCALENDAR",
        ]
        text = lines.map { CalendarText.folded($0) }.joined()
    }

    // RFC 5545, 3.2: a quoted parameter value may hold anything but a double quote and control characters.
    private static func name(_ mailbox: Mailbox) -> String {
        guard let name = mailbox.name?.text else { return "" }
        return ";CN=\"\(name.map { $0 == "\"" ? "'" : String($0) }.joined())\""
    }
}
