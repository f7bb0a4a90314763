import Domain
import Testing

/// What still goes when a match ends: nothing on a day after its last one (QUEUE.md, promise 3).
struct EndedMatchTests {
    // Monday 30 November, 19:00 to 20:00; the question how it went is due on Tuesday at eight.
    private static func evening() -> MeetingFacts {
        meeting("2026-11-30T19:00", entered: "2026-11-02T10:00", minutes: 60)
    }

    @Test func `a match that ends on the evening of the meeting has no question the next morning`() {
        var facts = Self.evening()
        #expect(facts.lines(now: "2026-11-30T21:00") == ["after t1 2026-12-01T08:00", "nudge t1 2026-12-03T16:00"])
        facts.lastDay = day("2026-11-30")
        #expect(facts.lines(now: "2026-11-30T21:30").isEmpty)
        #expect(facts.lines(now: "2026-12-01T08:00").isEmpty)
    }

    @Test func `a letter that should have gone on the last day does not go a day later`() {
        var facts = meeting("2026-11-30T14:00", entered: "2026-11-02T10:00")
        facts.lastDay = day("2026-11-30")
        #expect(facts.lines(now: "2026-11-30T23:59") == ["after t1 2026-11-30T16:15"])
        #expect(facts.lines(now: "2026-12-01T00:00").isEmpty)
    }

    @Test(arguments: [
        ("2026-12-31", ["before-week", "before-day", "after", "nudge"]),
        ("2026-12-03", ["before-week", "before-day", "after"]),
        ("2026-12-01", ["before-week", "before-day", "after"]), ("2026-11-30", []),
    ])
    func `until its last day, ahead or not, a match has its letters`(lastDay: String, kinds: [String]) {
        var facts = meeting("2026-12-01T14:00", entered: "2026-11-02T10:00")
        facts.lastDay = day(lastDay)
        #expect(facts.letters(TenantSettings(), now: facts.enteredAt).map(\.reason.kind.rawValue) == kinds)
    }

    @Test func `a meeting that moves past the end of the match is off for who was told`() {
        var facts = meeting("2026-12-08T14:00", entered: "2026-11-02T10:00")
        facts.lastDay = day("2026-12-04")
        facts.told = told("2026-12-01T14:00", on: "2026-11-24T16:00")
        (facts.timeRevision, facts.changeCount, facts.changedAt) = (2, 1, at("2026-11-26T10:00"))
        #expect(facts.lines() == ["cancelled c1 2026-11-26T10:05"])
    }
}

/// A meeting that became another buddy's, or at which the buddy does not sit.
struct OtherBuddyTests {
    private static func told() -> MeetingFacts {
        var facts = meeting("2026-12-01T14:00", entered: "2026-11-02T10:00")
        facts.told = DomainTests.told("2026-12-01T14:00", on: "2026-11-24T16:00")
        (facts.changeCount, facts.changedAt) = (1, at("2026-11-26T10:00"))
        return facts
    }

    @Test func `who had a meeting and was told of it hears that it is off for them, and nothing else`() {
        var facts = Self.told()
        facts.isTheirs = false
        #expect(facts.lines() == ["cancelled c1 2026-11-26T10:05"])
        // Also when their match is over.
        facts.lastDay = day("2026-11-20")
        #expect(facts.lines() == ["cancelled c1 2026-11-26T10:05"])
        facts.told = DomainTests.told("2026-12-01T14:00", cancelled: true, on: "2026-11-26T10:05")
        #expect(facts.lines().isEmpty)
        facts.told = nil
        #expect(facts.lines().isEmpty)
    }

    @Test func `a buddy who does not sit at the table is asked to write before and after, and not how it went`() {
        var facts = meeting("2026-12-01T14:00", entered: "2026-11-02T10:00")
        facts.attends = false
        #expect(
            facts.lines() == [
                "before-week t1 2026-11-24T16:00", "before-day t1 2026-11-30T16:00", "after t1 2026-12-01T16:15",
            ])
    }

    @Test func `a buddy who stays away after all hears so once, and still writes`() {
        var facts = Self.told()
        facts.attends = false
        #expect(
            facts.lines(now: "2026-11-26T10:00") == [
                "cancelled c1 2026-11-26T10:05", "before-day t1 2026-11-30T16:00", "after t1 2026-12-01T16:15",
            ])
        facts.told = DomainTests.told("2026-12-01T14:00", cancelled: true, on: "2026-11-26T10:05")
        #expect(facts.lines(now: "2026-11-26T10:06").first == "before-day t1 2026-11-30T16:00")
        // And when it is off altogether: they know that nobody expects them.
        facts.cancelled = true
        #expect(facts.lines().isEmpty)
    }

    @Test func `who was told only to write hears it when they are to come`() {
        var facts = Self.told()
        facts.told = DomainTests.told("2026-12-01T14:00", cancelled: true, on: "2026-11-24T16:00")
        #expect(facts.lines(now: "2026-11-26T10:00").first == "moved c1 2026-11-26T10:05")
    }
}
