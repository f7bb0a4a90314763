import Delivery
import Domain
import TestSupport
import Testing

@testable import Reminders

/// SIGTERM while a relay is slow: only a message of which something may have left is in doubt.
struct RetryAfterStopTests {
    private func house(_ change: (inout SMTPScript) -> Void) throws -> (SendingHouse, ScriptedSMTPServer) {
        let server = ScriptedSMTPServer([.with(change)])
        let relay = try RetryLine("slow", .sent) { _ in }.relay(server)
        let house = try SendingHouse(settings: ["doubt_policy": "hold"], relays: [relay])
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.house.pass(until: "2026-11-30T16:00")
        house.alarm.ring()
        return (house, server)
    }

    @Test(arguments: ["greeting", "MAIL", "RCPT", "DATA"])
    func `what waits before its body goes back without a doubt`(stage: String) throws {
        let (house, server) = try house { script in
            switch stage {
            case "greeting": script.greeting = .silence
            case "MAIL": script.mail = [.silence]
            case "RCPT": script.recipient = [.silence]
            default: script.data = [.silence]
            }
        }
        defer {
            server.stop()
            house.close()
        }
        #expect(
            eventually {
                stage == "greeting" ? server.visits.count == 1 : server.commands.contains { $0.hasPrefix(stage) }
            })
        let start = ContinuousClock.now
        #expect(house.sender.stop(within: .seconds(8)) == 0)
        #expect(start.duration(to: .now) < .seconds(50), "the relay would have had a minute")
        let message = try house.message()
        #expect(message.state == .ready && message.doubts == 0)
        #expect(message.events == ["planned", "interrupted"])
    }

    @Test func `what waits for the answer to its body is left in doubt`() throws {
        let (house, server) = try house { $0.dot = [.silence] }
        #expect(eventually { !server.bodies.isEmpty })
        #expect(house.sender.stop(within: .seconds(4)) == 1)
        #expect(try house.message().state == .leased)
        server.stop()
        try house.rest()
        #expect(try house.message().state == .held)
        house.close()
    }
}
