import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite(.alone) struct KillTests {
    private static let rounds = Requirement.isSanitized ? 10 : 20
    private static let connections = 8
    private static let perTenant = Requirement.isSanitized ? 200 : 1_200

    /// Half of the tenants want a doubtful letter once more, half want it held.
    @Test func `kill -9 at random moments loses nothing, and what goes twice was recorded as a doubt first`() throws {
        let server = CountingSMTPServer(dotDelay: 8)
        defer { server.stop() }
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port, connections: Self.connections))
        let resending = ["duinrand", "rivierenland", "heidezoom"]
        let holding = ["veenkamp", "waterlijn", "lindehof"]
        for slug in resending { try home.add(slug) }
        for slug in holding { try home.add(slug, "doubt_policy=hold") }
        for slug in resending + holding { try home.importDue(Self.perTenant, into: slug) }

        var rounds = 0
        // A sanitizer makes the rounds long: they end when half of the mail is out.
        while rounds < Self.rounds, !Requirement.isSanitized || server.total < 3 * Self.perTenant {
            // Every fifth one dies while it starts: recovery itself is cut short.
            let daemon = try DaemonProcess(home, waits: rounds % 5 != 4)
            usleep(useconds_t.random(in: 0..<600_000))
            #expect(!daemon.isOver, "\(daemon.log)")
            #expect(daemon.kill() == 128 + SIGKILL)
            #expect(eventually { server.isIdle })
            server.nextRound()
            rounds += 1
        }
        let before = server.total
        let daemon = try DaemonProcess(home)
        let finished = try eventually(while: server.total) {
            // What was claimed is in no tenant's next due; between two messages nothing may be on the wire.
            try server.waiting == 0
                && home.statuses().values.allSatisfy { $0["next_due"] as? String ?? "9" > Self.soon }
                && (resending + holding).allSatisfy { try home.queue($0, state: "leased").isEmpty }
        }
        #expect(finished)
        #expect(daemon.stop() == 0)

        let moments = server.moments
        let sentTwice = moments.values.reduce(0) { $0 + $1.count - 1 }
        var (lost, doubts, held, unrecorded) = (0, 0, 0, 0)
        for slug in resending + holding {
            let letters = try Self.reminders(of: slug, at: home)
            #expect(letters.count == Self.perTenant)
            for letter in letters {
                let received = moments["<\(letter.messageID)@\(letter.messageHost ?? "")>"] ?? []
                let (times, known) = (received.count, letter.history.filter { $0.what == "doubt" }.map(\.at))
                let events = letter.history.map(\.what)
                doubts += known.count
                if letter.state == .held { held += 1 }
                if letter.state == .sent ? times == 0 : letter.state != .held {
                    lost += 1
                    print("lost at \(slug): \(letter.state) received=\(times) \(events)")
                }
                // Before the second copy came in a doubt was written down, before the third a second one: by the same clock.
                for (number, again) in received.dropFirst().enumerated() {
                    let isKnown = number < known.count && known[number] <= Instant(again)
                    if !isKnown { unrecorded += 1 }
                }
                if holding.contains(slug) {
                    #expect(times <= 1 && (letter.state == .held) == !known.isEmpty, "\(letter.state) \(events)")
                } else {
                    #expect(letter.state == .sent || letter.doubts == 2, "\(letter.state) \(events)")
                }
            }
        }
        let worst = Dictionary(grouping: server.firstRoundsOfDuplicates) { $0 }.values.map(\.count).max() ?? 0
        print(
            "kill -9: rounds=\(rounds) connections=\(Self.connections) messages=\(6 * Self.perTenant)",
            "received_before_last_round=\(before) lost=\(lost) duplicates=\(sentTwice) worst_round=\(worst)",
            "doubts_recorded=\(doubts) held=\(held) unrecorded=\(unrecorded)")
        #expect(lost == 0)
        #expect(unrecorded == 0)
        #expect(worst <= Self.connections)
        #expect(sentTwice <= doubts)
        #expect(doubts <= rounds * Self.connections)
        #expect(before > 0 && before < 6 * Self.perTenant, "the kills must fall while mail is going out")
    }

    private static func reminders(of text: String, at home: DaemonHome) throws -> [QueuedMessage] {
        try home.inProcess { tenants in
            let messages = try tenants.store(slug(text), SystemScope()).read { try $0.messages(state: nil) }
            return messages.filter { $0.kind == "before-day" }
        }
    }

    private static var soon: String { (Date() + 1_800).ISO8601Format() }
}

extension Instant {
    fileprivate init(_ date: Date) {
        self.init(milliseconds: Int64(date.timeIntervalSince1970 * 1_000))
    }
}
