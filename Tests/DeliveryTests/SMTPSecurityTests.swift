import Domain
import TestSupport
import Testing

@testable import Delivery

/// TLS, logins and what the server announced, against a server that gets them wrong.
struct SMTPSecurityTests {
    @Test func `without STARTTLS nothing is said when TLS is required`() {
        let server = ScriptedSMTPServer()
        defer { server.stop() }
        let outcome = session(server, tls: .required).deliver(Duinrand.envelope, Duinrand.message)
        #expect(outcome.kind == "trouble unreachable")
        #expect(outcome.words.contains("biedt geen TLS aan"))
        #expect(server.commands.allSatisfy { $0.hasPrefix("EHLO") || $0 == "QUIT" })
    }

    @Test(arguments: [
        SMTPScript.Step.say("454 4.7.0 TLS not available"), .say("220 go\r\nthis is no TLS"),
        .sayAndClose("220 go"), .close, .say("220 go\r\n250 injected"),
    ])
    func `a STARTTLS that comes to nothing is the relay's trouble, and nothing follows in the clear`(
        step: SMTPScript.Step
    ) {
        let server = ScriptedSMTPServer([
            .with { script in
                script.ehlo = SMTPScript.tlsEhlo
                script.startTLS = step
            }
        ])
        defer { server.stop() }
        let session = session(server, tls: .required, login: ("naast", "geheim"), timeouts: Duinrand.hasty(\.connect))
        #expect(session.deliver(Duinrand.envelope, Duinrand.message).kind == "trouble unreachable")
        session.close()
        server.stop()
        #expect(!server.commands.contains { $0.hasPrefix("MAIL") || $0.hasPrefix("AUTH") })
        #expect(!server.visits.flatMap(\.reads).joined().contains("geheim"))
    }

    @Test func `smtps to a server that speaks plainly is the relay's trouble`() {
        let server = ScriptedSMTPServer()
        defer { server.stop() }
        var relay = Duinrand.relay(port: server.port, tls: .required)
        relay.url = RelayURL(scheme: .smtps, host: "127.0.0.1", port: server.port)
        let outcome = SMTPSession(relay: relay, timeouts: Duinrand.hasty(\.connect)).deliver(
            Duinrand.envelope, Duinrand.message)
        #expect(outcome.kind == "trouble unreachable")
    }

    @Test(arguments: [
        ("235 2.7.0 welcome", "accepted"), ("535 5.7.8 wrong", "credentials"), ("534 5.7.9 weak", "credentials"),
        ("530 5.7.0 TLS first", "credentials"), ("538 5.7.11 encrypt", "credentials"),
        ("454 4.7.0 later", "trouble unreachable"), ("421 4.3.2 closing", "trouble unreachable"),
    ])
    func `the answer to a login is told by its code`(said: String, kind: String) {
        let script = SMTPScript.with { script in
            script.ehlo = SMTPScript.authEhlo
            script.auth = .say(said)
        }
        let server = ScriptedSMTPServer([script])
        defer { server.stop() }
        let session = session(server, login: ("naast@duinrand.example", "geheim"))
        let outcome = session.deliver(Duinrand.envelope, Duinrand.message)
        #expect(outcome.kind == kind)
        if kind != "accepted" { #expect(outcome.words.contains(said)) }
        session.close()
        #expect(server.commands.contains { $0.hasPrefix("MAIL") } == (kind == "accepted"))
    }

    @Test(arguments: [SMTPScript().ehlo, "250-x\r\n250 AUTH", "250-x\r\n250 AUTH GSSAPI XOAUTH2"])
    func `a server without a login that we know is left alone, rather than mailed unnamed`(ehlo: SMTPScript.Step) {
        let server = ScriptedSMTPServer([.with { $0.ehlo = ehlo }])
        defer { server.stop() }
        let outcome = session(server, login: ("naast", "geheim")).deliver(Duinrand.envelope, Duinrand.message)
        #expect(outcome.kind == "trouble unreachable")
        #expect(outcome.words.contains("biedt geen inlog aan"))
        #expect(!server.commands.contains { $0.hasPrefix("MAIL") })
    }

    @Test(
        .needs("python3", "openssl"),
        arguments: [("552 5.3.4 Message size exceeds fixed limit", "refused content"), (nil, "interrupted")])
    func `under TLS too, what ends inside the body has not arrived, and a refusal there is one`(
        said: String?, kind: String
    ) throws {
        let server = try TLSMidBodyServer(saying: said)
        let relay = Duinrand.relay(port: server.port, tls: .required, caFile: server.authority.caFile)
        let session = SMTPSession(relay: relay, timeouts: Duinrand.brisk)
        for _ in 0..<3 {
            let outcome = session.deliver(Duinrand.envelope, Duinrand.bigMessage)
            #expect(outcome.kind == kind)
            if let said { #expect(outcome.words == said) }
        }
    }

    @Test func `an address beyond ASCII goes only where SMTPUTF8 is announced`() {
        let envelope = Envelope(sender: Duinrand.sender, recipient: Duinrand.address("zoë@bücher.example"))
        let server = ScriptedSMTPServer([SMTPScript()])
        let outcome = Duinrand.session(server).deliver(envelope, Duinrand.message)
        #expect(outcome.kind == "refused recipient")
        #expect(outcome.words.contains("bijzondere letters"))
        server.stop()
        #expect(!server.commands.contains { $0.hasPrefix("MAIL") })

        let able = ScriptedSMTPServer([.with { $0.ehlo = "250-x\r\n250-8BITMIME\r\n250 SMTPUTF8" }])
        let session = Duinrand.session(able)
        #expect(session.deliver(envelope, Duinrand.message).kind == "accepted")
        // Only the domain beyond ASCII: that every server can have.
        let plain = Envelope(sender: Duinrand.sender, recipient: Duinrand.address("zoe@bücher.example"))
        #expect(session.deliver(plain, Duinrand.message).kind == "accepted")
        session.close()
        able.stop()
        #expect(
            able.commands.filter { $0.hasPrefix("MAIL") || $0.hasPrefix("RCPT") } == [
                "MAIL FROM:<lx7d2a@duinrand.example> BODY=8BITMIME SMTPUTF8", "RCPT TO:<zoë@xn--bcher-kva.example>",
                "MAIL FROM:<lx7d2a@duinrand.example>", "RCPT TO:<zoe@xn--bcher-kva.example>",
            ])
    }

    @Test(arguments: [
        ("SIZE 40", "refused content"), ("SIZE 0", "accepted"), ("SIZE", "accepted"), ("SIZE 99", "accepted"),
    ])
    func `a message larger than announced stays here`(size: String, kind: String) {
        let (outcomes, visits) = Duinrand.deliver(to: .with { $0.ehlo = .say("250-x\r\n250 \(size)") })
        #expect(outcomes[0].kind == kind)
        #expect(visits[0].commands.contains { $0.hasPrefix("MAIL") } == (kind == "accepted"))
    }

    @Test(arguments: ["a\nb\r\n", "a\r\n.\n", "a\rb\r\n", "\n", "a\r"])
    func `a message with a bare line end is not sent`(text: String) {
        let (outcomes, visits) = [text].map { text in
            let server = ScriptedSMTPServer()
            defer { server.stop() }
            return (Duinrand.session(server).deliver(Duinrand.envelope, Array(text.utf8)), server.visits)
        }[0]
        #expect(outcomes.kind == "unsendable ours")
        #expect(visits.isEmpty)
    }

    @Test func `a relay's words are kept without the address they are about`() {
        let said = "550 5.1.1 <noor@buddy.example>: user Noor unknown; see https://x.example/?noor%40buddy.example"
        let (outcomes, _) = Duinrand.deliver(to: .with { $0.recipient = [.say(said)] })
        #expect(outcomes[0].words == "550 5.1.1 ‹adres›: user ‹adres› unknown; see https:‹adres›")
    }

    private func session(
        _ server: ScriptedSMTPServer, tls: RelaySettings.TLS = .none, login: (String, String)? = nil,
        timeouts: SMTPTimeouts = Duinrand.brisk
    ) -> SMTPSession {
        SMTPSession(relay: Duinrand.relay(port: server.port, tls: tls, login: login), timeouts: timeouts)
    }
}
