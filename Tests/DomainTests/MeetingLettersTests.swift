import Domain
import Testing

struct MeetingLettersTests {
    @Test func `a meeting planned ahead has four letters`() {
        let letters = meeting("2026-12-01T14:00", entered: "2026-11-02T10:00").letters(
            TenantSettings(), now: at("2026-11-02T10:00"))
        #expect(
            letters.map { "\($0.line) until \(local($0.expires))" } == [
                "before-week t1 2026-11-24T16:00 until 2026-11-30T16:00",
                "before-day t1 2026-11-30T16:00 until 2026-12-01T13:00",
                "after t1 2026-12-01T16:15 until 2026-12-04T14:45",
                "nudge t1 2026-12-04T16:00 until 2026-12-08T14:45",
            ])
        #expect(letters.allSatisfy { $0.reason.subject == .meeting(Named.meeting) && $0.reason.buddy == Named.buddy })
    }

    @Test(arguments: [
        ("2026-12-07T09:00", "before-day t1 2026-12-05T10:00"),  // Monday: announced on Saturday 10:00
        ("2026-12-06T14:00", "before-day t1 2026-12-05T16:00"),  // Sunday: its own Saturday
        ("2026-12-05T14:00", "before-day t1 2026-12-04T16:00"),
        ("2026-12-28T09:00", "before-day t1 2026-12-24T16:00"),  // Sunday and two days of Christmas before it
        ("2026-04-07T09:00", "before-day t1 2026-04-04T10:00"),  // after Easter Monday
        ("2026-04-28T09:00", "before-day t1 2026-04-25T10:00"),  // after a Koningsdag on Monday
        ("2026-05-06T09:00", "before-day t1 2026-05-04T16:00"),  // after Bevrijdingsdag
        ("2026-05-15T09:00", "before-day t1 2026-05-13T16:00"),  // after Hemelvaart
        ("2027-01-02T09:00", "before-day t1 2026-12-31T16:00"),
        ("2028-03-01T09:00", "before-day t1 2028-02-29T16:00"),
        ("2028-02-29T09:00", "before-day t1 2028-02-28T16:00"),
        ("2026-03-29T10:00", "before-day t1 2026-03-28T16:00"),  // the day summer time begins
        ("2026-10-25T10:00", "before-day t1 2026-10-24T16:00"),  // the day it ends
        ("2026-12-02T00:00", "before-day t1 2026-12-01T16:00"),
        ("2026-12-02T00:30", "before-day t1 2026-12-01T16:00"),
        ("2026-12-01T23:30", "before-day t1 2026-11-30T16:00"),
    ])
    func `before-day goes the day before, or earlier where that is quiet`(starts: String, expected: String) {
        #expect(meeting(starts, entered: "2026-01-05T10:00").lines().contains(expected))
    }

    @Test(arguments: [
        ("2026-12-01T14:00", "2026-11-24T16:00"), ("2026-12-07T14:00", "2026-11-30T16:00"),
        ("2026-12-29T14:00", "2026-12-21T16:00"), ("2026-04-07T14:00", "2026-03-30T16:00"),
        ("2026-05-07T14:00", "2026-04-29T16:00"), ("2026-03-31T14:00", "2026-03-24T16:00"),
    ])
    func `before-week goes five working days before`(starts: String, due: String) {
        #expect(
            meeting(starts, entered: "2026-01-05T10:00").lines().first == "before-week t1 \(due)")
    }

    @Test(arguments: [("2026-11-21T23:59", true), ("2026-11-22T00:00", false)])
    func `before-week goes only for a meeting planned ten days ahead`(entered: String, goes: Bool) {
        let lines = meeting("2026-12-01T14:00", entered: entered).lines()
        #expect(lines.contains { $0.hasPrefix("before-week") } == goes)
        #expect(lines.contains { $0.hasPrefix("before-day") })
    }

    @Test(arguments: [
        ("2026-12-01T14:00", 45, "2026-12-01T16:15"),
        ("2026-12-01T19:00", 60, "2026-12-02T08:00"),  // 21:30 is quiet
        ("2026-12-05T19:00", 60, "2026-12-07T08:00"),  // and the next day a Sunday
        ("2026-12-01T23:30", 60, "2026-12-02T08:00"),  // over midnight
        ("2026-12-24T19:00", 60, "2026-12-24T21:30"),  // Christmas and a Sunday: later would be of no use
        ("2026-10-24T19:00", 45, "2026-10-26T08:00"),
        ("2026-03-28T14:00", 45, "2026-03-28T16:15"),
        ("2026-05-04T17:00", 90, "2026-05-06T08:00"),
    ])
    func `after goes ninety minutes after the end, or later where that is quiet`(
        starts: String, minutes: Int, due: String
    ) {
        let lines = meeting(starts, entered: "2026-01-05T10:00", minutes: minutes).lines()
        #expect(lines.contains("after t1 \(due)"))
    }

    @Test(arguments: [
        ("2026-12-01T14:00", "2026-12-04T16:00"), ("2026-12-04T14:00", "2026-12-09T16:00"),
        ("2026-12-23T14:00", "2026-12-29T16:00"), ("2026-04-03T14:00", "2026-04-09T16:00"),
    ])
    func `nudge goes on the third working day, unless there is a look-back`(starts: String, due: String) {
        var facts = meeting(starts, entered: "2026-01-05T10:00")
        #expect(facts.lines().last == "nudge t1 \(due)")
        facts.hasLookBack = true
        #expect(facts.lines().last?.hasPrefix("after") == true)
    }

    @Test func `ninety minutes are ninety minutes in the night that the clock changes`() throws {
        let always = try TenantSettings(stored: ["quiet_from": "08:00", "quiet_days": "off"])
        #expect(
            meeting("2026-10-25T00:30", entered: "2026-01-05T10:00").lines(always).contains("after t1 2026-10-25T02:45")
        )
        #expect(
            meeting("2026-10-25T01:30", entered: "2026-01-05T10:00").lines(always).contains("after t1 2026-10-25T02:45")
        )
        #expect(
            meeting("2026-03-29T00:30", entered: "2026-01-05T10:00").lines(always).contains("after t1 2026-03-29T03:45")
        )
    }

    @Test func `a meeting in the hour that the clock skips is as far past it`() {
        let facts = meeting("2026-03-29T02:30", entered: "2026-03-01T10:00")
        let letters = facts.letters(TenantSettings(), now: facts.enteredAt)
        #expect(letters.first { $0.reason.kind == .beforeDay }.map { local($0.expires) } == "2026-03-29T01:30")
    }

    @Test func `the plan is the same later, without what is of no use any more`() {
        let facts = meeting("2026-12-01T14:00", entered: "2026-11-02T10:00")
        let all = facts.lines()
        #expect(facts.lines(now: "2026-11-30T15:59") == all)
        #expect(facts.lines(now: "2026-11-30T16:00") == Array(all.dropFirst()))
        #expect(facts.lines(now: "2026-12-01T13:00") == Array(all.dropFirst(2)))
        #expect(facts.lines(now: "2026-12-08T14:45").isEmpty)
    }

    @Test(arguments: [false, true])
    func `no letter goes when the match ends before it or the buddy has left, not even a cancellation`(ends: Bool) {
        var facts = meeting("2026-12-01T14:00", entered: "2026-11-02T10:00")
        if ends { facts.lastDay = day("2026-11-30") } else { facts.takesPart = false }
        facts.told = told("2026-12-01T14:00", on: "2026-11-24T16:00")
        #expect(facts.lines().isEmpty)
        facts.cancelled = true
        #expect(facts.lines().isEmpty)
    }

    @Test func `a cancelled meeting that nobody was told of has no letter`() {
        var facts = meeting("2026-12-01T14:00", entered: "2026-11-02T10:00")
        facts.cancelled = true
        facts.changedAt = at("2026-11-03T10:00")
        #expect(facts.lines().isEmpty)
    }
}
