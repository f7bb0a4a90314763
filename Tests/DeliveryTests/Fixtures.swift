import Domain
import TestSupport

@testable import Delivery

/// A buddy and a relay of a made-up tenant, and one short message.
enum Duinrand {
    static let sender = address("lx7d2a@duinrand.example")
    static let buddy = address("noor@buddy.example")
    static let envelope = Envelope(sender: sender, recipient: buddy)
    static let message = Array("Subject: Stuur je vandaag een berichtje?\r\n\r\nHoi Noor,\r\n.\r\nGroet\r\n".utf8)

    /// 28 MB: more than the buffers of any connection hold.
    static let bigMessage: [UInt8] = {
        let line = String(repeating: "x", count: 70) + "\r\n"
        return Array(("Subject: groot\r\n\r\n" + String(repeating: line, count: 400_000)).utf8)
    }()

    static func relay(
        port: UInt16, tls: RelaySettings.TLS = .none, caFile: String? = nil, login: (String, String)? = nil
    ) -> RelaySettings {
        RelaySettings(
            url: RelayURL(scheme: .smtp, host: "127.0.0.1", port: port), from: sender,
            helo: "naast.duinrand.example", tls: tls, caFile: caFile, username: login?.0,
            password: login.map { Secret($0.1) })
    }

    /// Time-outs that no sound step passes, also on a busy machine.
    static let brisk: SMTPTimeouts = {
        var timeouts = SMTPTimeouts()
        timeouts.connect = .seconds(60)
        timeouts.reply = .seconds(60)
        timeouts.dataStart = .seconds(60)
        timeouts.block = .seconds(60)
        timeouts.finalDot = .seconds(60)
        return timeouts
    }()

    /// Time-outs for who expects silence at one step: only that one is short.
    static func hasty(_ step: WritableKeyPath<SMTPTimeouts, Duration>) -> SMTPTimeouts {
        var timeouts = brisk
        timeouts[keyPath: step] = .milliseconds(1_500)
        timeouts.quit = .milliseconds(200)
        return timeouts
    }

    static func session(_ server: ScriptedSMTPServer, timeouts: SMTPTimeouts = brisk) -> SMTPSession {
        SMTPSession(relay: relay(port: server.port), timeouts: timeouts)
    }

    /// One message to a server with these scripts: what came of it, and the server as it was left.
    static func deliver(
        to scripts: SMTPScript..., messages: Int = 1, timeouts: SMTPTimeouts = brisk
    ) -> (outcomes: [DeliveryOutcome], visits: [ScriptedSMTPServer.Visit]) {
        let server = ScriptedSMTPServer(scripts)
        defer { server.stop() }
        let session = session(server, timeouts: timeouts)
        let outcomes = (0..<messages).map { _ in session.deliver(envelope, message) }
        session.close()
        // The goodbye was answered or the server had gone: the record is complete.
        return (outcomes, server.visits)
    }

    static func address(_ text: String) -> EmailAddress {
        guard let address = EmailAddress(text) else { preconditionFailure("no address: \(text)") }
        return address
    }
}

extension DeliveryOutcome {
    /// The case's name, for tests that look at the decision and not at the words.
    var kind: String {
        switch self {
        case .accepted: "accepted"
        case .refused(_, let fault): "refused \(fault)"
        case .unsendable(_, let fault): "unsendable \(fault)"
        case .postponed: "postponed"
        case .interrupted: "interrupted"
        case .relayTrouble(let trouble, _): "trouble \(trouble)"
        case .credentialsRefused: "credentials"
        case .senderRefused: "sender"
        case .unknown: "unknown"
        }
    }

    var words: String {
        switch self {
        case .accepted(let reply), .refused(let reply, _), .unsendable(let reply, _), .postponed(let reply),
            .credentialsRefused(let reply),
            .senderRefused(let reply):
            reply.line
        case .interrupted(let text), .relayTrouble(_, let text), .unknown(let text): text
        }
    }
}

/// A letter with an appointment, as the sender makes it.
enum Rivierenland {
    static func mail(
        number: Int = 1, subject: String = "Stuur je vandaag een berichtje?", name: String? = "Noor",
        text: String = "Hoi Noor,\n\ndinsdag 1 december om 14.00 uur is er een gesprek (Esdoorn).\n"
            + ".\nGroet, Ingeborg – 088 123 45 67\n",
        appointment: Appointment? = appointment(), unsubscribe: Unsubscribe? = nil
    ) -> OutgoingMail {
        let letter = Letter(
            subject: subject, text: text, html: "<p>\(text.split(separator: "\n").joined(separator: "</p><p>"))</p>",
            appointment: appointment)
        return OutgoingMail(
            messageID: messageID(number), date: Instant(milliseconds: 1_796_112_000_000),
            from: Mailbox(Duinrand.sender, name: HeaderText("Buddy's Rivierenland")),
            replyTo: Mailbox(Duinrand.address("ingeborg@rivierenland.example")),
            to: Mailbox(Duinrand.buddy, name: name.map { HeaderText(cleaning: $0) }), letter: letter,
            unsubscribe: unsubscribe)
    }

    static func appointment(
        _ method: Appointment.Method = .request, starts: String = "2026-12-01T14:00",
        title: String = "Schoolgesprek (Esdoorn)", place: String? = nil, sequence: Int = 0
    ) -> Appointment {
        guard let uid = Uid("aaaaaaaaaaaaaaaaaaaaaaaaa2"), let starts = LocalDateTime(starts) else {
            preconditionFailure("a fixture that is none")
        }
        return Appointment(
            method: method, uid: uid, sequence: sequence, starts: starts, minutes: 60, zone: .amsterdam, title: title,
            place: place)
    }

    private static func messageID(_ number: Int) -> MessageID {
        guard let id = MessageID("k7q2\(number)@rivierenland.example") else { preconditionFailure("no message id") }
        return id
    }
}
