import Domain
import Foundation

/// The rule of quiet times once more, by other means: Foundation's calendar and a list of holidays.
struct QuietOracle {
    private let calendar: Calendar
    private let settings: TenantSettings

    // Written down from a printed calendar, not computed.
    private static let holidays: Set<String> = [
        "2026-1-1", "2026-4-5", "2026-4-6", "2026-4-27", "2026-5-5", "2026-5-14", "2026-5-24", "2026-5-25",
        "2026-12-25", "2026-12-26", "2027-1-1", "2027-3-28", "2027-3-29",
    ]

    init(_ settings: TenantSettings) {
        var calendar = Calendar(identifier: .gregorian)
        if let zone = TimeZone(identifier: "Europe/Amsterdam") { calendar.timeZone = zone }
        self.calendar = calendar
        self.settings = settings
    }

    func isQuiet(_ moment: Instant) -> Bool {
        settings.quietDays && isQuietDay(moment.date)
            || Self.includes(minuteOfDay(moment.date), from: settings.quietFrom, until: settings.quietUntil)
    }

    /// The first moment from here on that is not quiet: now, at a midnight, or when the quiet hours end.
    func opens(_ moment: Instant) -> Instant {
        if !isQuiet(moment) { return moment }
        let edges = (0...12).flatMap { day in
            [TimeOfDay(minuteOfDay: 0), settings.quietUntil].compactMap { edge(day, $0, after: moment) }
        }
        return edges.sorted().first { $0 >= moment && !isQuiet($0) } ?? Instant(milliseconds: .max)
    }

    /// Whether a moved or cancelled letter may go, so close before this start.
    func isNear(_ moment: Instant, before start: Instant) -> Bool {
        moment < start && start - moment <= .hours(settings.nearHours)
            && Self.includes(minuteOfDay(moment.date), from: settings.nearFrom, until: settings.nearUntil)
    }

    /// The first moment from here on at which it may; nil when there is none before the start.
    func opensNear(_ moment: Instant, before start: Instant) -> Instant? {
        let first = max(moment, start - .hours(settings.nearHours))
        if isNear(first, before: start) { return first }
        return (0...3).compactMap { edge($0, settings.nearFrom, after: first) }
            .first { $0 >= first && isNear($0, before: start) }
    }

    // That time, so many days on.
    private func edge(_ days: Int, _ time: TimeOfDay, after moment: Instant) -> Instant? {
        calendar.date(byAdding: .day, value: days, to: moment.date)
            .flatMap { calendar.date(bySettingHour: time.hour, minute: time.minute, second: 0, of: $0) }
            .map { Instant($0) }
    }

    // The same time twice is never.
    private static func includes(_ minute: Int, from: TimeOfDay, until: TimeOfDay) -> Bool {
        let (from, until) = (from.minuteOfDay, until.minuteOfDay)
        return from <= until ? (from..<until).contains(minute) : !(until..<from).contains(minute)
    }

    private func isQuietDay(_ date: Date) -> Bool {
        let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
        guard let year = parts.year, let month = parts.month, let day = parts.day else { return true }
        return parts.weekday == 1 || Self.holidays.contains("\(year)-\(month)-\(day)")
    }

    private func minuteOfDay(_ date: Date) -> Int {
        let parts = calendar.dateComponents([.hour, .minute], from: date)
        return (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
    }
}

extension Instant {
    fileprivate var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1_000) }
    fileprivate init(_ date: Date) {
        self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
    }
}
