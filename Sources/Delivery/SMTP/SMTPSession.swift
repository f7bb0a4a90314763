import Domain

/// One lane to an SMTP relay: libcurl makes the connection, our own dialogue carries the messages.
///
/// libcurl's own SMTP takes four round trips and hides at which step a message failed; with MAIL, RCPT and DATA in one
/// group (RFC 2920) it is two, and the step is known, which is what decides between "wait" and "in doubt".
package final class SMTPSession: DeliverySession {
    private let relay: RelaySettings
    private let timeouts: SMTPTimeouts
    private var connection: SMTPConnection?
    private var brake: Brake?
    // Reused from message to message.
    private var commands: [UInt8] = []
    private var body: [UInt8] = []

    package init(relay: RelaySettings, timeouts: SMTPTimeouts = SMTPTimeouts()) {
        self.relay = relay
        self.timeouts = timeouts
    }

    package func obey(_ brake: Brake) { self.brake = brake }

    package func deliver(_ envelope: Envelope, _ message: [UInt8]) -> DeliveryOutcome {
        if brake?.isPulled == true { return .stopped }
        // One giant must not keep its memory for the rest of the day.
        body.removeAll(keepingCapacity: body.capacity <= 1 << 20)
        guard DotStuffing.append(message, to: &body) else {
            return .unsendable(Reply(code: 500, enhanced: "5.6.0", text: "een regeleinde dat geen CRLF is"), .ours)
        }
        guard let path = MailPath(envelope) else {
            let reply = Reply(code: 553, enhanced: "5.1.3", text: "het domein van dit adres bestaat niet zo")
            return .unsendable(reply, .recipient)
        }
        if let connection, connection.isSpent(timeouts) { close() }
        if let connection, connection.hasEnded() { self.connection = nil }
        var isReused = connection != nil
        let ceiling = Deadline(in: timeouts.message)
        while true {
            let connection: SMTPConnection
            do throws(SMTPConnection.Refusal) {
                connection = try standing()
            } catch {
                return error.outcome
            }
            if let refusal = refusedBeforehand(path, size: message.count, by: connection.extensions) { return refusal }
            path.writeCommands(for: connection, to: &commands)
            let exchange = SMTPExchange(
                connection, timeouts, ceiling: ceiling, brake: brake, recipient: envelope.recipient)
            let result = exchange.run(commands, body, grouped: connection.extensions.pipelining)
            if !result.keepsConnection { self.connection = nil }
            guard result.diedBeforeMail, isReused else { return result.outcome }
            // It had idled to death: a new one at once, and nobody counts this.
            isReused = false
        }
    }

    package func close() {
        connection?.quit(within: timeouts.quit)
        connection = nil
    }

    // The connection that stands, or a new one.
    private func standing() throws(SMTPConnection.Refusal) -> SMTPConnection {
        if let connection { return connection }
        let opened = try SMTPConnection.open(relay, timeouts, brake: brake)
        connection = opened
        return opened
    }

    // What the server said in EHLO that it will not take; the connection stays as it is.
    private func refusedBeforehand(_ path: MailPath, size: Int, by extensions: ServerExtensions) -> DeliveryOutcome? {
        if path.needsSMTPUTF8, !extensions.smtpUTF8 {
            let text = "de mailserver kan geen adres aan met bijzondere letters vóór de @"
            return .refused(Reply(code: 550, enhanced: "5.6.7", text: text), .recipient)
        }
        if let limit = extensions.size, size > limit {
            let text = "het bericht is \(size) bytes, de mailserver neemt er hoogstens \(limit) aan"
            return .refused(Reply(code: 552, enhanced: "5.3.4", text: text), .content)
        }
        return nil
    }
}
