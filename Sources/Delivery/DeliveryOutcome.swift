import Domain

/// What one attempt to deliver one message came to.
///
/// A value, not an error: the queue decides what follows (QUEUE.md).
package enum DeliveryOutcome: Hashable, Sendable {
    /// The relay took responsibility for the message.
    case accepted(Reply)
    /// This message will never be taken as it is.
    case refused(Reply, Fault)
    /// The same, said by ourselves: the relay was not asked.
    case unsendable(Reply, Fault)
    /// 4xx at RCPT, DATA or the final dot, or a full mailbox: this message waits.
    case postponed(Reply)
    /// 421 or a drop while this message was on the wire, before its body was complete.
    case interrupted(String)
    /// Nothing is wrong with the message; the relay has trouble of its own.
    case relayTrouble(Trouble, String)
    /// 5xx at AUTH, or 530 anywhere: the password or user name is wrong.
    case credentialsRefused(Reply)
    /// 5xx at MAIL: the relay does not let this sender send.
    case senderRefused(Reply)
    /// The body was handed over and no reply came: it may or may not have been delivered.
    case unknown(String)

    /// Whose fault a refusal is.
    package enum Fault: Hashable, Sendable {
        /// 5xx at RCPT: the address does not work.
        case recipient
        /// 5.7.x at DATA or the dot: the relay dislikes it; five in a row pause the tenant.
        case policy
        /// Any other 5xx at DATA or the dot.
        case content
        /// 500–504 anywhere: we spoke wrongly.
        case ours
    }

    /// What kind of trouble the relay has.
    package enum Trouble: Hashable, Sendable {
        /// DNS, connect, TLS, AUTH 454, 421 before MAIL: the circuit opens.
        case unreachable
        /// 4xx at MAIL: slow down, again in 1–5 s.
        case throttled
    }
}

/// An SMTP reply (RFC 5321, 4.2), its lines joined, addresses and control characters removed.
package struct Reply: Hashable, Sendable {
    package let code: Int
    /// The enhanced status code (RFC 3463), such as `5.7.1`; nil when the server gave none.
    package let enhanced: String?
    /// At most 200 characters, without any e-mail address.
    package let text: String

    package init(code: Int, enhanced: String? = nil, text: String) {
        self.code = code
        self.enhanced = enhanced
        self.text = text
    }
}

/// Who it is from and to on the wire.
package struct Envelope: Hashable, Sendable {
    /// Carries the message's uid, so that a bounce marks the right row.
    package let sender: EmailAddress
    package let recipient: EmailAddress

    package init(sender: EmailAddress, recipient: EmailAddress) {
        self.sender = sender
        self.recipient = recipient
    }
}

/// One lane to a relay: blocking, and confined to the serial queue of the lane that owns it.
package protocol DeliverySession: AnyObject {
    /// Hands one message over and says what came of it. Reconnects by itself when an idle connection has died.
    ///
    /// - Parameter message: complete RFC 5322 bytes with CRLF line ends, not dot-stuffed.
    func deliver(_ envelope: Envelope, _ message: [UInt8]) -> DeliveryOutcome
    /// Says goodbye, in at most two seconds, and frees the connection. The session can be used again afterwards.
    func close()
    /// From now on a delivery of which no byte has left ends, as interrupted, when the brake is pulled.
    func obey(_ brake: Brake)
}

extension DeliverySession {
    /// For what is always quick.
    package func obey(_ brake: Brake) {}
}
