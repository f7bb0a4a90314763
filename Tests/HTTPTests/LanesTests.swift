import Testing

@testable import HTTP

@Suite struct LanesTests {
    @Test func `of one lane only so many run, and the rest keeps its order`() {
        var lanes = Lanes<Int>()
        for job in 0..<5 { lanes.add(job, to: "a", atOnce: 3) }
        #expect((0..<5).map { _ in lanes.next(atOnce: 3)?.job } == [0, 1, 2, nil, nil])
        #expect(lanes.waiting == 2 && lanes.waiting(in: "a") == 2)
        lanes.finished(in: "a", atOnce: 3)
        #expect(lanes.next(atOnce: 3)?.job == 3)
        #expect(lanes.next(atOnce: 3)?.job == nil)
    }

    @Test func `lanes take turns however long one of them is`() {
        var lanes = Lanes<String>()
        for number in 0..<4 { lanes.add("a\(number)", to: "a", atOnce: 2) }
        lanes.add("b0", to: "b", atOnce: 2)
        lanes.add("c0", to: "c", atOnce: 2)
        #expect((0..<5).map { _ in lanes.next(atOnce: 2)?.job } == ["a0", "b0", "c0", "a1", nil])
    }

    @Test func `a lane without jobs is forgotten`() {
        var lanes = Lanes<Int>()
        for lane in 0..<1_000 {
            lanes.add(lane, to: "\(lane)", atOnce: 1)
            _ = lanes.next(atOnce: 1)
            lanes.finished(in: "\(lane)", atOnce: 1)
        }
        #expect(lanes.count == 0 && lanes.waiting == 0)
    }

    /// Against a model that keeps nothing but lists.
    @Test func `whatever comes and goes, nothing is lost, doubled or overtaken in its lane`() {
        var random = SplitMix(state: 11)
        var (lanes, expected, running) = (Lanes<Int>(), [String: [Int]](), [String: Int]())
        for job in 0..<20_000 {
            let lane = ["a", "b", "c", "d"].randomElement(using: &random) ?? "a"
            switch Int.random(in: 0..<(job % 50 == 0 ? 4 : 3), using: &random) {
            case 0:
                lanes.add(job, to: lane, atOnce: 3)
                expected[lane, default: []].append(job)
            case 1:
                let next = lanes.next(atOnce: 3)
                let mayRun = expected.contains { !$1.isEmpty && running[$0, default: 0] < 3 }
                #expect((next != nil) == mayRun)
                guard let next else { continue }
                #expect(expected[next.lane]?.removeFirst() == next.job)
                running[next.lane, default: 0] += 1
                #expect(running[next.lane, default: 0] <= 3)
            case 3:
                let removed = lanes.remove { $0 % 5 == 0 }
                #expect(Set(removed) == Set(expected.values.joined().filter { $0 % 5 == 0 }))
                for name in expected.keys { expected[name]?.removeAll { $0 % 5 == 0 } }
            default:
                guard running[lane, default: 0] > 0 else { continue }
                lanes.finished(in: lane, atOnce: 3)
                running[lane, default: 0] -= 1
            }
            #expect(lanes.waiting == expected.values.map(\.count).reduce(0, +))
        }
    }
}
