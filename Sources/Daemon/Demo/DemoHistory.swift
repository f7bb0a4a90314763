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

    /// Fills a state that is new, and completes one that it was ended in; another that has tenants is left as it is.
    ///
    /// - Parameter checkEnd: is asked before each tenant and each quarter.
    static func prepare(
        _ configuration: Configuration, at now: Instant, checkEnd: () throws -> Void, say: (String) -> Void
    ) throws {
        let clock = DemoClock(now)
        let house = try House(configuration, clock: clock, log: .silent)
        defer { house.close() }
        // There as long as the history is not whole, after kill -9 too.
        let mark = configuration.state + "/history-unfinished"
        guard try access(mark, F_OK) == 0 || house.tenants.entries(SystemScope()).isEmpty else { return }
        try FileDescriptor.open(mark, O_CREAT | O_WRONLY | O_NOFOLLOW).close()
        say("  two years of signals, and what was published of them")
        try Self(house: house, clock: clock, now: now).live(checkEnd)
        unlink(mark)
    }

    // Each step changes nothing when it was taken before.
    private func live(_ checkEnd: () throws -> Void) throws {
        let today = Zone.amsterdam.local(now).date
        let last = Releases.latestDue(on: today)
        // At least eight quarters, from the first of a calendar year.
        let first = last + -(7 + last.number % 4)
        // In the quarter before the first one: from then on all take part.
        set(first.firstDay - 40)
        for index in DemoTenants.slugs.indices {
            try checkEnd()
            if DemoTenants.add(index, in: house.desk).code != .done { _ = DemoTenants.set(index, in: house.desk) }
            if let slug = Slug(DemoTenants.slugs[index]) { try house.tenants.noteEntered(slug, SystemScope()) }
        }
        var quarter = first
        while quarter <= Quarter(of: today) {
            let end = min((quarter + 1).firstDay - 1, today)
            set(end)
            for index in DemoTenants.slugs.indices {
                try checkEnd()
                let signals = DemoSignals(
                    tenant: index, quarter: quarter, number: quarter.count(since: first), until: end)
                _ = house.desk.answer(
                    .importProgramme(slug: DemoTenants.slugs[index], file: try signals.json(), dryRun: false))
            }
            if quarter <= last {
                try checkEnd()
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
