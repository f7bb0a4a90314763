import Domain
import Foundation

/// The rule of quiet times once more, by other means: Foundation's calendar, a list of holidays, the default hours.
struct QuietOracle {
    private let calendar: Calendar

    // Written down from a printed calendar, not computed.
    private static let holidays: Set<String> = [
        "2026-1-1", "2026-4-5", "2026-4-6", "2026-4-27", "2026-5-5", "2026-5-14", "2026-5-24", "2026-5-25",
        "2026-12-25", "2026-12-26", "2027-1-1", "2027-3-28", "2027-3-29",
    ]

    init() {
        var calendar = Calendar(identifier: .gregorian)
        if let zone = TimeZone(identifier: "Europe/Amsterdam") { calendar.timeZone = zone }
        self.calendar = calendar
    }

    func isQuiet(_ moment: Instant) -> Bool {
        isQuietDay(moment.date) || !(480..<1_200).contains(minuteOfDay(moment.date))
    }

    /// The first moment from here on that is not quiet.
    func opens(_ moment: Instant) -> Instant {
        if !isQuiet(moment) { return moment }
        var date = moment.date
        while true {
            if let eight = calendar.date(bySettingHour: 8, minute: 0, second: 0, of: date), eight >= moment.date,
                !isQuietDay(eight)
            {
                return Instant(eight)
            }
            date = calendar.date(byAdding: .day, value: 1, to: calendar.startOfDay(for: date)) ?? .distantFuture
        }
    }

    /// Whether a moved or cancelled letter may go, so close before this start.
    func isNear(_ moment: Instant, before start: Instant) -> Bool {
        moment < start && start - moment <= .hours(16) && (420..<1_350).contains(minuteOfDay(moment.date))
    }

    /// The first moment from here on at which it may; nil when there is none before the start.
    func opensNear(_ moment: Instant, before start: Instant) -> Instant? {
        let first = max(moment, start - .hours(16))
        if isNear(first, before: start) { return first }
        let days = [0, 1].compactMap { calendar.date(byAdding: .day, value: $0, to: first.date) }
        let sevens = days.compactMap { calendar.date(bySettingHour: 7, minute: 0, second: 0, of: $0) }
        return sevens.map { Instant($0) }.first { $0 >= first && isNear($0, before: start) }
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
