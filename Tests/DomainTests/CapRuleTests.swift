import Domain
import Testing

struct CapRuleTests {
    private static let buddy = CapRule(.buddy, TenantSettings())
    private static let parent = CapRule(.parent, TenantSettings())

    private static func letter(expires: String, before: String? = nil) -> Usefulness {
        Usefulness(expires: at(expires), before: before.map { at($0) })
    }

    private static let patient = letter(expires: "2026-12-31T12:00")

    @Test(arguments: [(0, 0, 2), (1, 1, 1), (2, 2, 0), (0, 4, 1), (0, 5, 0), (1, 5, 0), (3, 9, 0)])
    func `a buddy gets two a day and five a week`(today: Int, week: Int, remaining: Int) {
        #expect(Self.buddy.remaining(sentToday: today, sentThisWeek: week) == remaining)
    }

    @Test(arguments: [(0, 0, 1), (1, 1, 0), (0, 1, 1), (0, 2, 0)])
    func `a parent gets one a day and two a week`(today: Int, week: Int, remaining: Int) {
        #expect(Self.parent.remaining(sentToday: today, sentThisWeek: week) == remaining)
    }

    @Test(arguments: [
        (0, 0, 1, CapRule.Decision.sendAlone), (0, 0, 2, .sendAlone), (0, 0, 3, .joinAll), (1, 1, 1, .sendAlone),
        (1, 1, 2, .joinAll), (0, 4, 2, .joinAll), (2, 2, 1, .postpone(until: at("2026-12-02T08:00"))),
        (2, 2, 4, .postpone(until: at("2026-12-02T08:00"))), (0, 5, 1, .postpone(until: at("2026-12-07T08:00"))),
        (2, 5, 1, .postpone(until: at("2026-12-07T08:00"))),
    ])
    func `over the cap letters join into one mail, and then wait`(
        today: Int, week: Int, waiting: Int, decision: CapRule.Decision
    ) {
        let letters = Array(repeating: Self.patient, count: waiting)
        #expect(
            Self.buddy.decide(at: at("2026-12-01T16:00"), sentToday: today, sentThisWeek: week, waiting: letters)
                == decision)
    }

    @Test(arguments: [
        ("2026-12-05T16:00", "2026-12-07T08:00"), ("2026-12-24T16:00", "2026-12-28T08:00"),
        ("2026-12-01T00:00", "2026-12-02T08:00"), ("2026-12-01T23:59", "2026-12-02T08:00"),
    ])
    func `what waits for a day with room goes when it is not quiet`(now: String, until: String) {
        #expect(
            Self.buddy.decide(at: at(now), sentToday: 2, sentThisWeek: 2, waiting: [Self.patient])
                == .postpone(until: at(until)))
    }

    @Test func `a reminder that would come too late goes over the cap, and takes the others with it`() {
        let reminder = Self.letter(expires: "2026-12-02T08:00", before: "2026-12-02T09:00")
        let early = Self.letter(expires: "2026-12-02T08:30", before: "2026-12-02T09:30")
        let later = Self.letter(expires: "2026-12-02T13:00", before: "2026-12-02T14:00")
        func decide(_ waiting: [Usefulness]) -> CapRule.Decision {
            Self.buddy.decide(at: at("2026-12-01T16:00"), sentToday: 2, sentThisWeek: 2, waiting: waiting)
        }
        #expect(decide([reminder]) == .sendAlone)
        #expect(decide([early]) == .sendAlone)  // it would leave an hour and a half
        #expect(decide([Self.patient, reminder]) == .joinAll)
        #expect(decide([Self.patient, later]) == .postpone(until: at("2026-12-02T08:00")))
    }
}
