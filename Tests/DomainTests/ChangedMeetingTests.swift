import Domain
import Testing

struct ChangedMeetingTests {
    // Planned in time and told of by before-week.
    private static func known(_ starts: String = "2026-12-01T14:00") -> MeetingFacts {
        var facts = meeting(starts, entered: "2026-11-02T10:00")
        facts.told = told(starts, on: "2026-11-24T16:00")
        return facts
    }

    private static func moved(to starts: String, on changed: String) -> MeetingFacts {
        var facts = known()
        facts.starts = wall(starts)
        (facts.changedAt, facts.timedAt) = (at(changed), at(changed))
        facts.timeRevision = 2
        facts.changeCount = 1
        return facts
    }

    @Test func `a new time is told after five minutes and has new reminders`() {
        #expect(
            Self.moved(to: "2026-12-03T10:00", on: "2026-11-27T11:00").lines() == [
                "moved t2 2026-11-27T11:05", "before-day t2 2026-12-02T16:00", "after t2 2026-12-03T12:15",
                "nudge t2 2026-12-08T16:00",
            ])
    }

    @Test(arguments: [
        // (new time, changed, moved goes at) for who was told 1 December 14:00
        ("2026-12-03T10:00", "2026-11-27T21:00", "2026-11-28T08:00"),
        ("2026-12-03T10:00", "2026-11-28T21:00", "2026-11-30T08:00"),  // over Sunday
        ("2026-12-03T10:00", "2026-11-30T22:00", "2026-11-30T22:05"),  // 16 hours before the told time
        ("2026-12-03T10:00", "2026-11-30T22:25", "2026-12-01T07:00"),  // 22:30 is past the wider window
        ("2026-12-03T10:00", "2026-12-01T11:50", "2026-12-01T11:55"),
        ("2026-12-03T10:00", "2026-12-01T12:00", "2026-12-01T12:00"),  // within two hours: no settling
        ("2026-12-03T10:00", "2026-12-01T13:59", "2026-12-01T13:59"),
        ("2026-12-03T10:00", "2026-12-01T21:00", "2026-12-02T08:00"),  // the told time is past, the new one far
        ("2026-12-01T08:30", "2026-11-30T23:00", "2026-11-30T23:05"),  // seven o'clock leaves under two hours
        ("2026-12-01T09:30", "2026-11-30T23:00", "2026-12-01T07:00"),
        ("2026-11-30T08:30", "2026-11-28T21:00", "2026-11-29T16:30"),  // close enough on Sunday afternoon
    ])
    func `moved arrives before the told and before the new time`(starts: String, changed: String, due: String) {
        let lines = Self.moved(to: starts, on: changed).lines()
        #expect(lines.first == "moved t2 \(due)")
        #expect(lines.count { $0.hasPrefix("before") } == (starts > "2026-12-03" ? 1 : 0))
    }

    @Test func `moved is of use until the new start, or the old one where that is later`() {
        let facts = Self.moved(to: "2026-12-03T10:00", on: "2026-11-27T11:00")
        #expect(facts.letters(TenantSettings(), now: facts.enteredAt).first?.expires == at("2026-12-03T10:00"))
        let earlier = Self.moved(to: "2026-11-30T10:00", on: "2026-11-27T11:00")
        #expect(earlier.letters(TenantSettings(), now: facts.enteredAt).first?.expires == at("2026-12-01T14:00"))
    }

    @Test func `moved to a time that is past already is told as long as somebody could go to the old one`() {
        #expect(
            Self.moved(to: "2026-11-26T10:00", on: "2026-11-27T11:00").lines() == [
                "moved t2 2026-11-27T11:05", "after t2 2026-11-27T11:05", "nudge t2 2026-12-01T16:00",
            ])
        #expect(
            Self.moved(to: "2026-11-30T10:00", on: "2026-12-01T14:00").lines() == [
                "after t2 2026-12-01T14:05", "nudge t2 2026-12-03T16:00",
            ])
    }

    @Test func `who was told nothing yet needs no moved letter`() {
        var facts = Self.moved(to: "2026-12-03T10:00", on: "2026-12-02T17:00")
        facts.told = nil
        #expect(facts.lines().first == "before-day t2 2026-12-02T17:05")
        (facts.changedAt, facts.timedAt) = (at("2026-11-15T10:00"), at("2026-11-15T10:00"))
        #expect(facts.lines().prefix(2) == ["before-week t2 2026-11-26T16:00", "before-day t2 2026-12-02T16:00"])
    }

    @Test func `a meeting moved in time keeps its letter of the week before, whatever else changes later`() {
        var facts = Self.moved(to: "2026-12-03T10:00", on: "2026-11-15T10:00")
        facts.told = nil
        (facts.changeCount, facts.changedAt) = (3, at("2026-11-25T10:00"))
        #expect(facts.lines().first == "before-week t2 2026-11-26T16:00")
        facts.timedAt = at("2026-11-25T10:00")
        #expect(facts.lines().first == "before-day t2 2026-12-02T16:00")
    }

    @Test func `after the moved letter went the reminders that it replaced do not come back`() {
        var facts = Self.moved(to: "2026-12-02T10:00", on: "2026-12-01T17:00")
        #expect(facts.lines().prefix(2) == ["moved t2 2026-12-01T17:05", "after t2 2026-12-02T12:15"])
        facts.told = told("2026-12-02T10:00", on: "2026-12-01T17:05")
        #expect(facts.lines().first == "after t2 2026-12-02T12:15")
    }

    @Test func `there and back again is the same plan with the same reasons`() {
        var before = Self.known()
        var after = before
        after.changedAt = at("2026-11-27T11:03")
        after.changeCount = 2
        // All that was still to come; before-week went on the 24th.
        #expect(after.lines() == Array(before.lines().dropFirst()))
        before.told = nil
        after.told = nil
        after.changedAt = at("2026-11-10T11:03")
        #expect(after.lines() == before.lines())
    }

    @Test func `a reminder waits while a change settles, even one that is taken back`() {
        var facts = Self.known()
        facts.changeCount = 2
        facts.changedAt = at("2026-11-30T15:58")
        #expect(facts.lines().first == "before-day t1 2026-11-30T16:03")
        // It was sent before that change.
        facts.changedAt = at("2026-11-30T18:00")
        facts.told = told("2026-12-01T14:00", on: "2026-11-30T16:00")
        #expect(facts.lines().first == "after t1 2026-12-01T16:15")
        // It was not, because of the relay: the last that was told is older than its moment.
        facts.told = told("2026-12-01T14:00", on: "2026-11-24T16:00")
        #expect(facts.lines().first == "before-day t1 2026-11-30T18:05")
    }

    @Test func `a letter does not wait for a change past its use`() {
        var facts = Self.known()
        facts.told = nil
        facts.changedAt = at("2026-12-01T12:57")
        facts.timeRevision = 2
        #expect(facts.lines().first == "before-day t2 2026-12-01T12:57")
        facts.changedAt = at("2026-12-01T13:00")
        #expect(facts.lines().first == "after t2 2026-12-01T16:15")
    }

    @Test(arguments: [
        ("2026-11-27T11:00", "2026-11-27T11:05"), ("2026-11-30T22:00", "2026-11-30T22:05"),
        ("2026-11-30T23:00", "2026-12-01T07:00"), ("2026-12-01T12:30", "2026-12-01T12:30"),
        ("2026-12-01T13:59", "2026-12-01T13:59"), ("2026-11-28T20:00", "2026-11-30T08:00"),
        ("2026-11-29T23:00", "2026-11-30T08:00"),
    ])
    func `a cancellation is told to who was told of the meeting, and nothing else`(changed: String, due: String) {
        var facts = Self.known()
        facts.cancelled = true
        facts.changedAt = at(changed)
        facts.changeCount = 1
        #expect(facts.lines() == ["cancelled c1 \(due)"])
        facts.told = told("2026-12-01T14:00", cancelled: true, on: due)
        #expect(facts.lines().isEmpty)
    }

    @Test func `a meeting cancelled after it began is not told`() {
        var facts = Self.known()
        facts.cancelled = true
        facts.changedAt = at("2026-12-01T14:00")
        #expect(facts.lines().isEmpty)
    }

    @Test func `a cancellation speaks of the time that was told`() {
        var facts = Self.moved(to: "2026-12-03T10:00", on: "2026-12-01T10:00")
        facts.cancelled = true
        facts.changeCount = 2
        let letters = facts.letters(TenantSettings(), now: facts.enteredAt)
        #expect(letters.map(\.line) == ["cancelled c2 2026-12-01T10:05"])
        #expect(letters.first?.expires == at("2026-12-01T14:00"))
    }

    @Test func `on again is told as moved`() {
        var facts = Self.known()
        facts.changedAt = at("2026-11-27T15:00")
        facts.changeCount = 2
        facts.told = told("2026-12-01T14:00", cancelled: true, on: "2026-11-27T11:05")
        #expect(
            facts.lines(now: "2026-11-27T15:00").prefix(2) == [
                "moved c2 2026-11-27T15:05", "before-day t1 2026-11-30T16:00",
            ])
        facts.starts = wall("2026-12-02T14:00")
        facts.timeRevision = 2
        #expect(facts.lines(now: "2026-11-27T15:00").first == "moved t2 2026-11-27T15:05")
    }

    @Test func `who was asked how it went is not asked again when the time of what is over is put right`() {
        var facts = Self.moved(to: "2026-12-01T15:00", on: "2026-12-02T10:00")
        facts.told = told("2026-12-01T14:00", on: "2026-12-01T16:15")
        #expect(facts.lines(now: "2026-12-02T10:00") == ["nudge t2 2026-12-04T16:00"])
        // Told by a letter that asked nothing.
        facts = Self.moved(to: "2026-12-01T10:30", on: "2026-12-01T11:20")
        facts.told = told("2026-12-01T10:00", on: "2026-12-01T11:05")
        #expect(facts.lines().first == "after t2 2026-12-01T12:45")
        // Put right before it was over: it had still to take place.
        facts = Self.moved(to: "2026-12-01T16:00", on: "2026-12-01T16:30")
        facts.told = told("2026-12-01T14:00", on: "2026-12-01T16:15")
        #expect(facts.lines().contains("after t2 2026-12-01T18:15"))
    }

    @Test func `a time set right after the letters went asks nobody twice`() {
        var facts = Self.moved(to: "2026-11-30T14:00", on: "2026-12-01T17:00")
        facts.told = told("2026-12-01T14:00", on: "2026-12-01T16:15")
        #expect(facts.lines() == ["nudge t2 2026-12-03T16:00"])
        // But one that took place since that question, or is still to come, is asked after.
        facts.starts = wall("2026-12-01T19:30")
        facts.changedAt = at("2026-12-02T10:00")
        #expect(facts.lines() == ["after t2 2026-12-02T10:05", "nudge t2 2026-12-04T16:00"])
        facts.starts = wall("2026-12-10T14:00")
        #expect(facts.lines().map { $0.prefix(8) } == ["moved t2", "before-d", "after t2", "nudge t2"])
    }
}
