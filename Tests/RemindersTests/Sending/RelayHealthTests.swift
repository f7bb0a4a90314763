import Delivery
import Domain
import Testing

@testable import Reminders

/// What a relay may be asked, as its answers come in; the moments are monotonic milliseconds.
struct RelayHealthTests {
    private func health(connections: Int = 8, perMinute: Int? = nil) -> RelayHealth {
        RelayHealth(connections: connections, perMinute: perMinute, at: 0, wall: Instant(milliseconds: 0))
    }

    /// How many messages may be on their way at once.
    private func width(_ health: RelayHealth, at moment: Int64) -> Int {
        var health = health
        var busy = 0
        while busy < 100, health.mayStart(busy: busy, at: moment) { busy += 1 }
        return busy
    }

    private func may(_ health: RelayHealth, busy: Int = 0, at moment: Int64) -> Bool {
        var health = health
        return health.mayStart(busy: busy, at: moment)
    }

    private func learn(_ health: inout RelayHealth, _ outcome: DeliveryOutcome, at moment: Int64) {
        health.learn(outcome, at: moment, wall: Instant(milliseconds: moment))
    }

    @Test func `the circuit opens for five seconds and twice as long each time, up to five minutes`() {
        var health = health()
        var moment: Int64 = 0
        var spans: [Int64] = []
        for _ in 0..<9 {
            #expect(may(health, at: moment))
            health.start(at: moment)
            learn(&health, .gone, at: moment)
            #expect(health.state == .broken)
            #expect(!may(health, at: moment))
            let chance = health.nextChance(at: moment)
            #expect(chance != nil)
            spans.append((chance ?? 0) - moment)
            #expect(!may(health, at: (chance ?? 0) - 1))
            moment = chance ?? 0
        }
        #expect(spans == [5, 10, 20, 40, 80, 160, 300, 300, 300].map { $0 * 1_000 })
    }

    @Test func `after the wait one message tries, alone; its answer closes the circuit`() {
        var health = health()
        learn(&health, .gone, at: 0)
        #expect(may(health, at: 5_000))
        health.start(at: 5_000)
        #expect(health.state == .broken)
        #expect(!may(health, busy: 1, at: 5_000))
        #expect(!may(health, busy: 1, at: 500_000))
        #expect(health.nextChance(at: 5_000) == nil)
        learn(&health, .fine, at: 5_100)
        #expect(health.state == .open)
        #expect(may(health, at: 5_100))
        learn(&health, .gone, at: 6_000)
        #expect(health.nextChance(at: 6_000) == 11_000)
    }

    @Test(arguments: [DeliveryOutcome.greylisted, .nobody, .spam, .notYours, .cut, .silent, .busy])
    func `any answer to the one that tries shows that the relay can be reached`(outcome: DeliveryOutcome) {
        var health = health()
        learn(&health, .gone, at: 0)
        health.start(at: 5_000)
        learn(&health, outcome, at: 5_000)
        #expect(health.state != .broken)
        #expect(may(health, at: 10_000))
    }

    @Test func `messages that were under way when it opened do not lengthen it`() {
        var health = health()
        for _ in 0..<8 { learn(&health, .gone, at: 0) }
        #expect(health.nextChance(at: 0) == 5_000)
        #expect(health.circuitDelay == .seconds(5))
    }

    @Test func `one that tried and did not go after all leaves the place to another`() {
        var health = health(perMinute: 60)
        learn(&health, .gone, at: 0)
        health.start(at: 5_000)
        health.giveBack(at: 5_000)
        #expect(may(health, at: 5_000))
    }

    @Test func `what never reached the relay says nothing of it`() {
        var health = health(perMinute: 60)
        learn(&health, .gone, at: 0)
        health.start(at: 5_000)
        learn(&health, .unsendable(Reply(code: 500, text: "no words"), .ours), at: 5_000)
        #expect(health.state == .broken)
        #expect(may(health, at: 5_000))
        #expect(health.circuitDelay == .seconds(5))
    }

    @Test func `concurrency starts at two, grows by one a round, and halves on trouble`() {
        var health = health()
        #expect(width(health, at: 0) == 2)
        var widths: [Int] = []
        for _ in 0..<6 {
            for _ in 0..<width(health, at: 0) { learn(&health, .fine, at: 0) }
            widths.append(width(health, at: 0))
        }
        #expect(zip(widths, widths.dropFirst()).allSatisfy { $1 - $0 <= 1 })
        for _ in 0..<100 { learn(&health, .fine, at: 0) }
        #expect(width(health, at: 0) == 8)
        learn(&health, .cut, at: 0)
        #expect(width(health, at: 0) == 4)
        for _ in 0..<10 { learn(&health, .cut, at: 0) }
        #expect(width(health, at: 0) == 1)
    }

    @Test(arguments: [1, 2, 3, 20])
    func `never more than its connections`(connections: Int) {
        var health = health(connections: connections)
        for _ in 0..<1_000 { learn(&health, .fine, at: 0) }
        #expect(width(health, at: 0) == connections)
    }

    @Test func `refused credentials pause it, and no later trouble or answer mends that`() {
        var health = health()
        learn(&health, .wrongPassword, at: 0)
        #expect(health.state == .paused)
        for outcome in [DeliveryOutcome.gone, .fine, .busy, .cut, .nobody] { learn(&health, outcome, at: 1_000) }
        #expect(health.state == .paused)
        #expect(!may(health, at: 10_000_000))
        #expect(health.nextChance(at: 10_000_000) == nil)
    }

    @Test func `a relay that asks to slow down rests, one second at first and at most five`() {
        var health = health()
        var moment: Int64 = 0
        var rests: [Int64] = []
        for _ in 0..<5 {
            // Several that were under way count as one.
            for _ in 0..<4 { learn(&health, .busy, at: moment) }
            #expect(health.state == .throttled)
            #expect(!may(health, at: moment))
            let chance = health.nextChance(at: moment) ?? 0
            rests.append(chance - moment)
            moment = chance
            #expect(may(health, at: moment))
        }
        #expect(rests == [1_000, 2_000, 4_000, 5_000, 5_000])
        learn(&health, .fine, at: moment)
        #expect(health.state == .open)
        learn(&health, .busy, at: moment)
        #expect(health.nextChance(at: moment) == moment + 1_000)
    }

    @Test(arguments: [1, 7, 60, 90, 600, 6_000])
    func `the rate is kept over ten minutes, and used`(perMinute: Int) {
        var health = health(perMinute: perMinute)
        var moment: Int64 = 0
        var sent: [Int64] = []
        while moment < 600_000 {
            // The sender asks a copy, and keeps it only when a message starts.
            if may(health, at: moment) {
                _ = health.mayStart(busy: 0, at: moment)
                health.start(at: moment)
                sent.append(moment)
                // The answer takes a while, and then somebody asks again, too early.
                moment += 3
                learn(&health, .fine, at: moment)
                if let chance = health.nextChance(at: moment) { moment = chance }
            } else {
                let chance = health.nextChance(at: moment)
                #expect((chance ?? 0) > moment)
                moment = max(moment + 1, chance ?? 0)
            }
        }
        #expect(sent.count <= perMinute * 10 + max(1, perMinute / 60))
        #expect(Double(sent.count) >= Double(perMinute) * 10 * 0.98 - 1)
    }

    @Test func `a no because of the time always comes with the moment of a yes`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            var health = health(
                connections: 3, perMinute: Bool.random() ? nil : Int.random(in: 1...300, using: &generator))
            var moment: Int64 = 0
            for _ in 0..<50 {
                moment += Int64.random(in: 0...8_000, using: &generator)
                if health.mayStart(busy: 0, at: moment) {
                    health.start(at: moment)
                    let outcomes: [DeliveryOutcome] = [.fine, .gone, .busy, .cut, .nobody]
                    learn(&health, outcomes[Int.random(in: 0..<5, using: &generator)], at: moment)
                } else {
                    var steps = 0
                    while steps < 10, !health.mayStart(busy: 0, at: moment), let chance = health.nextChance(at: moment)
                    {
                        #expect(chance > moment)
                        (moment, steps) = (chance, steps + 1)
                    }
                    #expect(may(health, at: moment), "\(health)")
                }
            }
        }
    }

    @Test func `since when it is so follows each change of state`() {
        var health = health()
        learn(&health, .fine, at: 10)
        #expect(health.since.milliseconds == 0)
        learn(&health, .gone, at: 20)
        learn(&health, .gone, at: 30)
        #expect(health.since.milliseconds == 20)
    }
}
