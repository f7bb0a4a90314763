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
        case .refused(let reply, .recipient): .dead(reply.answer, .address)
        case .refused(let reply, .policy): .dead(reply.answer, .policy)
        case .refused(let reply, .content), .refused(let reply, .ours): .dead(reply.answer, .content)
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

extension Reply {
    var answer: Settlement.Answer {
        Settlement.Answer(code: code, text: enhanced.map { "\($0) \(text)" } ?? text)
    }
}
