import Domain

/// An envelope as it goes over the wire: domains as A-labels (RFC 5891), local parts as they are.
struct MailPath {
    let sender: String
    let recipient: String
    let needsSMTPUTF8: Bool

    /// Nil when a domain has no form in ASCII.
    init?(_ envelope: Envelope) {
        guard let sender = envelope.sender.wireForm, let recipient = envelope.recipient.wireForm else { return nil }
        self.sender = sender
        self.recipient = recipient
        needsSMTPUTF8 = envelope.sender.needsSMTPUTF8 || envelope.recipient.needsSMTPUTF8
    }

    /// Writes RSET when needed, MAIL, RCPT and DATA, each on its line.
    func writeCommands(for connection: SMTPConnection, to out: inout [UInt8]) {
        out.removeAll(keepingCapacity: true)
        if connection.transactionIsOpen { out += "RSET\r\n".utf8 }
        out += "MAIL FROM:<".utf8
        out += sender.utf8
        // RFC 6531, 3.4: with SMTPUTF8 the message's header is 8-bit.
        out += needsSMTPUTF8 ? "> BODY=8BITMIME SMTPUTF8\r\nRCPT TO:<".utf8 : ">\r\nRCPT TO:<".utf8
        out += recipient.utf8
        out += ">\r\nDATA\r\n".utf8
    }
}
