import Domain
import Testing

struct IntervisionLettersTests {
    @Test func `a session planned ahead has an invitation, a nudge and a reminder`() throws {
        let reminding = try TenantSettings(stored: ["intervision_remind_unanswered": "on"])
        let letters = session("2026-12-10T19:30", entered: "2026-09-01T10:00").letters(
            reminding, now: at("2026-09-01T10:00"))
        #expect(
            letters.map { "\($0.line) until \(local($0.expires))" } == [
                "intervision-invite t1 2026-10-29T19:30 until 2026-12-10T19:30",
                "intervision-nudge t1 2026-11-26T16:00 until 2026-12-10T19:30",
                "intervision-before t1 2026-12-09T16:00 until 2026-12-10T19:30",
            ])
        #expect(letters.allSatisfy { $0.reason.subject == .intervision(Named.session) })
    }

    @Test(arguments: [
        // (starts, entered, invitation, is there a nudge)
        ("2026-12-10T19:30", "2026-11-20T10:00", "2026-11-20T10:00", true),
        ("2026-12-10T19:30", "2026-11-24T16:00", "2026-11-24T16:00", true),
        ("2026-12-10T19:30", "2026-11-24T16:01", "2026-11-24T16:01", false),
        ("2026-12-10T19:30", "2026-11-28T22:00", "2026-11-30T08:00", false),
        ("2026-12-10T20:30", "2026-09-01T10:00", "2026-10-30T08:00", true),  // 20:30 is quiet: the next morning
        ("2026-12-10T19:30", "2026-12-09T15:00", "2026-12-09T15:00", false),
        ("2026-12-10T19:30", "2026-12-09T17:00", "2026-12-09T17:00", false),
        ("2026-12-10T19:30", "2026-12-10T18:00", "2026-12-10T18:00", false),
        ("2026-12-10T08:30", "2026-12-09T21:00", "2026-12-09T21:00", false),
    ])
    func `the invitation goes when it is planned, at most six weeks ahead`(
        starts: String, entered: String, due: String, nudges: Bool
    ) {
        let lines = session(starts, entered: entered).lines()
        #expect(lines.first == "intervision-invite t1 \(due)")
        #expect(lines.contains { $0.hasPrefix("intervision-nudge") } == nudges)
    }

    @Test func `an invitation in the last day takes the reminder's place, and it does not come back`() {
        var facts = session("2026-12-10T19:30", entered: "2026-12-09T17:00")
        #expect(facts.lines() == ["intervision-invite t1 2026-12-09T17:00"])
        facts.told = told("2026-12-10T19:30", place: "online", on: "2026-12-09T17:00")
        #expect(facts.lines().isEmpty)
    }

    @Test(arguments: [
        (IntervisionAnswer?.none, ["nudge"]), (.yes, ["before"]), (.maybe, ["before"]), (.no, []),
    ])
    func `who answered is not nudged, and who said no hears no more`(answer: IntervisionAnswer?, kinds: [String]) {
        var facts = session("2026-12-10T19:30", entered: "2026-09-01T10:00")
        facts.told = told("2026-12-10T19:30", place: "online", on: "2026-10-29T19:30")
        facts.answer = answer
        let letters = facts.letters(TenantSettings(), now: at("2026-11-01T10:00"))
        #expect(letters.map(\.reason.kind.rawValue) == kinds.map { "intervision-\($0)" })
    }

    @Test func `who answered by phone is not invited any more`() {
        var facts = session("2026-12-10T19:30", entered: "2026-09-01T10:00")
        facts.answer = .yes
        #expect(facts.lines() == ["intervision-before t1 2026-12-09T16:00"])
        facts.enteredAt = at("2026-12-09T17:00")
        #expect(facts.lines() == ["intervision-before t1 2026-12-09T17:00"])
    }

    @Test func `the reminder goes to yes and maybe, and to who did not answer where a tenant wants that`() throws {
        let reminding = try TenantSettings(stored: ["intervision_remind_unanswered": "on"])
        var facts = session("2026-12-10T19:30", entered: "2026-09-01T10:00")
        #expect(facts.lines().last?.hasPrefix("intervision-nudge") == true)
        #expect(facts.lines(reminding).last == "intervision-before t1 2026-12-09T16:00")
        facts.answer = .maybe
        #expect(facts.lines().last == "intervision-before t1 2026-12-09T16:00")
    }

    @Test(arguments: [
        ("2026-11-25T10:00", ["invite", "nudge", "before"]), ("2026-11-26T16:00", ["nudge", "before"]),
        ("2026-12-09T16:00", ["before"]),
    ])
    func `of what was not sent in time only the latest is of use`(now: String, kinds: [String]) throws {
        let reminding = try TenantSettings(stored: ["intervision_remind_unanswered": "on"])
        let letters = session("2026-12-10T19:30", entered: "2026-09-01T10:00").letters(reminding, now: at(now))
        #expect(letters.map(\.reason.kind.rawValue) == kinds.map { "intervision-\($0)" })
    }

    @Test func `who refuses invitations is reminded of a session that was planned after the reminder's moment`() {
        var facts = session("2026-12-10T19:30", entered: "2026-12-09T17:00")
        facts.answer = .maybe
        facts.refused = [.intervisionInvite]
        #expect(facts.lines() == ["intervision-before t1 2026-12-09T17:00"])
        facts.refused = [.intervisionInvite, .intervisionBefore]
        #expect(facts.lines().isEmpty)
    }

    private static func invited() -> IntervisionFacts {
        var facts = session("2026-12-10T19:30", entered: "2026-09-01T10:00")
        facts.told = told("2026-12-10T19:30", place: "online", on: "2026-10-29T19:30")
        return facts
    }

    @Test func `a new place is told, and makes no new reminders`() {
        var facts = Self.invited()
        facts.place = "de bibliotheek"
        facts.placeRevision = 2
        facts.changeCount = 1
        facts.changedAt = at("2026-11-20T10:00")
        #expect(
            facts.lines(now: "2026-11-20T10:00") == [
                "moved p2 2026-11-20T10:05", "intervision-nudge t1 2026-11-26T16:00",
            ])
        facts.told = told("2026-12-10T19:30", place: "de bibliotheek", on: "2026-11-20T10:05")
        #expect(facts.lines().first == "intervision-nudge t1 2026-11-26T16:00")
    }

    @Test(arguments: [
        ("https://a.example" as String?, "https://b.example" as String?, true), ("https://a.example", nil, true),
        ("https://a.example", "https://a.example", false), (nil, "https://b.example", false),
    ])
    func `another link is told to who knows one, and one where there was none comes with the reminder`(
        known: String?, link: String?, isNews: Bool
    ) {
        var facts = Self.invited()
        facts.told = told("2026-12-10T19:30", place: "online", link: known, on: "2026-10-29T19:30")
        facts.link = link
        (facts.changeCount, facts.changedAt) = (1, at("2026-11-20T10:00"))
        let nudge = "intervision-nudge t1 2026-11-26T16:00"
        #expect(facts.lines(now: "2026-11-20T10:00") == (isNews ? ["moved c1 2026-11-20T10:05", nudge] : [nudge]))
        // A new time tells of it too, in one letter.
        facts.starts = wall("2026-12-10T20:00")
        facts.timeRevision = 2
        #expect(facts.lines(now: "2026-11-20T10:00").first == "moved t2 2026-11-20T10:05")
    }

    @Test func `a new place just before the nudge leaves the nudge, a new time does not`() {
        var facts = Self.invited()
        facts.place = "de bibliotheek"
        facts.placeRevision = 2
        facts.changedAt = at("2026-11-25T10:00")
        #expect(facts.lines().map { $0.prefix(20) }.contains("intervision-nudge t1"))
        facts.starts = wall("2026-12-10T20:00")
        facts.timeRevision = 2
        #expect(!facts.lines().contains { $0.hasPrefix("intervision-nudge") })
    }

    @Test func `a new time and place are one letter`() {
        var facts = Self.invited()
        facts.starts = wall("2026-12-17T19:30")
        facts.place = "de bibliotheek"
        (facts.timeRevision, facts.placeRevision, facts.changeCount) = (2, 2, 1)
        facts.changedAt = at("2026-11-20T10:00")
        #expect(
            facts.lines() == [
                "moved t2 2026-11-20T10:05", "intervision-nudge t2 2026-12-03T16:00",
            ])
    }

    @Test func `a place that changed before anybody was told is nobody's news`() {
        var facts = session("2026-12-10T19:30", entered: "2026-09-01T10:00")
        facts.place = "de bibliotheek"
        facts.placeRevision = 2
        facts.changedAt = at("2026-09-02T10:00")
        #expect(facts.lines().first == "intervision-invite t1 2026-10-29T19:30")
    }

    @Test(arguments: [(IntervisionAnswer?.none, 1), (.yes, 1), (.maybe, 1), (.no, 0)])
    func `a cancellation goes to everybody who was told, except who said no`(answer: IntervisionAnswer?, count: Int) {
        var facts = Self.invited()
        facts.answer = answer
        facts.cancelled = true
        facts.changeCount = 1
        facts.changedAt = at("2026-12-10T18:00")
        #expect(facts.lines() == Array(repeating: "cancelled c1 2026-12-10T18:00", count: count))
    }

    @Test func `on again is told as moved`() {
        var facts = Self.invited()
        facts.told = told("2026-12-10T19:30", place: "online", cancelled: true, on: "2026-12-01T10:05")
        facts.answer = .yes
        facts.changedAt = at("2026-12-01T12:00")
        facts.changeCount = 2
        #expect(facts.lines().prefix(2) == ["moved c2 2026-12-01T12:05", "intervision-before t1 2026-12-09T16:00"])
    }

    @Test func `put back on the list after hearing that they are off, it settles from then`() {
        var facts = Self.invited()
        facts.told = told("2026-12-10T19:30", place: "online", cancelled: true, on: "2026-12-01T10:05")
        facts.enteredAt = at("2026-12-01T12:00")
        #expect(facts.lines().first == "moved c0 2026-12-01T12:05")
        facts.changedAt = at("2026-11-01T12:00")
        #expect(facts.lines().first == "moved c0 2026-12-01T12:05")
        facts.changedAt = at("2026-12-01T12:03")
        #expect(facts.lines().first == "moved c0 2026-12-01T12:08")
    }

    @Test func `a reminder on the day itself waits for a new place to settle, and then is not needed`() {
        var facts = Self.invited()
        facts.answer = .yes
        facts.place = "de bibliotheek"
        facts.placeRevision = 2
        facts.changedAt = at("2026-12-09T15:58")
        #expect(facts.lines() == ["moved p2 2026-12-09T16:03"])
        facts.place = "online"
        facts.placeRevision = 1
        #expect(facts.lines() == ["intervision-before t1 2026-12-09T16:03"])
    }

    @Test func `who has left gets nothing`() {
        var facts = Self.invited()
        facts.takesPart = false
        facts.cancelled = true
        #expect(facts.lines().isEmpty)
    }
}
