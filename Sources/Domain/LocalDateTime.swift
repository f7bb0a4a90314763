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
        self.init(bytes: text.utf8)
    }

    init?(bytes: some Collection<UInt8>) {
        guard let (hour, minute) = twoNumbers(bytes, of: 2, between: UInt8(ascii: ":"), of: 2) else { return nil }
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
        // By bytes, at their places: it is read for every message that goes.
        let bytes = text.utf8
        guard bytes.count == 16, let place = bytes.firstIndex(of: UInt8(ascii: "T")),
            bytes.distance(from: bytes.startIndex, to: place) == 10,
            let date = LocalDate(bytes: bytes[..<place]),
            let time = TimeOfDay(bytes: bytes[bytes.index(after: place)...])
        else { return nil }
        self.init(date, time)
    }

    package var description: String { "\(date)T\(time)" }
    package static func < (one: Self, other: Self) -> Bool { (one.date, one.time) < (other.date, other.time) }
}
