/// A time on the clock, to the minute: `00:00` up to and including `23:59`.
package struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let minuteOfDay: Int

    /// - Precondition: 0 ..< 1440.
    package init(minuteOfDay: Int) {
        precondition((0..<1_440).contains(minuteOfDay), "a day has 1440 minutes")
        self.minuteOfDay = minuteOfDay
    }

    package init?(hour: Int, minute: Int) {
        guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
        self.init(minuteOfDay: hour * 60 + minute)
    }

    /// Reads `14:00`, exactly so.
    package init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 2, parts[1].count == 2,
            let hour = number(parts[0]), let minute = number(parts[1])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    package var hour: Int { minuteOfDay / 60 }
    package var minute: Int { minuteOfDay % 60 }
    package var description: String { "\(twoDigits(hour)):\(twoDigits(minute))" }
    package static func < (one: Self, other: Self) -> Bool { one.minuteOfDay < other.minuteOfDay }
}

/// What a wall clock and a calendar show together, without a zone: `2026-12-01T14:00`.
package struct LocalDateTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let date: LocalDate
    package let time: TimeOfDay

    package init(_ date: LocalDate, _ time: TimeOfDay) {
        self.date = date
        self.time = time
    }

    /// Reads `2026-12-01T14:00`, exactly so: no seconds, no zone.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let date = LocalDate(parts[0]), let time = TimeOfDay(parts[1]) else { return nil }
        self.init(date, time)
    }

    package var description: String { "\(date)T\(time)" }
    package static func < (one: Self, other: Self) -> Bool { (one.date, one.time) < (other.date, other.time) }
}
