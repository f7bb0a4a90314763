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
        var text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Naast//NL\r\nCALSCALE:GREGORIAN\r\nMETHOD:"
        text.reserveCapacity(1_000)
        text += method
        text += "\r\nBEGIN:VEVENT\r\n"
        text += Self.folded("UID:\(appointment.uid.text)@\(host)")
        text += "SEQUENCE:\(appointment.sequence)\r\nDTSTAMP:"
        text += Self.utc(stamp)
        text += "\r\nDTSTART:"
        text += Self.utc(starts)
        text += "\r\nDTEND:"
        text += Self.utc(starts + .minutes(appointment.minutes))
        text += "\r\n"
        text += Self.folded("SUMMARY:\(Self.escaped(appointment.title))")
        if let place = appointment.place { text += Self.folded("LOCATION:\(Self.escaped(place))") }
        text += isRequest ? "STATUS:CONFIRMED\r\n" : "STATUS:CANCELLED\r\n"
        text += "CLASS:PRIVATE\r\nTRANSP:OPAQUE\r\n"
        text += Self.folded("ORGANIZER\(Self.name(organizer)):mailto:\(organizer.address)")
        let status = "ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE"
        text += Self.folded("ATTENDEE\(Self.name(attendee));\(status):mailto:\(attendee.address)")
        text += "END:VEVENT\r\nEND:VCALENDAR\r\n"
        self.text = text
    }

    /// `20261201T130000Z` (RFC 5545, 3.3.5, form 2).
    static func utc(_ instant: Instant) -> String {
        let (days, rest) = instant.milliseconds.quotientAndFloorRemainder(by: 86_400_000)
        let date = LocalDate(daysSince1970: Int(days))
        let seconds = Int(rest / 1_000)
        let (year, month, day) = (date.year, date.month, date.day)
        let time = (hour: seconds / 3_600, minute: seconds / 60 % 60, second: seconds % 60)
        return String(unsafeUninitializedCapacity: 16) { out in
            let digits = [
                year / 1_000 % 10, year / 100 % 10, year / 10 % 10, year % 10, month / 10, month % 10, day / 10,
                day % 10, nil, time.hour / 10, time.hour % 10, time.minute / 10, time.minute % 10, time.second / 10,
                time.second % 10,
            ]
            for (index, digit) in digits.enumerated() { out[index] = digit.map { 48 + UInt8($0) } ?? UInt8(ascii: "T") }
            out[15] = UInt8(ascii: "Z")
            return 16
        }
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
        guard name.utf8.contains(UInt8(ascii: "\"")) else { return ";CN=\"\(name)\"" }
        return ";CN=\"\(name.map { $0 == "\"" ? "'" : String($0) }.joined())\""
    }
}
