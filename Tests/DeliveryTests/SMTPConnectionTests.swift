import TestSupport
import Testing

@testable import Delivery

/// How a session gets, keeps and replaces its connection.
struct SMTPConnectionTests {
    @Test(arguments: [SMTPScript.Step.close, .reset, .sayAndClose("421 4.4.2 idle too long")])
    func `a connection that died idle is replaced at once, and the message goes`(end: SMTPScript.Step) {
        // Ends it after the first message, as soon as that is answered or when the second MAIL comes.
        let early = SMTPScript.with { $0.afterMessage = end }
        let late = SMTPScript.with { $0.mail = ["250 2.1.0 Ok", end] }
        for script in [early, late] {
            let (outcomes, visits) = Duinrand.deliver(to: script, SMTPScript(), messages: 2)
            #expect(outcomes.map(\.kind) == ["accepted", "accepted"])
            #expect(visits.map(\.bodies.count) == [1, 1])
        }
    }

    @Test func `a dead connection is replaced once, not for ever`() {
        let dying = SMTPScript.with { $0.mail = ["250 2.1.0 Ok", .close] }
        let dead = SMTPScript.with { $0.mail = [.close] }
        let (outcomes, visits) = Duinrand.deliver(to: dying, dead, messages: 2)
        #expect(outcomes.map(\.kind) == ["accepted", "trouble unreachable"])
        #expect(visits.count == 2)
    }

    @Test func `a fresh connection that dies before MAIL is the relay's trouble`() {
        let (outcomes, visits) = Duinrand.deliver(to: .with { $0.mail = [.close] })
        #expect(outcomes.map(\.kind) == ["trouble unreachable"])
        #expect(visits.count == 1)
    }

    @Test func `RSET that is not answered costs a connection, not a message`() {
        let script = SMTPScript.with { script in
            script.data = ["451 4.3.0 busy"]
            script.reset = .close
        }
        let (outcomes, visits) = Duinrand.deliver(to: script, SMTPScript(), messages: 2)
        #expect(outcomes.map(\.kind) == ["postponed", "accepted"])
        #expect(visits.count == 2)
    }

    @Test(arguments: [
        ("421 4.3.2 not now", "421 4.3.2 not now"), ("554 5.7.1 never", "554 5.7.1 never"), ("hello?", "geen SMTP is"),
    ])
    func `a greeting that is none is the relay's trouble`(said: String, words: String) {
        let (outcomes, _) = Duinrand.deliver(to: .with { $0.greeting = .sayAndClose(said) })
        #expect(outcomes[0].kind == "trouble unreachable")
        #expect(outcomes[0].words.contains(words))
    }

    @Test(arguments: [SMTPScript.Step.close, .reset, .silence, .flood("250-x\r\n"), .flood("x"), "550 5.7.1 no"])
    func `any failure before MAIL is the relay's trouble, within the time for connecting`(step: SMTPScript.Step) {
        for script in [SMTPScript.with { $0.greeting = step }, .with { $0.ehlo = step }] {
            let start = ContinuousClock.now
            let (outcomes, _) = Duinrand.deliver(to: script, timeouts: Duinrand.hasty(\.connect))
            #expect(outcomes[0].kind == "trouble unreachable")
            #expect(start.duration(to: .now) < .seconds(60))
        }
    }

    @Test(arguments: [
        ("naast@duinrand.example", "duinrand.example"), ("naast@bücher.example", "xn--bcher-kva.example"),
    ])
    func `without a name of its own it greets with the domain that it sends from`(from: String, name: String) {
        let server = ScriptedSMTPServer()
        defer { server.stop() }
        var relay = Duinrand.relay(port: server.port)
        (relay.from, relay.helo) = (Duinrand.address(from), nil)
        let session = SMTPSession(relay: relay, timeouts: Duinrand.brisk)
        #expect(session.deliver(Duinrand.envelope, Duinrand.message).kind == "accepted")
        session.close()
        #expect(server.commands.first == "EHLO \(name)")
    }

    @Test func `what a server says while the connection is made has a limit, and is let go of`() {
        let transcript = ConnectTranscript()
        func take(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { transcript.take($0) } }
        #expect(take("220 here\r\n") && take("250-here\r\n250 PIPELINING\r\n"))
        #expect(transcript.extensions.pipelining)
        transcript.forget()
        #expect(transcript.replies.isEmpty)
        let line = "250-\(String(repeating: "x", count: 4_000))\r\n"
        #expect((0..<16).allSatisfy { _ in take(line) })
        #expect(!take(line) && transcript.garbage == .tooManyLines)
    }

    @Test func `nobody listening is the relay's trouble, and says where`() {
        let port = Loopback.freePort()
        let session = SMTPSession(relay: Duinrand.relay(port: port), timeouts: Duinrand.brisk)
        let outcome = session.deliver(Duinrand.envelope, Duinrand.message)
        #expect(outcome.kind == "trouble unreachable")
        #expect(outcome.words.contains("smtp://127.0.0.1:\(port)"))
    }

    @Test func `an unknown name is the relay's trouble`() {
        var relay = Duinrand.relay(port: 25)
        relay.url = RelayURL(scheme: .smtp, host: "relay.invalid", port: 25)
        let outcome = SMTPSession(relay: relay, timeouts: Duinrand.brisk).deliver(Duinrand.envelope, Duinrand.message)
        #expect(outcome.kind == "trouble unreachable")
    }

    @Test func `a connection is replaced after its number of messages`() {
        var timeouts = Duinrand.brisk
        timeouts.messages = 2
        let (outcomes, visits) = Duinrand.deliver(to: SMTPScript(), messages: 5, timeouts: timeouts)
        #expect(outcomes.allSatisfy { $0.kind == "accepted" })
        #expect(visits.map(\.bodies.count) == [2, 2, 1])
        #expect(visits.allSatisfy { $0.commands.last == "QUIT" })
    }

    @Test(arguments: [\SMTPTimeouts.idle, \SMTPTimeouts.age] as [WritableKeyPath<SMTPTimeouts, Duration> & Sendable])
    func `a connection is replaced when it has idled or lived long enough`(
        limit: WritableKeyPath<SMTPTimeouts, Duration> & Sendable
    ) {
        var timeouts = Duinrand.brisk
        timeouts[keyPath: limit] = .zero
        let (outcomes, visits) = Duinrand.deliver(to: SMTPScript(), messages: 2, timeouts: timeouts)
        #expect(outcomes.allSatisfy { $0.kind == "accepted" })
        #expect(visits.count == 2)
    }

    @Test func `a goodbye that is not answered does not hold the lane`() {
        let server = ScriptedSMTPServer([.with { $0.quit = .silence }])
        defer { server.stop() }
        let session = Duinrand.session(server)
        #expect(session.deliver(Duinrand.envelope, Duinrand.message).kind == "accepted")
        let start = ContinuousClock.now
        session.close()
        #expect(start.duration(to: .now) < .seconds(60))
        // And the session can be used again.
        #expect(session.deliver(Duinrand.envelope, Duinrand.message).kind == "accepted")
    }

    @Test func `a reply that drips in does not outlast its time`() {
        let (outcomes, _) = Duinrand.deliver(
            to: .with { $0.recipient = [.drip("250-x\r\n", milliseconds: 40)] }, timeouts: Duinrand.hasty(\.reply))
        #expect(outcomes[0].kind == "interrupted")
        #expect(outcomes[0].words.contains("geen antwoord"))
    }

    @Test(arguments: [
        SMTPScript(), .with { $0.greeting = .close }, .with { $0.ehlo = .flood("x") }, .with { $0.mail = [.reset] },
        .with { $0.dot = [.close] }, .with { $0.recipient = ["550 5.1.1 no"] }, .with { $0.quit = .silence },
    ])
    func `no socket is left open, whatever happened`(script: SMTPScript) {
        let server = ScriptedSMTPServer([script])
        do {
            let session = Duinrand.session(server, timeouts: Duinrand.hasty(\.quit))
            for _ in 0..<3 { _ = session.deliver(Duinrand.envelope, Duinrand.message) }
            session.close()
        }
        server.stop()
        #expect(Loopback.sockets(touching: server.port) == 0)
    }
}
