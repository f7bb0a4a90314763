import Delivery
import Domain
import Platform
import Storage
import TestSupport
import Testing

@testable import Reminders

/// A house with a real sender, whose clock and alarms the test moves.
final class SendingHouse: Sendable {
    let house: TestHouse
    let box: PostBox
    let alarm: ManualAlarm
    let sender: Sender
    private let deliveries: Delivered

    private final class Delivered: Sendable {
        let all = Locked<[DeliveredMessage]>([])
    }

    /// Tenants without mail yet; all of them send by the post box unless other relays are given.
    ///
    /// The first relay is the default one; a tenant named in `own` uses the relay of that name.
    init(
        at now: String = "2026-11-30T12:00", tenants: [String] = ["duinrand"], settings: [String: String] = [:],
        coordinators: [String] = [], own: [String: String] = [:], connections: Int = 2, perMinute: Int? = nil,
        pause: UInt32 = 0,
        relays: [Relay]? = nil,
        pages: SiteAddress = SiteAddress("http://127.0.0.1:8470", isKnown: false), log: Log = .silent
    ) throws {
        house = try TestHouse(at: now, tenants: [], settings: settings)
        let box = PostBox(house.clock, pause: pause)
        self.box = box
        alarm = ManualAlarm(house.clock)
        let delivered = Delivered()
        deliveries = delivered
        let relays = try relays ?? [Self.relay("post", box, connections: connections, perMinute: perMinute)]
        sender = Sender(
            tenants: house.tenants, relays: relays, defaultRelay: relays.first?.name ?? "",
            pages: pages, clock: house.clock,
            log: log, scope: house.scope, alarm: alarm,
            onDelivered: { message in delivered.all.withLock { $0.append(message) } })
        // Stores tell the sender only when it was there first.
        for tenant in tenants {
            try house.add(
                tenant, settings: settings.merging(own[tenant].map { ["relay": $0] } ?? [:]) { $1 },
                coordinators: coordinators)
        }
        let failures = try sender.admitAll()
        #expect(failures == 0)
    }

    static func relay(
        _ name: String, connections: Int = 2, perMinute: Int? = nil,
        _ session: @escaping @Sendable () -> any DeliverySession
    ) throws -> Relay {
        Relay(
            name: name, from: try address("naast@\(name).example"), connections: connections, perMinute: perMinute,
            makeSession: session)
    }

    static func address(_ text: String) throws -> EmailAddress { try #require(EmailAddress(text)) }

    static func relay(_ name: String, _ box: PostBox, connections: Int = 2, perMinute: Int? = nil) throws -> Relay {
        try relay(name, connections: connections, perMinute: perMinute) { box.session() }
    }

    /// What relays accepted, as `naast demo` hears it.
    var delivered: [DeliveredMessage] { deliveries.all.withLock { $0 } }

    /// Waits until nothing is under way: every lane at rest, every claim answered, every store idle.
    func rest() throws {
        sender.inTurn {}
        let isAtRest = try eventually(while: box.mails.count) {
            guard isQuiet else { return false }
            // Blocks that were queued before this one are done after it.
            for entry in try house.tenants.entries(house.scope) {
                _ = try? house.tenants.store(entry.slug, house.scope).read { _ in }
            }
            return isQuiet
        }
        try #require(isAtRest, "the sender did not come to rest")
    }

    private var isQuiet: Bool {
        sender.state.withLock { $0.lanesOut == 0 && !$0.tenants.values.contains { $0.isClaiming } }
    }

    /// Lets time pass at once, and does what has become due.
    func pass(_ span: Span) throws {
        house.pass(span)
        while alarm.ring() { try rest() }
        try rest()
    }

    /// Sets the clock forward at once, and does what has become due.
    func pass(until moment: String) throws {
        try pass(TestSupport.moment(moment) - house.now)
    }

    /// Lets time pass from one due moment to the next, as it does in life.
    func live(until end: Instant) throws {
        try rest()
        while let span = alarm.nextSpan, house.now + span <= end { try pass(span) }
        try pass(end - house.now)
    }

    func live(until moment: String) throws { try live(until: TestSupport.moment(moment)) }

    func message(_ kind: LetterKind = .beforeDay, of tenant: String = "duinrand") throws -> QueuedMessage {
        try #require(try house.messages(tenant).first { $0.kind == kind.rawValue })
    }

    func relay(_ name: String) throws -> RelayReport {
        try #require(sender.relayReports().first { $0.name == name })
    }

    /// Closes everything, as at the end of the process.
    func close() {
        _ = sender.stop(within: .seconds(60))
        house.tenants.shutDown()
    }

    deinit { close() }
}

extension QueuedMessage {
    var events: [String] { history.map(\.what) }
}

extension String {
    /// A programme of `Programmes.meetings` whose addresses are of one tenant: `duinrand1@example.org`.
    func mailed(to tenant: String) -> String {
        split(separator: #""email":"buddy"#, omittingEmptySubsequences: false).joined(separator: #""email":""# + tenant)
    }
}
