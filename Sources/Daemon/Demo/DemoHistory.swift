import Domain
import Foundation
import National
import Platform
import Storage

/// More than two years of made-up signals, released quarter by quarter as the daemon would have done: the same code at a past day.
struct DemoHistory {
    private static let midday = TimeOfDay(minuteOfDay: 12 * 60)

    private let house: House
    private let clock: DemoClock
    private let now: Instant

    /// Fills a state that is new; one that has tenants is left as it is.
    static func prepare(_ configuration: Configuration, at now: Instant, say: (String) -> Void) throws {
        let clock = DemoClock(now)
        let house = try House(configuration, clock: clock, log: .silent)
        defer { house.close() }
        guard try house.tenants.entries(SystemScope()).isEmpty else { return }
        say("  two years of signals, and what was published of them")
        try Self(house: house, clock: clock, now: now).live()
    }

    private func live() throws {
        let today = Zone.amsterdam.local(now).date
        let last = Releases.latestDue(on: today)
        // At least eight quarters, from the first of a calendar year.
        let first = last + -(7 + last.number % 4)
        // In the quarter before the first one: from then on all take part.
        set(first.firstDay - 40)
        for index in DemoTenants.slugs.indices {
            _ = DemoTenants.add(index, in: house.desk)
            if let slug = Slug(DemoTenants.slugs[index]) { try house.tenants.noteEntered(slug, SystemScope()) }
        }
        var quarter = first
        while quarter <= Quarter(of: today) {
            let end = min((quarter + 1).firstDay - 1, today)
            set(end)
            for index in DemoTenants.slugs.indices {
                let signals = DemoSignals(
                    tenant: index, quarter: quarter, number: quarter.count(since: first), until: end)
                _ = house.desk.answer(
                    .importProgramme(slug: DemoTenants.slugs[index], file: try signals.json(), dryRun: false))
            }
            if quarter <= last {
                set(Period(.quarter, holding: quarter).publishedOn)
                _ = try house.releases.publishDue()
            }
            quarter = quarter + 1
        }
    }

    // Noon of that day, but never a moment that is still to come.
    private func set(_ day: LocalDate) {
        clock.set(min(Zone.amsterdam.nearestInstant(LocalDateTime(day, Self.midday)), now))
    }
}

/// A clock that stands where the history has come to.
private final class DemoClock: Clock {
    private let moment: Locked<Instant>

    init(_ moment: Instant) {
        self.moment = Locked(moment)
    }

    func set(_ moment: Instant) {
        self.moment.withLock { $0 = moment }
    }

    func wallMilliseconds() -> Int64 { moment.withLock { $0.milliseconds } }
    func monotonicNanoseconds() -> UInt64 { SystemClock().monotonicNanoseconds() }
}

extension Quarter {
    fileprivate func count(since first: Quarter) -> Int { (year - first.year) * 4 + number - first.number }
}
