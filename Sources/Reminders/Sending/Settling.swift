import Delivery
import Domain

/// What a message has been through; with an outcome it decides what follows.
package struct Standing: Hashable, Sendable {
    package let attempts: Int
    package let interruptions: Int

    package init(attempts: Int, interruptions: Int) {
        self.attempts = attempts
        self.interruptions = interruptions
    }

    /// What becomes of a message after one attempt: QUEUE.md, "Retry".
    ///
    /// - Parameters:
    ///   - spread: a random 0 ..< 1, so that what was refused together does not come back together.
    ///   - relayDelay: how long the relay's circuit stays open.
    package func settlement(
        after outcome: DeliveryOutcome, at now: Instant, spread: Double, relayDelay: Span
    ) -> Settlement {
        switch outcome {
        case .accepted(let reply): .sent(reply.answer)
        case .refused(let reply, let fault), .unsendable(let reply, let fault): .dead(reply.answer, fault.deadBecause)
        case .postponed(let reply): waits(for: reply.answer, at: now, spread: spread)
        case .interrupted(let what) where interruptions < 2:
            .waits(until: now + .seconds(1) + .seconds(4) * spread, .init(text: what), .interruption)
        case .interrupted(let what): waits(for: .init(text: what), at: now, spread: spread)
        case .relayTrouble(.throttled, let what):
            .waits(until: now + .seconds(1) + .seconds(4) * spread, .init(text: what), .relayTrouble)
        case .relayTrouble(.unreachable, let what):
            .waits(until: now + relayDelay, .init(text: what), .relayTrouble)
        // The relay is paused until a person mends it: then the message should not wait any longer.
        case .credentialsRefused(let reply): .waits(until: now, reply.answer, .relayTrouble)
        case .senderRefused(let reply):
            .senderRefused(reply.answer, again: nextAttempt(at: now, spread: spread))
        case .unknown(let what): .doubted(.init(text: what))
        }
    }

    private func waits(for answer: Settlement.Answer, at now: Instant, spread: Double) -> Settlement {
        .waits(until: nextAttempt(at: now, spread: spread), answer, .attempt)
    }

    // 1, 4, 16, 64 minutes, then every four hours, each ±20 %.
    private func nextAttempt(at now: Instant, spread: Double) -> Instant {
        let minutes = attempts < 4 ? 1 << (2 * attempts) : 240
        return now + .minutes(minutes) * (0.8 + 0.4 * spread)
    }
}

extension DeliveryOutcome.Fault {
    fileprivate var deadBecause: Settlement.DeadBecause {
        switch self {
        case .recipient: .address
        case .policy: .policy
        case .content, .ours: .content
        }
    }
}

extension Reply {
    var answer: Settlement.Answer {
        Settlement.Answer(code: code, text: enhanced.map { "\($0) \(text)" } ?? text)
    }
}
