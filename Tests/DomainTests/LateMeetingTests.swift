import Domain
import Testing

// Meetings that are entered when some of their letters should have gone already.
struct LateMeetingTests {
    @Test(arguments: [
        // (starts, entered, the first letter)
        ("2026-12-01T14:00", "2026-11-30T17:00", "before-day t1 2026-11-30T17:00"),
        ("2026-12-01T14:00", "2026-11-30T16:00", "before-day t1 2026-11-30T16:00"),
        // entered at 22:00 for 09:00 tomorrow: eight o'clock would leave under two hours
        ("2026-12-02T09:00", "2026-12-01T22:00", "before-day t1 2026-12-01T22:00"),
        ("2026-12-02T10:00", "2026-12-01T22:00", "before-day t1 2026-12-02T08:00"),
        ("2026-12-02T11:00", "2026-12-01T22:00", "before-day t1 2026-12-02T08:00"),
        // in an hour and a bit
        ("2026-12-01T14:00", "2026-12-01T12:45", "before-day t1 2026-12-01T12:45"),
        ("2026-12-01T07:00", "2026-12-01T05:30", "before-day t1 2026-12-01T05:30"),
        // in an hour: only what comes after it
        ("2026-12-01T14:00", "2026-12-01T13:00", "after t1 2026-12-01T16:15"),
        ("2026-12-01T14:00", "2026-12-01T14:20", "after t1 2026-12-01T16:15"),
        // entered on Sunday for Monday
        ("2026-12-07T09:00", "2026-12-06T12:00", "before-day t1 2026-12-06T12:00"),
        ("2026-12-07T14:00", "2026-12-06T12:00", "before-day t1 2026-12-07T08:00"),
        // on Saturday after ten for Monday, and before ten
        ("2026-12-07T09:00", "2026-12-05T11:00", "before-day t1 2026-12-05T11:00"),
        ("2026-12-07T09:00", "2026-12-05T09:00", "before-day t1 2026-12-05T10:00"),
        ("2026-12-07T09:00", "2026-12-05T23:00", "before-day t1 2026-12-05T23:00"),
        // already over
        ("2026-12-01T14:00", "2026-12-01T16:30", "after t1 2026-12-01T16:30"),
        ("2026-12-01T14:00", "2026-12-02T21:00", "after t1 2026-12-03T08:00"),
        ("2026-12-01T14:00", "2026-12-04T14:44", "after t1 2026-12-04T14:44"),
        ("2026-12-01T14:00", "2026-12-04T14:45", "nudge t1 2026-12-04T16:00"),
        ("2026-12-01T14:00", "2026-12-06T12:00", "nudge t1 2026-12-07T08:00"),
    ])
    func `an overdue letter goes at once, or as soon as it may`(starts: String, entered: String, first: String) {
        #expect(meeting(starts, entered: entered).lines().first == first)
    }

    @Test func `a meeting long over has no letters`() {
        #expect(meeting("2026-12-01T14:00", entered: "2026-12-08T14:45").lines().isEmpty)
    }

    @Test func `of two overdue letters only the latest goes`() throws {
        // Eleven days ahead, but before-week would have gone on Christmas Eve.
        #expect(
            meeting("2027-01-04T14:00", entered: "2026-12-25T10:00").lines().prefix(2) == [
                "before-week t1 2026-12-28T08:00", "before-day t1 2027-01-02T10:00",
            ])
        let settings = try TenantSettings(stored: ["before_week_min_days": "0"])
        #expect(
            meeting("2026-12-01T14:00", entered: "2026-11-30T17:00").lines(settings).first
                == "before-day t1 2026-11-30T17:00")
        let soon = try TenantSettings(stored: ["nudge_working_days": "1"])
        #expect(
            meeting("2026-12-01T14:00", entered: "2026-12-02T17:00").lines(soon) == ["nudge t1 2026-12-02T17:00"])
    }

    @Test func `with a reminder close to midnight a meeting after midnight is still announced`() throws {
        let settings = try TenantSettings(
            stored: ["quiet_from": "08:00", "quiet_days": "off", "before_day_time": "23:50"])
        #expect(
            meeting("2026-12-02T00:30", entered: "2026-11-30T10:00").lines(settings).first
                == "before-day t1 2026-12-01T22:30")
    }
}
