import Foundation
import TestSupport
import Testing

/// SIGTERM waits twenty seconds for what is being sent, and leaves the rest to the next boot (QUEUE.md).
@Suite struct StopTests {
    @Test func `a relay that keeps silent about a body is waited for twenty seconds; the next boot knows the doubt`()
        throws
    {
        // The first connection never says whether it took the letter; the next one is well.
        let server = ScriptedSMTPServer([.with { $0.dot = [.silence] }, SMTPScript()])
        defer { server.stop() }
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port, connections: 1))
        try home.add("duinrand")
        try home.importDue(2, into: "duinrand")
        let daemon = try DaemonProcess(home)
        #expect(eventually { server.visits.first?.reads.joined().hasSuffix("\r\n.\r\n") == true })
        let asked = ContinuousClock.now
        #expect(daemon.stop() == 0)
        let waited = asked.duration(to: .now)
        #expect(waited >= .seconds(20) && waited < .seconds(100), "\(waited)")
        #expect(daemon.log.contains("stopped in_doubt=1"), "\(daemon.log)")
        #expect(server.bodies.count == 1)

        let again = try DaemonProcess(home)
        #expect(try home.eventuallySent(2, "duinrand"))
        #expect(again.stop() == 0)
        let letters = try home.queue("duinrand", state: "sent")
        let histories = letters.map(\.history).sorted { $0.count < $1.count }
        #expect(histories == [["planned", "sent"], ["planned", "doubt", "sent"]])
        let doubtful = try #require(letters.first { $0.doubts == 1 })
        #expect(server.bodies.count { $0.contains("Message-ID: \(doubtful.messageID)\r\n") } == 2)
        #expect(server.bodies.count == 3)
    }
}
