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
            "DTSTAMP:\(Self.utc(stamp))", "DTSTART:\(Self.utc(starts))",
            "DTEND:\(Self.utc(starts + .minutes(appointment.minutes)))", "SUMMARY:\(Self.escaped(appointment.title))",
        ]
        if let place = appointment.place { lines.append("LOCATION:\(Self.escaped(place))") }
        lines += [
            "STATUS:\(isRequest ? "CONFIRMED" : "CANCELLED")", "CLASS:PRIVATE", "TRANSP:OPAQUE",
            "ORGANIZER\(Self.name(organizer)):mailto:\(organizer.address)",
            "ATTENDEE\(Self.name(attendee));ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:\(attendee.address)",
            "END:VEVENT", "END:VCALENDAR",
        ]
        text = lines.map { Self.folded($0) }.joined()
    }

    /// `20261201T130000Z` (RFC 5545, 3.3.5, form 2).
    static func utc(_ instant: Instant) -> String {
        let (days, rest) = instant.milliseconds.quotientAndFloorRemainder(by: 86_400_000)
        let date = LocalDate(daysSince1970: Int(days)).description.filter { $0 != "-" }
        let seconds = Int(rest / 1_000)
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(MailDate.twoDigits).joined()
        return "\(date)T\(time)Z"
    }

    /// RFC 5545, 3.3.11: what has a meaning gets a backslash, a line end becomes `\n`.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 32 || $0 == 127 || $0 == 92 || $0 == 59 || $0 == 44 }) else {
            return text
        }
        var out = ""
        // By scalar: CR LF is one Character.
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": out += "\\\(scalar)"
            case "\n": out += "\\n"
            default:
                if scalar.value >= 32, scalar.value != 127 { out.unicodeScalars.append(scalar) }
            }
        }
        return out
    }

    /// RFC 5545, 3.1: lines of at most 75 octets, the next begun with a space, no character cut in two.
    static func folded(_ line: String) -> String {
        guard line.utf8.count > 75 else { return line + "\r\n" }
        if line.utf8.count <= 75 { return line + "\r\n" }
        var out = ""
        var width = 0
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if width + size > 75 {
                out += "\r\n "
                width = 1
            }
            out.unicodeScalars.append(scalar)
            width += size
        }
        return out + "\r\n"
    }

    // RFC 5545, 3.2: a quoted parameter value may hold anything but a double quote and control characters.
    private static func name(_ mailbox: Mailbox) -> String {
        guard let name = mailbox.name?.text else { return "" }
        return ";CN=\"\(name.map { $0 == "\"" ? "'" : String($0) }.joined())\""
    }
}
