/// What becomes of a message after one attempt; the outbox writes it down, whole or not at all (QUEUE.md).
package enum Settlement: Hashable, Sendable {
    /// The relay took it.
    case sent(Answer)
    /// It will never go as it is.
    case dead(Answer, DeadBecause)
    /// It goes back and waits.
    case waits(until: Instant, Answer, Waiting)
    /// Nobody knows whether it went: once more, with the same Message-ID, or a person decides.
    case doubted(Answer)
    /// The relay refuses the sender: the tenant's sending is paused, and the message waits for its end.
    ///
    /// What goes also while it is paused is tried again then.
    case senderRefused(Answer, again: Instant)

    /// What the relay said, or what we saw, without any address.
    package struct Answer: Hashable, Sendable {
        /// The SMTP reply code; nil when there was no reply.
        package let code: Int?
        package let text: String

        package init(code: Int? = nil, text: String) {
            self.code = code
            self.text = text
        }
    }

    /// Why a message will never go.
    package enum DeadBecause: Hashable, Sendable {
        /// The address does not work: it is marked, and the coordinator is asked to correct it.
        case address
        /// 5.7.x: the relay dislikes it; five in a row pause the tenant and become `held`.
        case policy
        case content
    }

    /// What a wait counts as.
    package enum Waiting: Hashable, Sendable {
        /// One of the message's own attempts.
        case attempt
        /// An interruption of this message; the third counts as an attempt.
        case interruption
        /// The relay's own trouble: the message is not charged for it.
        case relayTrouble
    }
}

/// The seven states of a message in the outbox.
package enum MessageState: String, CaseIterable, Hashable, Sendable {
    case ready
    case leased
    case sent
    case dead
    case expired
    case cancelled
    case held
}
