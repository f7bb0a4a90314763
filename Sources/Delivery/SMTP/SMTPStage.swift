import Domain

/// How far a dialogue had come: what decides first what a reply, or the lack of one, means.
package enum SMTPStage: CaseIterable, Hashable, Sendable {
    /// Name, connection, greeting, EHLO, STARTTLS.
    case connecting
    case authenticating
    case mail
    case recipient
    case data
    /// 354 was given and the body is on its way.
    case body
    /// The relay may have every byte of the body and the dot.
    case dot
}

// The retry table of QUEUE.md, as far as one reply decides it. Pure: no clock, no connection, no memory of earlier ones.
extension SMTPStage {
    /// What a reply means that is not the one the dialogue goes on with.
    package func outcome(of reply: Reply) -> DeliveryOutcome {
        switch self {
        case .connecting: .relayTrouble(.unreachable, reply.line)
        // No message is on the wire yet, so none is killed here: not by a 504 either.
        case .authenticating:
            (500...599).contains(reply.code)
                ? .credentialsRefused(reply) : .relayTrouble(.unreachable, reply.line)
        case .mail: afterMail(reply)
        case .recipient, .data, .body, .dot: inTransaction(reply)
        }
    }

    /// What a drop, a time-out or something that is not SMTP means.
    package func outcome(withoutReply why: String) -> DeliveryOutcome {
        switch self {
        case .connecting, .authenticating, .mail: .relayTrouble(.unreachable, why)
        case .recipient, .data, .body: .interrupted(why)
        case .dot: .unknown(why)
        }
    }

    private func afterMail(_ reply: Reply) -> DeliveryOutcome {
        switch reply.code {
        // The service is closing, not slow. On a reused connection the session tries a new one first.
        case 421: .relayTrouble(.unreachable, reply.line)
        case 400...499: .relayTrouble(.throttled, reply.line)
        case 500...504: .refused(reply, .ours)
        // RFC 4954, 6: "authentication required" may answer any command.
        case 530: .credentialsRefused(reply)
        case 500...599 where reply.saysTooBig: .refused(reply, .content)
        case 500...599: .senderRefused(reply)
        default: .relayTrouble(.unreachable, "onverwacht antwoord op MAIL: \(reply.line)")
        }
    }

    private func inTransaction(_ reply: Reply) -> DeliveryOutcome {
        switch reply.code {
        case 200...299 where self == .dot: .accepted(reply)
        // After the dot a 421 is an answer like any other 4xx: the relay says that it did not take the message.
        case 421 where self != .dot: .interrupted(reply.line)
        case 400...499: .postponed(reply)
        case 500...504: .refused(reply, .ours)
        case 530: .credentialsRefused(reply)
        case 500...599: refusal(reply)
        default: outcome(withoutReply: "onverwacht antwoord: \(reply.line)")
        }
    }

    private func refusal(_ reply: Reply) -> DeliveryOutcome {
        let status = reply.status
        // RFC 3463: X.2.2 is a full mailbox, wherever it is said; a bare 552 means that at RCPT only.
        if status == (2, 2) { return .postponed(reply) }
        if reply.saysTooBig { return .refused(reply, .content) }
        guard self == .recipient else { return .refused(reply, status?.subject == 7 ? .policy : .content) }
        if reply.code == 552 { return .postponed(reply) }
        // Postfix and others hold what they think of client and sender until RCPT: the address is not to blame.
        return switch status {
        case (1, 7)?, (1, 8)?: .senderRefused(reply)
        case (7, _)?: .refused(reply, .policy)
        default: .refused(reply, .recipient)
        }
    }
}

extension Reply {
    /// `450 4.7.1 Greylisted`: the reply as one line.
    package var line: String { [String(code), enhanced, text].compactMap(\.self).joined(separator: " ") }

    /// The subject and detail of the enhanced code (RFC 3463).
    var status: (subject: Int, detail: Int)? {
        guard let parts = enhanced?.split(separator: "."), parts.count == 3, let subject = Int(parts[1]),
            let detail = Int(parts[2])
        else { return nil }
        return (subject, detail)
    }

    /// RFC 3463: the message is too big for the mailbox (X.2.3) or for the system (X.3.4).
    var saysTooBig: Bool {
        guard let status else { return false }
        return status == (2, 3) || status == (3, 4)
    }
}

private func == (one: (subject: Int, detail: Int)?, other: (Int, Int)) -> Bool {
    guard let one else { return false }
    return one.subject == other.0 && one.detail == other.1
}
