/// When a tenant's ordinary letters may go: outside the quiet hours and not on quiet days.
///
/// All of it is wall time in the tenant's zone, so it holds across summer time.
package struct QuietTimes: Hashable, Sendable {
    let zone: Zone
    let open: DayWindow
    let near: DayWindow?
    let nearSpan: Span
    let atOnce: Span
    let hasQuietDays: Bool
    private let saturdayTime: TimeOfDay

    package init(_ settings: TenantSettings) {
        zone = settings.zone
        open = DayWindow(from: settings.quietUntil, until: settings.quietFrom)
        near =
            settings.nearFrom == settings.nearUntil
            ? nil : DayWindow(from: settings.nearFrom, until: settings.nearUntil)
        nearSpan = .hours(settings.nearHours)
        atOnce = settings.atOnce
        hasQuietDays = settings.quietDays
        saturdayTime = settings.saturdayTime
    }

    /// Whether an ordinary letter may go at this moment.
    package func permits(_ moment: Instant) -> Bool { ordinary.permits(moment) }

    /// The moment itself when it is permitted, otherwise the last permitted whole minute before it.
    package func latest(atOrBefore moment: Instant) -> Instant { ordinary.latest(atOrBefore: moment) }

    /// The moment itself when it is permitted, otherwise the first permitted minute after it.
    package func earliest(atOrAfter moment: Instant) -> Instant { ordinary.earliest(atOrAfter: moment) }

    /// When a letter goes that belongs before something, on this day at this time: earlier where that is quiet.
    ///
    /// From a Sunday or a public holiday it moves to the last day before that is neither; on a Saturday it then goes at
    /// the tenant's Saturday time, so Monday's meeting is announced on Saturday morning.
    package func before(_ date: LocalDate, at time: TimeOfDay) -> Instant {
        var day = date
        while hasQuietDays, day.isQuietDay { day = day - 1 }
        let moved = day != date && day.weekday == .saturday
        return latest(atOrBefore: zone.nearestInstant(LocalDateTime(day, moved ? saturdayTime : time)))
    }

    /// When something goes that belongs on this day at this time: later where that is quiet.
    package func onOrAfter(_ date: LocalDate, at time: TimeOfDay) -> Instant {
        var day = date
        while hasQuietDays, day.isQuietDay { day = day + 1 }
        return earliest(atOrAfter: zone.nearestInstant(LocalDateTime(day, time)))
    }

    /// The day before a start, at this time or where that is quiet earlier; never less than two hours before the start.
    func eve(of start: Instant, at time: TimeOfDay) -> Instant {
        let eve = before(zone.local(start).date - 1, at: time)
        return eve <= start - .hours(2) ? eve : latest(atOrBefore: start - .hours(2))
    }

    var ordinary: OpenTimes { OpenTimes(zone: zone, window: open, skipsQuietDays: hasQuietDays) }
}

/// A part of the day that comes back every day: from a time, included, until a time, not included.
///
/// It may go over midnight; the same time twice is the whole day.
struct DayWindow: Hashable, Sendable {
    let from: TimeOfDay
    let until: TimeOfDay

    func contains(_ time: TimeOfDay) -> Bool {
        if from < until { return from <= time && time < until }
        return from <= time || time < until || from == until
    }

    /// How many minutes after a time the clock shows an edge of the window or midnight: 1 to 1440.
    func minutesToEdge(after time: TimeOfDay) -> Int {
        [from.minuteOfDay, until.minuteOfDay, 0].map { ($0 - time.minuteOfDay + 1_439) % 1_440 + 1 }.min() ?? 1_440
    }

    /// How many minutes before a time the clock showed the last minute before an edge or midnight: 1 to 1440.
    func minutesToEdge(before time: TimeOfDay) -> Int {
        [from.minuteOfDay, until.minuteOfDay, 0].map { (time.minuteOfDay - $0 + 1_440) % 1_440 + 1 }.min() ?? 1_440
    }
}
