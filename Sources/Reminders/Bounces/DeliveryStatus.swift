import Delivery
import Domain
import Storage

/// What a delivery status says of one recipient (RFC 3464, 2.3).
struct RecipientStatus {
    enum Action: String {
        case failed, delayed, delivered, relayed, expanded
    }

    let action: Action
    /// `5.1.1` (RFC 3463).
    let status: String
    /// What the last server said, without addresses; the code is nil when it was no SMTP server.
    let answer: Settlement.Answer
    private let code: Int?

    /// Nil when a field that must be there is missing, twice there, or not in its form.
    init?(_ fields: MailFields) {
        guard let recipient = fields.only("final-recipient"),
            let action = fields.only("action").flatMap({ Action(rawValue: Self.firstWord($0).lowercased()) }),
            let status = fields.only("status").map(Self.firstWord), Self.isStatus(status)
        else { return nil }
        self.action = action
        self.status = status
        let (code, said) = Self.diagnosis(fields.lines("diagnostic-code") ?? "")
        self.code = code
        // The address that the mail was forwarded to, and the one that it was sent to.
        let addresses = ([recipient] + fields.all("original-recipient")).map(Self.address)
        // The class says which enhanced code may stand in front.
        let reply = Reply(
            code: code ?? (Int(status.prefix(1)) ?? 5) * 100, said: said.utf8, eraser: AddressEraser(addresses))
        answer = Settlement.Answer(code: code, text: reply.text.isEmpty ? status : "\(status) \(reply.text)")
    }

    /// What it means for the message; nil when it arrived, as far as anyone says.
    ///
    /// What a 5.x.x is about is decided as for a refusal at RCPT: a full mailbox, a filter's opinion (5.7.x) or a message
    /// that is too big does not make the address wrong.
    var finding: BounceFinding? {
        switch action {
        case .delivered, .relayed, .expanded: return nil
        case .delayed: return .delayed
        case .failed:
            guard status.hasPrefix("5."), !status.hasPrefix("5.6.") else { return .undelivered }
            let reply = Reply(code: code == 552 ? 552 : 550, enhanced: status, text: "")
            if case .refused(_, .recipient) = SMTPStage.recipient.outcome(of: reply) { return .addressDead }
            return .undelivered
        }
    }

    // "rfc822; jan@school.example"
    private static func address(_ text: String) -> String {
        let address = text.firstIndex(of: ";").map { text[text.index(after: $0)...] } ?? text[...]
        let bare = ContentType.trimmed(address)
        return bare.hasPrefix("<") && bare.hasSuffix(">") ? String(bare.dropFirst().dropLast()) : bare
    }

    // A comment may follow: "5.1.1 (bad destination mailbox address)".
    private static func firstWord(_ text: String) -> String {
        String(text.prefix { $0 != " " && $0 != "\t" && $0 != "(" })
    }

    // RFC 3463, 2.
    private static func isStatus(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3 && ["2", "4", "5"].contains(parts[0])
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) }
            }
    }

    // "smtp; 550 5.1.1 no such user" or "X-Postfix; unknown user".
    private static func diagnosis(_ text: String) -> (code: Int?, said: String) {
        guard let semicolon = text.firstIndex(of: ";") else { return (nil, text) }
        // Of a folded field any blank may be a line end.
        let said = String(text[text.index(after: semicolon)...].drop(while: \.isWhitespace))
        guard text[..<semicolon].filter({ !$0.isWhitespace }).lowercased() == "smtp" else { return (nil, said) }
        let digits = said.utf8.prefix { (48...57).contains($0) }
        guard digits.count == 3, let code = Int(String(decoding: digits, as: UTF8.self)), (200...599).contains(code)
        else { return (nil, said) }
        return (code, String(said.dropFirst(4)))
    }
}

/// All of a `message/delivery-status` (RFC 3464, 2.1): a block about the message, then one for each recipient.
struct DeliveryStatus {
    // Our messages have one recipient each; an alias at the far side may make it a few.
    private static let mostRecipients = 32

    /// The mildest of what it says: an address that took the message for one of its readers works.
    let finding: BounceFinding?
    let answer: Settlement.Answer

    init?(_ bytes: ArraySlice<UInt8>) {
        var lines = MailLines(bytes)
        var blocks: [MailFields] = []
        while let block = Self.nextBlock(&lines) {
            guard blocks.count <= Self.mostRecipients else { return nil }
            blocks.append(block)
        }
        // RFC 3464, 2.2: without Reporting-MTA, or without a recipient, it is none.
        guard blocks.count >= 2, blocks[0].only("reporting-mta") != nil else { return nil }
        let recipients = blocks.dropFirst().compactMap(RecipientStatus.init)
        guard recipients.count == blocks.count - 1, let mildest = recipients.min(by: { $0.weight < $1.weight }) else {
            return nil
        }
        finding = mildest.finding
        answer = mildest.answer
    }

    private static func nextBlock(_ lines: inout MailLines) -> MailFields? {
        while !lines.isAtEnd {
            let block = MailFields(takingFrom: &lines)
            if !block.isEmpty { return block }
        }
        return nil
    }
}

extension RecipientStatus {
    fileprivate var weight: Int {
        switch finding {
        case nil: 0
        case .delayed: 1
        case .undelivered: 2
        case .addressDead: 3
        }
    }
}
