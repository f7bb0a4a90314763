import Foundation
import TestSupport
import Testing

@Suite(.alone) struct LatenessTests {
    private static let tenants = 20
    private static let perTenant = 10

    /// A letter without settling is due at the millisecond of its import: a clock that runs ahead spreads the moments.
    @Test func `letters go at their moment`() throws {
        let server = CountingSMTPServer()
        defer { server.stop() }
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port), logLevel: "warning")
        let start = Date().timeIntervalSince1970 * 1_000 + 8_000
        let clock = ManualClock(wallMilliseconds: Int64(start))
        let starts = try DaemonHome.inHours(6)
        let due = try home.inProcess(clock: clock) { tenants in
            for tenant in 0..<Self.tenants { try tenants.addOpen("steunpunt-\(tenant)") }
            for number in 0..<Self.perTenant {
                for tenant in 0..<Self.tenants {
                    clock.advance(milliseconds: Int64.random(in: 20...80))
                    let programme = Programmes.meetings(starts)
                        .replacing(/"(ref|buddy|requester|match)":"([a-z])1"/) {
                            "\"\($0.1)\":\"\($0.2)\(number + 1)\""
                        }
                        .replacing("buddy1@", with: "buddy\(number + 1)@")
                    try tenants.importing(programme, into: "steunpunt-\(tenant)")
                }
            }
            var due: [String: Double] = [:]
            for tenant in 0..<Self.tenants {
                let store = try tenants.store(try slug("steunpunt-\(tenant)"), .init())
                for message in try store.read({ try $0.messages(state: .ready) }) where message.kind == "before-day" {
                    due["<\(message.messageID)@naast.example>"] = Double(message.due.milliseconds)
                }
            }
            return due
        }
        #expect(due.count == Self.tenants * Self.perTenant)
        let daemon = try DaemonProcess(home)
        let wasAhead = due.values.count { $0 > Date().timeIntervalSince1970 * 1_000 }
        #expect(eventually(while: server.total) { server.total == due.count })
        let late = server.moments.compactMap { id, at in due[id].map { at.timeIntervalSince1970 * 1_000 - $0 } }
            .sorted()
        try #require(late.count == due.count)
        print(
            "lateness: letters=\(late.count) due_after_start=\(wasAhead)",
            String(
                format: "p50_ms=%.1f p99_ms=%.1f max_ms=%.1f earliest_ms=%.1f", late[late.count / 2],
                late[late.count * 99 / 100], late[late.count - 1], late[0]))
        #expect(late[0] >= 0, "none goes before its moment")
        #expect(late[late.count * 99 / 100] < 5_000)
        #expect(daemon.stop() == 0)
    }
}
