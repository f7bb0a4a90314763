import Domain
import Testing

struct QuietTimesTests {
    private static func quiet(_ texts: [String: String] = [:]) throws -> QuietTimes {
        try QuietTimes(TenantSettings(stored: texts))
    }

    @Test(arguments: [
        ("2026-12-01T08:00", true), ("2026-12-01T07:59", false), ("2026-12-01T19:59", true),
        ("2026-12-01T20:00", false), ("2026-12-05T10:00", true), ("2026-12-06T10:00", false),
        ("2026-12-25T10:00", false), ("2026-04-06T10:00", false), ("2026-04-27T12:00", false),
    ])
    func `letters may go by day, and not on Sundays and holidays`(moment: String, permitted: Bool) throws {
        #expect(try Self.quiet().permits(at(moment)) == permitted)
    }

    @Test(arguments: [
        ("2026-12-01T22:00", "2026-12-01T19:59", "2026-12-02T08:00"),
        ("2026-12-02T03:00", "2026-12-01T19:59", "2026-12-02T08:00"),
        ("2026-12-06T12:00", "2026-12-05T19:59", "2026-12-07T08:00"),
        ("2026-12-25T12:00", "2026-12-24T19:59", "2026-12-28T08:00"),
        ("2026-04-05T12:00", "2026-04-04T19:59", "2026-04-07T08:00"),
        ("2026-03-29T02:30", "2026-03-28T19:59", "2026-03-30T08:00"),
        ("2026-10-25T02:30", "2026-10-24T19:59", "2026-10-26T08:00"),
        ("2026-12-01T12:00", "2026-12-01T12:00", "2026-12-01T12:00"),
    ])
    func `a quiet moment moves to the nearest that is not`(moment: String, earlier: String, later: String) throws {
        let quiet = try Self.quiet()
        #expect(local(quiet.latest(atOrBefore: at(moment))) == earlier)
        #expect(local(quiet.earliest(atOrAfter: at(moment))) == later)
    }

    @Test(arguments: [Int64.min, .max], [["quiet_from": "23:00"], ["quiet_from": "00:00", "quiet_until": "23:59"]])
    func `where time ends the search ends too`(milliseconds: Int64, hours: [String: String]) throws {
        let quiet = try Self.quiet(hours)
        let end = Instant(milliseconds: milliseconds)
        for moment in [end, end + .minutes(1), end - .minutes(1), end + .hours(9), end - .hours(9)] {
            #expect(quiet.earliest(atOrAfter: moment) >= moment - .minutes(1))
            #expect(quiet.latest(atOrBefore: moment) <= moment)
        }
    }

    @Test func `the same time twice means no quiet hours`() throws {
        let quiet = try Self.quiet(["quiet_from": "08:00"])
        #expect(quiet.permits(at("2026-12-01T03:00")))
        #expect(!quiet.permits(at("2026-12-06T03:00")))
        let never = try Self.quiet(["quiet_from": "08:00", "quiet_days": "off"])
        #expect(never.permits(at("2026-12-25T00:00")))
    }

    @Test(arguments: [
        ["quiet_from": "20:00", "quiet_until": "08:00"], ["quiet_from": "02:30", "quiet_until": "02:45"],
        ["quiet_from": "01:30", "quiet_until": "02:30"], ["quiet_from": "02:15", "quiet_until": "03:15"],
        ["quiet_from": "02:45", "quiet_until": "02:15"], ["quiet_from": "00:00", "quiet_until": "23:59"],
        ["quiet_from": "23:00", "quiet_until": "02:00"], ["quiet_from": "03:00", "quiet_until": "02:00"],
    ])
    func `across summer time the answers are those of trying every minute`(hours: [String: String]) throws {
        for days in ["on", "off"] {
            let quiet = try Self.quiet(hours.merging(["quiet_days": days]) { $1 })
            for first in ["2026-03-27T12:00", "2026-10-23T12:00"] {
                let minutes = (0..<5_760).map { at(first) + .minutes($0) }
                let permitted = minutes.map { quiet.permits($0) }
                var latest: Instant?
                for (minute, isPermitted) in zip(minutes, permitted) {
                    if isPermitted { latest = minute }
                    if let latest { #expect(quiet.latest(atOrBefore: minute) == latest, "\(local(minute))") }
                }
                var earliest: Instant?
                for (minute, isPermitted) in zip(minutes, permitted).reversed() {
                    if isPermitted { earliest = minute }
                    if let earliest { #expect(quiet.earliest(atOrAfter: minute) == earliest, "\(local(minute))") }
                }
            }
        }
    }

    @Test(arguments: [
        ("2026-12-01", "2026-12-01T16:00"), ("2026-12-05", "2026-12-05T16:00"), ("2026-12-06", "2026-12-05T10:00"),
        ("2026-12-27", "2026-12-24T16:00"), ("2026-04-06", "2026-04-04T10:00"), ("2026-05-05", "2026-05-04T16:00"),
        ("2026-04-27", "2026-04-25T10:00"), ("2026-05-14", "2026-05-13T16:00"), ("2027-01-01", "2026-12-31T16:00"),
    ])
    func `a before-letter leaves a quiet day for the day before it`(date: String, expected: String) throws {
        let quiet = try Self.quiet()
        #expect(local(quiet.before(day(date), at: TimeOfDay(minuteOfDay: 960))) == expected)
    }

    @Test func `without quiet days a before-letter stays on its Sunday`() throws {
        let quiet = try Self.quiet(["quiet_days": "off"])
        #expect(local(quiet.before(day("2026-12-06"), at: TimeOfDay(minuteOfDay: 960))) == "2026-12-06T16:00")
        #expect(local(quiet.before(day("2026-12-06"), at: TimeOfDay(minuteOfDay: 1_300))) == "2026-12-06T19:59")
    }
}
