/// A day of the proleptic Gregorian calendar, without a zone.
package struct LocalDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01; what comparisons and arithmetic use.
    package let daysSince1970: Int

    package init(daysSince1970: Int) {
        self.daysSince1970 = daysSince1970
    }

    /// Nil when no such day exists, such as 30 February; years run from 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        self.init(daysSince1970: Self.days(year: year, month: month, day: day))
        guard civil == (year, month, day) else { return nil }
    }

    /// Reads `2026-12-01`, exactly so.
    package init?(_ text: some StringProtocol) {
        self.init(bytes: text.utf8)
    }

    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 10, let year = number(bytes.prefix(4)), bytes.dropFirst(4).first == UInt8(ascii: "-"),
            let (month, day) = twoNumbers(bytes.dropFirst(5), of: 2, between: UInt8(ascii: "-"), of: 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package var year: Int { civil.year }
    package var month: Int { civil.month }
    package var day: Int { civil.day }
    package var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = (daysSince1970 + 3).quotientAndFloorRemainder(by: 7).remainder
        return Weekday.allCases[index]
    }

    package var description: String {
        let (year, month, day) = civil
        return
            "\(String(repeating: "0", count: max(0, 4 - String(year).count)))\(year)-\(twoDigits(month))-\(twoDigits(day))"
    }

    package static func < (one: Self, other: Self) -> Bool { one.daysSince1970 < other.daysSince1970 }
    package static func + (date: Self, days: Int) -> Self { Self(daysSince1970: date.daysSince1970 + days) }
    package static func - (date: Self, days: Int) -> Self { Self(daysSince1970: date.daysSince1970 - days) }
    package static func - (end: Self, start: Self) -> Int { end.daysSince1970 - start.daysSince1970 }

    /// Monday of the ISO week in which this day falls.
    package var monday: Self { self - (Weekday.allCases.firstIndex(of: weekday) ?? 0) }

    // Howard Hinnant, "chrono-compatible low-level date algorithms": eras of 400 years, years that begin in March.
    private var civil: (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (daysSince1970 + 719_468).quotientAndFloorRemainder(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func days(year: Int, month: Int, day: Int) -> Int {
        let (era, yearOfEra) = (month <= 2 ? year - 1 : year).quotientAndFloorRemainder(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// A day of the week; the week begins on Monday, as in the Netherlands (ISO 8601).
package enum Weekday: CaseIterable, Hashable, Sendable {
    case monday
    case tuesday
    case wednesday
    case thursday
    case friday
    case saturday
    case sunday
}

/// Two numbers of so many digits with one byte between them, and nothing else.
func twoNumbers(
    _ bytes: some Collection<UInt8>, of first: Int, between separator: UInt8, of second: Int
) -> (Int, Int)? {
    guard bytes.count == first + 1 + second, bytes.dropFirst(first).first == separator,
        let one = number(bytes.prefix(first)), let other = number(bytes.dropFirst(first + 1))
    else { return nil }
    return (one, other)
}

func number(_ digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    var value = 0
    for digit in digits {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
}
