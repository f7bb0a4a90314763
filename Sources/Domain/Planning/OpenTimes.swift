/// The moments at which mail may go: a part of each day, and perhaps no quiet days.
///
/// Searching walks from edge to edge of the wall clock and looks at each what the clock really shows, so neither the hour
/// that summer time skips nor the one that comes twice leads it astray.
struct OpenTimes {
    let zone: Zone
    let window: DayWindow
    let skipsQuietDays: Bool

    func permits(_ moment: Instant) -> Bool { permits(zone.local(moment)) }

    private func permits(_ local: LocalDateTime) -> Bool {
        window.contains(local.time) && !(skipsQuietDays && local.date.isQuietDay)
    }

    func earliest(atOrAfter moment: Instant) -> Instant { nearest(to: moment, direction: 1) }

    func latest(atOrBefore moment: Instant) -> Instant { nearest(to: moment, direction: -1) }

    // Ends also where time does: past the moments that an `Instant` has, as a damaged file may tell, nothing moves any more.
    private func nearest(to moment: Instant, direction: Int) -> Instant {
        if permits(moment) { return moment }
        var minute = moment.minuteFloor
        var local = zone.local(minute)
        while !permits(local) {
            let minutes =
                direction > 0 ? window.minutesToEdge(after: local.time) : window.minutesToEdge(before: local.time)
            let next = stride(from: minute, local, by: minutes, direction: direction)
            guard next != minute else { break }
            minute = next
            local = zone.local(minute)
        }
        return minute
    }

    // Where the clock is put forward or back on the way, goes no further than the first minute that shows it.
    private func stride(from start: Instant, _ local: LocalDateTime, by minutes: Int, direction: Int) -> Instant {
        func isSteady(_ count: Int) -> Bool {
            zone.local(start + .minutes(direction * count)).minutes == local.minutes + direction * count
        }
        if isSteady(minutes) { return start + .minutes(direction * minutes) }
        var (steady, changed) = (0, minutes)
        while changed - steady > 1 {
            let middle = (steady + changed) / 2
            if isSteady(middle) { steady = middle } else { changed = middle }
        }
        return start + .minutes(direction * changed)
    }
}

extension Instant {
    fileprivate var minuteFloor: Instant {
        Instant(milliseconds: milliseconds - milliseconds.quotientAndFloorRemainder(by: 60_000).remainder)
    }
}

extension LocalDateTime {
    fileprivate var minutes: Int { date.daysSince1970 * 1_440 + time.minuteOfDay }
}
