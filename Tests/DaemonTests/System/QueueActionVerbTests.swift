import Foundation
import TestSupport
import Testing

/// The verbs that decide about one message, over the socket of a daemon that sends.
@Suite struct QueueActionVerbTests {
    @Test func `retry and release-hold have it sent by the running daemon, cancel keeps it, and a wrong state is 1`()
        throws
    {
        // Of two letters one is refused, and of the other nobody hears; the next connection is well.
        let server = ScriptedSMTPServer([.with { $0.dot = ["554 5.6.0 no", .close] }, SMTPScript()])
        defer { server.stop() }
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port, connections: 1))
        try home.add("duinrand", "doubt_policy=hold")
        let daemon = try DaemonProcess(home)
        try home.importDue(2, into: "duinrand")
        func reminder(_ state: String) throws -> QueueEntry? {
            try home.queue("duinrand", state: state).first { $0.kind == "before-day" }
        }
        #expect(try eventually { try reminder("dead") != nil && reminder("held") != nil })
        let (dead, held) = (try #require(try reminder("dead")), try #require(try reminder("held")))

        let wrong = try home.run("queue", "duinrand", "release-hold", dead.uid)
        #expect(wrong.status == 1 && wrong.output.isEmpty)
        #expect(wrong.errors.contains("only a held message can be released; this one is dead"), "\(wrong.errors)")

        #expect(try home.sound("queue", "duinrand", "retry", dead.uid).output.contains("uid         \(dead.uid)"))
        try home.sound("queue", "duinrand", "release-hold", held.uid)
        #expect(try home.eventuallySent(2, "duinrand"))
        let sent = try home.queue("duinrand", state: "sent")
        let again = try #require(sent.first { $0.uid == dead.uid })
        let released = try #require(sent.first { $0.uid == held.uid })
        #expect(again.history == ["planned", "dead", "retried", "sent"] && again.messageID != dead.messageID)
        #expect(released.history == ["planned", "doubt", "held", "released", "sent"])
        #expect(released.messageID == held.messageID)
        for (letter, times) in [(dead, 1), (again, 1), (released, 2)] {
            #expect(server.bodies.count { $0.contains("Message-ID: \(letter.messageID)\r\n") } == times)
        }

        let after = try #require(try home.queue("duinrand", state: "ready").first)
        let cancelled = try home.sound("queue", "duinrand", "cancel", after.uid)
        #expect(cancelled.output.contains("state       cancelled"), "\(cancelled.output)")
        let twice = try home.run("queue", "duinrand", "cancel", after.uid)
        #expect(twice.status == 1 && twice.errors.contains("there is nothing left to cancel"), "\(twice.errors)")
        #expect(daemon.stop() == 0)
    }
}
