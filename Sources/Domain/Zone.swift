import Foundation

/// A time zone of the tz database, such as `Europe/Amsterdam`, and the only bridge between wall time and `Instant`.
///
/// Foundation carries its own zone data; a Debian `tzdata` update does not reach it.
package struct Zone: Hashable, Sendable {
    package let identifier: String
    private let zone: TimeZone

    package init?(_ identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.identifier = identifier
        self.zone = zone
    }

    package static let amsterdam: Zone = {
        guard let zone = Zone("Europe/Amsterdam") else { preconditionFailure("Foundation lacks Europe/Amsterdam") }
        return zone
    }()

    /// The wall clock at a moment, seconds dropped.
    package func local(_ instant: Instant) -> LocalDateTime {
        let shifted = instant.milliseconds + Int64(offset(at: instant)) * 1_000
        let (days, rest) = shifted.quotientAndFloorRemainder(by: 86_400_000)
        return LocalDateTime(LocalDate(daysSince1970: Int(days)), TimeOfDay(minuteOfDay: Int(rest / 60_000)))
    }

    /// The moment a wall clock shows this; nil in the spring gap, the first of the two in the autumn fold.
    package func instant(_ local: LocalDateTime) -> Instant? {
        candidates(local).first { self.local($0) == local }
    }

    /// As `instant`, but a time in the spring gap counts as far past the gap's start: 02:30 becomes 03:30.
    package func nearestInstant(_ local: LocalDateTime) -> Instant {
        let moments = candidates(local)
        return moments.first { self.local($0) == local } ?? moments[moments.count - 1]
    }

    // With the offsets in force a day before and a day after: no zone changes twice in two days. The larger offset gives
    // the earlier moment; in a gap the offset of before, the smaller, lands past the gap.
    private func candidates(_ local: LocalDateTime) -> [Instant] {
        let seconds = Int64(local.date.daysSince1970) * 86_400 + Int64(local.time.minuteOfDay) * 60
        let naive = Instant(milliseconds: seconds * 1_000)
        let offsets = Set([offset(at: naive - .days(1)), offset(at: naive + .days(1))])
        return offsets.sorted(by: >).map { naive - .seconds($0) }
    }

    private func offset(at instant: Instant) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000))
    }
}
