import TestSupport
import Testing

@testable import Delivery

/// Each line of the retry table against a server that speaks it.
struct SMTPDialogueTests {
    @Test func `an accepted message arrives as it was, dots and all`() {
        let (outcomes, visits) = Duinrand.deliver(to: SMTPScript())
        #expect(outcomes == [.accepted(Reply(code: 250, enhanced: "2.0.0", text: "Ok: queued as 4C0FFEE"))])
        #expect(visits.count == 1)
        #expect(
            visits[0].commands == [
                "EHLO naast.duinrand.example", "MAIL FROM:<lx7d2a@duinrand.example>", "RCPT TO:<noor@buddy.example>",
                "DATA", "QUIT",
            ])
        #expect(visits[0].bodies == ["Subject: Stuur je vandaag een berichtje?\r\n\r\nHoi Noor,\r\n..\r\nGroet\r\n"])
    }

    @Test func `a connection carries many messages`() {
        let (outcomes, visits) = Duinrand.deliver(to: SMTPScript(), messages: 5)
        #expect(outcomes.allSatisfy { $0.kind == "accepted" })
        #expect(visits.count == 1)
        #expect(visits[0].bodies.count == 5)
    }

    @Test func `commands go in one group only when the server announced PIPELINING`() {
        let grouped = Duinrand.deliver(to: SMTPScript()).visits
        #expect(grouped[0].reads.contains { $0.hasPrefix("MAIL") && $0.hasSuffix("DATA\r\n") })
        let single = Duinrand.deliver(to: .with { $0.ehlo = SMTPScript.plainEhlo })
        #expect(single.outcomes[0].kind == "accepted")
        #expect(single.visits[0].reads.contains("RCPT TO:<noor@buddy.example>\r\n"))
    }

    @Test(
        arguments: [true, false],
        [
            ("MAIL", "451 4.3.0 busy", "trouble throttled"),
            ("MAIL", "550 5.7.1 not you", "sender"),
            ("MAIL", "501 5.5.4 what", "refused ours"),
            ("MAIL", "530 5.7.0 log in", "credentials"),
            ("RCPT", "450 4.7.1 greylisted", "postponed"),
            ("RCPT", "552 5.2.2 full", "postponed"),
            ("RCPT", "550 5.1.1 nobody", "refused recipient"),
            ("RCPT", "554 5.7.1 blocked", "refused policy"),
            ("RCPT", "503 5.5.1 order", "refused ours"),
            ("DATA", "451 4.3.0 busy", "postponed"),
            ("DATA", "554 5.7.1 no", "refused policy"),
            ("DATA", "502 5.5.1 no", "refused ours"),
            ("dot", "450 4.7.1 greylisted", "postponed"),
            ("dot", "552 5.3.4 too big", "refused content"),
            ("dot", "554 5.7.1 spam", "refused policy"),
            ("dot", "554-5.6.0 not\r\n554 5.6.0 this", "refused content"),
            ("dot", "500 5.5.2 what", "refused ours"),
        ])
    func `a refusal is told by its stage, and the connection serves the next message`(
        grouped: Bool, expected: (stage: String, said: String, kind: String)
    ) {
        let script = SMTPScript.with { script in
            if !grouped { script.ehlo = SMTPScript.plainEhlo }
            script.refuse(at: expected.stage, .say(expected.said))
        }
        let server = ScriptedSMTPServer([script])
        defer { server.stop() }
        let session = Duinrand.session(server)
        let outcome = session.deliver(Duinrand.envelope, Duinrand.message)
        #expect(outcome.kind == expected.kind)
        let again = session.deliver(Duinrand.envelope, Duinrand.message)
        #expect(again.kind == expected.kind)
        session.close()
        #expect(server.visits.count == 1)
        // A transaction that was begun and not ended is taken back before the next one (RFC 5321, 4.1.1.5).
        let isOpen = expected.stage == "DATA" || expected.stage == "RCPT" && !grouped
        #expect(server.commands.contains("RSET") == isOpen)
    }

    @Test func `after a refused recipient the pipelined 354 gets a lone dot, and its answer counts for nothing`() {
        let script = SMTPScript.with { $0.recipient = ["550 5.1.1 nobody", "250 2.1.5 Ok"] }
        let (outcomes, visits) = Duinrand.deliver(to: script, messages: 2)
        #expect(outcomes.map(\.kind) == ["refused recipient", "accepted"])
        #expect(visits.count == 1)
        #expect(visits[0].bodies.map(\.isEmpty) == [true, false])
    }

    @Test func `a server that gives 354 after it refused MAIL is left, so that nothing empty is mailed`() {
        let script = SMTPScript.with { script in
            script.mail = ["550 5.7.1 not you"]
            script.isNaive = true
        }
        let (outcomes, visits) = Duinrand.deliver(to: script, SMTPScript(), messages: 2)
        #expect(outcomes.map(\.kind) == ["sender", "accepted"])
        #expect(visits.map(\.bodies.count) == [1, 1])
        #expect(visits[0].commands.last == "DATA")
    }

    @Test(arguments: ["MAIL", "RCPT", "DATA", "dot"], [true, false])
    func `421 ends the connection, and the stage says what it means`(stage: String, grouped: Bool) {
        let bad = SMTPScript.with { script in
            if !grouped { script.ehlo = SMTPScript.plainEhlo }
            script.refuse(at: stage, .sayAndClose("421 4.3.2 Service shutting down"))
        }
        let (outcomes, visits) = Duinrand.deliver(to: bad, SMTPScript(), messages: 2)
        let expected = [
            "MAIL": "trouble unreachable", "RCPT": "interrupted", "DATA": "interrupted", "dot": "postponed",
        ]
        #expect(outcomes.map(\.kind) == [expected[stage], "accepted"])
        #expect(visits.count == 2)
    }

    @Test(arguments: ["MAIL", "RCPT", "DATA", "dot"], [SMTPScript.Step.close, .reset, .silence, "oops"])
    func `a drop, silence or garbage is told by its stage`(stage: String, step: SMTPScript.Step) {
        let bad = SMTPScript.with { $0.refuse(at: stage, step) }
        let timeouts = if case .silence = step { Duinrand.hasty(Self.step(stage)) } else { Duinrand.brisk }
        let (outcomes, visits) = Duinrand.deliver(to: bad, SMTPScript(), messages: 2, timeouts: timeouts)
        let expected = ["MAIL": "trouble unreachable", "RCPT": "interrupted", "DATA": "interrupted", "dot": "unknown"]
        #expect(outcomes.map(\.kind) == [expected[stage], "accepted"])
        #expect(visits.count == 2)
    }

    // Which time-out waits for the answer there.
    private static func step(_ stage: String) -> WritableKeyPath<SMTPTimeouts, Duration> {
        switch stage {
        case "DATA": \.dataStart
        case "dot": \.finalDot
        default: \.reply
        }
    }

    @Test(arguments: ["250-and on\r\n", "no line end ", "250-\(String(repeating: "x", count: 4_000))\r\n"])
    func `an endless reply is cut off, before and after the body`(text: String) {
        for (stage, kind) in [("MAIL", "trouble unreachable"), ("RCPT", "interrupted"), ("dot", "unknown")] {
            let bad = SMTPScript.with { $0.refuse(at: stage, .flood(text)) }
            #expect(Duinrand.deliver(to: bad).outcomes.map(\.kind) == [kind])
        }
    }

    @Test(arguments: [SMTPScript.Step.close, .reset, .sayAndClose("421 4.4.2 Too slow")])
    func `a drop inside the body is an interruption, for the relay cannot have all of it`(cut: SMTPScript.Step) {
        let bad = SMTPScript.with { script in
            script.bodyLimit = 100_000
            script.cut = cut
        }
        let server = ScriptedSMTPServer([bad])
        defer { server.stop() }
        let outcome = Duinrand.session(server).deliver(Duinrand.envelope, Duinrand.bigMessage)
        #expect(outcome.kind == "interrupted")
    }

    @Test(arguments: [false, true])
    func `a refusal inside the body is a refusal, whether the server reads on or goes`(reads: Bool) {
        let said = "552 5.3.4 Message size exceeds fixed limit"
        let bad = SMTPScript.with { script in
            script.bodyLimit = 100_000
            script.cut = reads ? .say(said) : .sayAndClose(said)
        }
        let server = ScriptedSMTPServer([bad])
        defer { server.stop() }
        let outcome = Duinrand.session(server).deliver(Duinrand.envelope, Duinrand.bigMessage)
        #expect(outcome.kind == "refused content")
        #expect(outcome.words == said)
    }

    @Test(
        arguments: [
            ("RCPT", .silence, "interrupted"), ("dot", .silence, "unknown"),
            ("RCPT", .drip("250-and on\r\n", milliseconds: 20), "interrupted"),
            ("dot", .drip("250-and on\r\n", milliseconds: 20), "unknown"),
            ("DATA", .later("354 go on", milliseconds: 1_500 * Int32(Self.patience)), "interrupted"),
            ("body", .sip(milliseconds: 20 * Int32(Self.patience)), "interrupted"),
        ] as [(String, SMTPScript.Step, String)])
    func `a server that keeps within each step's time does not keep a message for ever`(
        stage: String, step: SMTPScript.Step, kind: String
    ) {
        var timeouts = Duinrand.brisk
        timeouts.message = .seconds(2 * Self.patience)
        // The connection carries a good message first, so that making it is no part of what is measured.
        let script = SMTPScript.with { script in
            script.ehlo = SMTPScript.plainEhlo
            let sound = SMTPScript()
            switch stage {
            case "body": (script.bodyLimit, script.cut) = (Duinrand.message.count + 100, step)
            case "RCPT": script.recipient = sound.recipient + [step]
            // With the answer before it: each takes less than the whole may.
            case "DATA":
                let recipient = SMTPScript.Step.later("250 2.1.5 Ok", milliseconds: 1_000 * Int32(Self.patience))
                (script.recipient, script.data) = (sound.recipient + [recipient], sound.data + [step])
            default: script.dot = sound.dot + [step]
            }
        }
        let server = ScriptedSMTPServer([script])
        defer { server.stop() }
        let session = Duinrand.session(server, timeouts: timeouts)
        #expect(session.deliver(Duinrand.envelope, Duinrand.message).kind == "accepted")
        let start = ContinuousClock.now
        let message = stage == "body" ? Duinrand.bigMessage : Duinrand.message
        #expect(session.deliver(Duinrand.envelope, message).kind == kind)
        #expect(server.visits.count == 1)
        #expect(start.duration(to: .now) < .seconds(50), "the times of the steps are a minute each")
    }

    // A sanitizer makes everything slow.
    private static let patience = Requirement.isSanitized ? 3 : 1

    @Test(
        arguments: [
            (nil, "interrupted"), ("552 5.3.4 Message size exceeds fixed limit", "refused content"),
        ] as [(String?, String)])
    func `a relay that closes its side amid the body is left at once`(said: String?, kind: String) {
        let closing = SMTPScript.with { script in
            script.bodyLimit = 1
            script.cut = .sayAndFallSilent(said)
        }
        let server = ScriptedSMTPServer([closing])
        defer { server.stop() }
        let start = ContinuousClock.now
        let outcome = Duinrand.session(server, timeouts: Duinrand.brisk).deliver(Duinrand.envelope, Duinrand.bigMessage)
        #expect(outcome.kind == kind)
        #expect(start.duration(to: .now) < .seconds(50), "no step's time had to pass")
    }

    @Test func `a relay that stops reading the body but goes on talking is an interruption in time`() {
        let talking = SMTPScript.with { script in
            script.bodyLimit = 1
            script.cut = .drip("2", milliseconds: 20)
        }
        let server = ScriptedSMTPServer([talking])
        defer { server.stop() }
        let start = ContinuousClock.now
        let outcome = Duinrand.session(server, timeouts: Duinrand.hasty(\.block))
            .deliver(Duinrand.envelope, Duinrand.bigMessage)
        #expect(outcome.kind == "interrupted")
        #expect(start.duration(to: .now) < .seconds(60), "the message as a whole has fifteen minutes")
    }

    @Test func `a relay that stops reading the body is an interruption in time`() {
        let stuck = SMTPScript.with { script in
            script.bodyLimit = 1
            script.cut = .stopReading
        }
        let server = ScriptedSMTPServer([stuck])
        defer { server.stop() }
        let outcome = Duinrand.session(server, timeouts: Duinrand.hasty(\.block))
            .deliver(Duinrand.envelope, Duinrand.bigMessage)
        #expect(outcome == .interrupted("de relay nam niets meer aan"))
    }
}

extension SMTPScript {
    /// Does something else than usual at one stage.
    mutating func refuse(at stage: String, _ step: Step) {
        switch stage {
        case "MAIL": mail = [step]
        case "RCPT": recipient = [step]
        case "DATA": data = [step]
        default: dot = [step]
        }
    }
}
