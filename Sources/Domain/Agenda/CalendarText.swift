/// How an iCalendar object is written (RFC 5545): moments, texts, lines.
package enum CalendarText {
    /// `20261201T130000Z` (RFC 5545, 3.3.5, form 2).
    package static func utc(_ instant: Instant) -> String {
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
