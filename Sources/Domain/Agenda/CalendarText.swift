/// How an iCalendar object is written (RFC 5545): moments, texts, lines.
package enum CalendarText {
    /// `20261201T130000Z` (RFC 5545, 3.3.5, form 2).
    package static func utc(_ instant: Instant) -> String {
        let (days, rest) = instant.milliseconds.quotientAndFloorRemainder(by: 86_400_000)
        let date = LocalDate(daysSince1970: Int(days)).description.filter { $0 != "-" }
        let seconds = Int(rest / 1_000)
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(twoDigits).joined()
        return "\(date)T\(time)Z"
    }

    /// RFC 5545, 3.3.11: what has a meaning gets a backslash, a line end becomes `\n`.
    package static func escaped(_ text: String) -> String {
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
    package static func folded(_ line: String) -> String {
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
}
