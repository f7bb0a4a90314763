import Delivery
import Domain
import Reminders
import Testing

/// What becomes of a message after one attempt: pure, from the outcome and what it has been through.
struct SettlementTests {
    private let now = Instant(milliseconds: 1_796_130_000_000)

    private func settlement(
        _ outcome: DeliveryOutcome, attempts: Int = 0, interruptions: Int = 0, spread: Double = 0.5,
        relayDelay: Span = .seconds(40)
    ) -> Settlement {
        Standing(attempts: attempts, interruptions: interruptions)
            .settlement(after: outcome, at: now, spread: spread, relayDelay: relayDelay)
    }

    private func wait(_ settlement: Settlement) -> (span: Span, counts: Settlement.Waiting)? {
        guard case .waits(let until, _, let waiting) = settlement else { return nil }
        return (until - now, waiting)
    }

    @Test func `accepted is sent, with what the relay said`() {
        #expect(settlement(.fine) == .sent(.init(code: 250, text: "2.0.0 queued")))
    }

    @Test(arguments: [
        (DeliveryOutcome.Fault.recipient, Settlement.DeadBecause.address), (.policy, .policy), (.content, .content),
        (.ours, .content),
    ])
    func `refused is dead, because of whose fault it is`(
        fault: DeliveryOutcome.Fault, because: Settlement.DeadBecause
    ) {
        let reply = Reply(code: 550, text: "no")
        #expect(settlement(.refused(reply, fault)) == .dead(.init(code: 550, text: "no"), because))
    }

    @Test(arguments: [(0, 1), (1, 4), (2, 16), (3, 64), (4, 240), (5, 240), (40, 240), (1_000, 240)])
    func `postponed waits 1, 4, 16, 64 minutes and then four hours, a fifth more or less`(attempts: Int, minutes: Int) {
        for step in 0..<20 {
            let wait = wait(settlement(.greylisted, attempts: attempts, spread: Double(step) / 20))
            let share = Double(wait?.span.milliseconds ?? 0) / Double(minutes * 60_000)
            #expect((0.8...1.2).contains(share))
            #expect(abs(share - (0.8 + 0.4 * Double(step) / 20)) < 0.001)
            #expect(wait?.counts == .attempt)
        }
    }

    @Test(arguments: [0, 1])
    func `a first and second interruption waits seconds and is not counted`(interruptions: Int) {
        for spread in [0, 0.3, 0.999] {
            let wait = wait(settlement(.cut, attempts: 3, interruptions: interruptions, spread: spread))
            #expect((Span.seconds(1)...Span.seconds(5)).contains(wait?.span ?? .zero))
            #expect(wait?.counts == .interruption)
        }
    }

    @Test func `the third interruption is as a 451`() {
        let wait = wait(settlement(.cut, attempts: 2, interruptions: 2))
        #expect(wait?.span == .minutes(16))
        #expect(wait?.counts == .attempt)
    }

    @Test func `a relay that slows down is asked again in one to five seconds`() {
        for spread in [0, 0.5, 0.999] {
            let wait = wait(settlement(.busy, attempts: 7, spread: spread))
            #expect((Span.seconds(1)...Span.seconds(5)).contains(wait?.span ?? .zero))
            #expect(wait?.counts == .relayTrouble)
        }
    }

    @Test func `what cannot go waits as long as its relay does, not counted`() {
        let wait = wait(settlement(.gone, attempts: 7, interruptions: 2))
        #expect(wait?.span == .seconds(40))
        #expect(wait?.counts == .relayTrouble)
    }

    @Test func `refused credentials hold the relay, so that the message goes as soon as they are mended`() {
        let wait = wait(settlement(.wrongPassword, attempts: 7, interruptions: 2))
        #expect(wait?.span == .zero)
        #expect(wait?.counts == .relayTrouble)
    }

    @Test func `no answer after the body is a doubt, whatever came before`() {
        #expect(settlement(.silent, attempts: 9, interruptions: 9) == .doubted(.init(text: "no reply")))
    }

    @Test func `a refused sender is not the message's fault`() {
        guard case .senderRefused(let answer, _) = settlement(.notYours) else {
            _ = Issue.record("not refused")
            return
        }
        #expect(answer == .init(code: 553, text: "5.7.1 not your address"))
    }
}
