import Testing

@testable import Reminders

struct RoundRobinTests {
    private func ring(_ members: Int...) -> RoundRobin<Int> {
        var ring = RoundRobin<Int>()
        for member in members { ring.insert(member) }
        return ring
    }

    @Test func `each in turn`() {
        var ring = ring(1, 2, 3)
        let turns = (0..<7).map { _ in ring.first { $0 } }
        #expect(turns == [1, 2, 3, 1, 2, 3, 1])
    }

    @Test func `who has nothing is passed over, and nobody is asked twice`() {
        var ring = ring(1, 2, 3)
        var asked: [Int] = []
        let found: Int? = ring.first { member in
            asked.append(member)
            return member == 3 ? 3 : nil
        }
        #expect(found == 3)
        #expect(asked == [1, 2, 3])
        asked = []
        let nobody: Int? = ring.first { member in
            asked.append(member)
            return nil
        }
        #expect(nobody == nil)
        #expect(asked == [1, 2, 3])
    }

    @Test func `one that is there already keeps its place`() {
        var ring = ring(1, 2)
        ring.insert(1)
        #expect(ring.count == 2)
    }

    @Test func `an empty ring has nobody`() {
        var ring = ring()
        let nobody = ring.first { $0 }
        #expect(nobody == nil)
        ring.remove(7)
        #expect(ring.count == 0)
    }

    @Test(arguments: 0..<40)
    func `with members that come and go, nobody who stays waits longer than two rounds`(seed: Int) {
        var ring = RoundRobin<Int>()
        var random = Dice(UInt64(seed))
        var members: Set<Int> = []
        var waited: [Int: Int] = [:]
        for _ in 0..<2_000 {
            let member = random.roll(20)
            switch random.roll(3) {
            case 0:
                ring.insert(member)
                if members.insert(member).inserted { waited[member] = 0 }
            case 1 where random.roll(4) == 0:
                ring.remove(member)
                members.remove(member)
                waited[member] = nil
            default:
                guard let taken = ring.first({ $0 }) else {
                    #expect(members.isEmpty)
                    continue
                }
                #expect(members.contains(taken))
                for other in waited.keys { waited[other, default: 0] += 1 }
                waited[taken] = 0
                // Removing swaps the last one forward, so a turn may be missed, never many.
                #expect(waited.values.allSatisfy { $0 <= 60 })
            }
            #expect(ring.count == members.count)
        }
    }
}

/// Dice that fall the same in every run.
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(sides))
    }
}
