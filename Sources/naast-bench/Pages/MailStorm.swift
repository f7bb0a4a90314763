import Delivery
import Domain
import Foundation
import Platform
import Reminders
import Storage

/// One tenant whose outbox goes out at full rate, while somebody there opens pages.
final class MailStorm {
    let visitor: PageVisitor
    private let house: PageHouse
    private let messages: Int
    private(set) var summary = ""

    init(_ house: PageHouse, at visitor: PageVisitor, messages: Int) {
        self.house = house
        self.visitor = visitor
        self.messages = messages
    }

    /// Puts the mail into the file, which nobody else may have open meanwhile.
    func queue() throws { try house.queueLogins(at: visitor.slug, count: messages) }

    /// Runs `body` while mail goes out; it is told when the last message has gone.
    func run(_ body: (() -> Bool) throws -> Void) throws {
        let sink = try Sink()
        defer { sink.stop() }
        let due = messages
        guard let url = RelayURL("smtp://127.0.0.1:\(sink.port)"), let from = EmailAddress("bench@naast.example") else {
            throw Failure("no relay")
        }
        let settings = RelaySettings(url: url, from: from, tls: .none)
        let relay = Relay(name: "bench", from: from, connections: 8, perMinute: nil) { SMTPSession(relay: settings) }
        let sent = Locked(0)
        let sender = Sender(
            tenants: house.tenants, relays: [relay], defaultRelay: "bench", pages: SiteAddress("http://127.0.0.1:8470"),
            clock: house.clock, log: .silent, scope: house.scope,
            onDelivered: { [slug = visitor.slug] in if $0.slug == slug { sent.withLock { $0 += 1 } } })
        let start = house.clock.monotonicNanoseconds()
        _ = try sender.admitAll()
        let count: () -> Int = { sent.withLock { $0 } }
        try body { count() >= due }
        let seconds = Double(house.clock.monotonicNanoseconds() - start) / 1e9
        summary =
            "while sending: \(count()) of \(due) messages of that tenant went in \(String(format: "%.1f", seconds)) s, "
            + "\(String(format: "%.0f", Double(count()) / seconds)) a second"
        _ = sender.stop(within: Span.seconds(10))
    }
}
