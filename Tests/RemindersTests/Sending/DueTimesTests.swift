import Domain
import Testing

@testable import Reminders

struct DueTimesTests {
    private let slugs = (0..<6).compactMap { Slug("tenant\($0)") }

    private func at(_ milliseconds: Int) -> Instant { Instant(milliseconds: Int64(milliseconds)) }

    @Test func `only an earlier moment is taken, and only the earliest of all arms the alarm`() {
        var dues = DueTimes()
        let steps = [(0, 100), (0, 200), (1, 150), (1, 50)]
        let arms = steps.map { dues.advance(slugs[$0], to: at($1)) }
        #expect(arms == [true, false, false, true])
        #expect(dues.earliest == at(50))
    }

    @Test func `who is due is taken out, the others stay`() {
        var dues = DueTimes()
        for (index, slug) in slugs.enumerated() { _ = dues.advance(slug, to: at(index * 10)) }
        let due = dues.takeDue(at: at(20))
        #expect(Set(due) == Set(slugs.prefix(3)))
        #expect(dues.earliest == at(30))
        let early = dues.takeDue(at: at(29))
        #expect(early.isEmpty)
    }

    @Test(arguments: 0..<20)
    func `the earliest is always that of a plain list`(seed: Int) {
        var dues = DueTimes()
        var plain: [Slug: Instant] = [:]
        var random = Dice(UInt64(seed))
        for _ in 0..<500 {
            let (slug, moment) = (slugs[random.roll(6)], at(random.roll(100)))
            switch random.roll(4) {
            case 0:
                dues.set(slug, nil)
                plain[slug] = nil
            case 1:
                dues.set(slug, moment)
                plain[slug] = moment
            case 2:
                let before = plain.values.min()
                plain[slug] = min(plain[slug] ?? moment, moment)
                let arms = dues.advance(slug, to: moment)
                #expect(arms == (before.map { moment < $0 } ?? true))
            default:
                let due = plain.filter { $0.value <= moment }.keys
                let taken = dues.takeDue(at: moment)
                #expect(Set(taken) == Set(due))
                for slug in due { plain[slug] = nil }
            }
            #expect(dues.earliest == plain.values.min())
        }
    }
}
