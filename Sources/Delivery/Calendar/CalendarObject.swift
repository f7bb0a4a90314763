import Domain

/// An appointment as an iCalendar object (RFC 5545) that asks or takes back (RFC 5546).
///
/// Times are in universal time: it is one moment, without recurrence, so every program shows it right in its owner's
/// zone, summer or winter, and no VTIMEZONE can be out of date. The attendee has accepted and nobody awaits an answer.
struct CalendarObject {
    let method: String
    let text: String

    init(_ appointment: Appointment, stamp: Instant, organizer: Mailbox, attendee: Mailbox) {
        let isRequest = appointment.method == .request
        method = isRequest ? "REQUEST" : "CANCEL"
        let starts = appointment.zone.nearestInstant(appointment.starts)
        var text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Naast//NL\r\nCALSCALE:GREGORIAN\r\nMETHOD:"
        text.reserveCapacity(1_000)
        text += method
        text += "\r\nBEGIN:VEVENT\r\n"
        // Unique by its 128 random bits alone (RFC 7986, 5.3). With a host in it, the appointment would be another one as
        // soon as another relay sends it.
        text += CalendarText.folded("UID:\(appointment.uid.text)")
        text += "SEQUENCE:\(appointment.sequence)\r\nDTSTAMP:"
        text += CalendarText.utc(stamp)
        text += "\r\nDTSTART:"
        text += CalendarText.utc(starts)
        text += "\r\nDTEND:"
        text += CalendarText.utc(starts + .minutes(appointment.minutes))
        text += "\r\n"
        text += CalendarText.folded("SUMMARY:\(CalendarText.escaped(appointment.title))")
        if let place = appointment.place { text += CalendarText.folded("LOCATION:\(CalendarText.escaped(place))") }
        text += isRequest ? "STATUS:CONFIRMED\r\n" : "STATUS:CANCELLED\r\n"
        text += "CLASS:PRIVATE\r\nTRANSP:OPAQUE\r\n"
        text += CalendarText.folded("ORGANIZER\(Self.name(organizer)):mailto:\(organizer.address)")
        let status = "ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE"
        text += CalendarText.folded("ATTENDEE\(Self.name(attendee));\(status):mailto:\(attendee.address)")
        text += "END:VEVENT\r\nEND:VCALENDAR\r\n"
        self.text = text
    }

    // RFC 5545, 3.2: a quoted parameter value may hold anything but a double quote and control characters.
    private static func name(_ mailbox: Mailbox) -> String {
        guard let name = mailbox.name?.text else { return "" }
        guard name.utf8.contains(UInt8(ascii: "\"")) else { return ";CN=\"\(name)\"" }
        return ";CN=\"\(name.map { $0 == "\"" ? "'" : String($0) }.joined())\""
    }
}
