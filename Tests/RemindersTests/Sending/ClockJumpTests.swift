import Delivery
import Dispatch
import Domain
import Platform
import TestSupport
import Testing

@testable import Reminders
@testable import Storage

/// What happens when the machine's clock is set a day forward or back: QUEUE.md, promises 4, 6 and 7.
@Suite struct ClockJumpTests {
    private static let settings = ["before_day_time": "16:00", "quiet_days": "off", "before_week_min_days": "60"]

    /// Meetings: one tomorrow morning, one tomorrow evening, one the day after.
    private static func programme() -> String {
        Programmes.meetings("2026-12-01T10:00", buddies: 3)
            .replacing(
                #""ref":"g2","match":"m2","starts":"2026-12-01T10:00""#,
                with: #""ref":"g2","match":"m2","starts":"2026-12-01T20:00""#
            )
            .replacing(
                #""ref":"g3","match":"m3","starts":"2026-12-01T10:00""#,
                with: #""ref":"g3","match":"m3","starts":"2026-12-02T14:00""#)
    }

    private let house: TestHouse
    private let relay = RecordingRelay()
    private let sender: Sender

    init() throws {
        house = try TestHouse(settings: Self.settings)
        try house.importing(Self.programme())
        sender = Sender(
            tenants: house.tenants, relays: [relay.relay], defaultRelay: "default",
            pages: SiteAddress("http://127.0.0.1:8470"),
            clock: house.clock, log: .silent,
            scope: house.scope)
        _ = try sender.admitAll()
    }

    private func states() throws -> [String: MessageState] {
        let letters = try house.messages().filter { $0.kind == "before-day" }
        return Dictionary(uniqueKeysWithValues: letters.map { ($0.to, $0.state) })
    }

    private func becomes(_ wanted: [MessageState]) throws -> Bool {
        try eventually {
            let states = try states()
            return (1...3).map { states["buddy\($0)@example.org"] } == wanted
        }
    }

    private func jump(to text: String) throws {
        house.clock.jump(toWallMilliseconds: try moment(text).milliseconds)
        sender.wakeDueTenants()
    }

    @Test func `a day forward: what is of use goes, what is not expires, what is not due waits`() throws {
        #expect(try becomes([.ready, .ready, .ready]))
        try jump(to: "2026-12-01T12:00")
        #expect(try becomes([.expired, .sent, .ready]))
        #expect(relay.counts.values.sorted() == [1])
        try jump(to: "2026-12-01T16:00")
        #expect(try becomes([.expired, .sent, .sent]))
        #expect(sender.stop(within: .seconds(60)) == 0)
        #expect(relay.counts.count >= 2 && relay.counts.values.allSatisfy { $0 == 1 })
    }

    @Test func `a day back: nothing goes twice and nothing is forgotten, also after a restart and a second import`()
        throws
    {
        try jump(to: "2026-11-30T16:00")
        #expect(try becomes([.sent, .sent, .ready]))
        try jump(to: "2026-11-29T16:00")
        try house.importing(Self.programme())
        _ = try sender.admitAll()
        sender.wakeDueTenants()
        #expect(try becomes([.sent, .sent, .ready]))
        // Time passes as it does; the day that was lived once comes again.
        try jump(to: "2026-11-30T16:00")
        #expect(try becomes([.sent, .sent, .ready]))
        try jump(to: "2026-12-01T16:00")
        #expect(try becomes([.sent, .sent, .sent]))
        #expect(sender.stop(within: .seconds(60)) == 0)
        #expect(relay.counts.count >= 3 && relay.counts.values.allSatisfy { $0 == 1 })
    }

    @Test(arguments: ["2026-12-01T16:30", "2026-11-29T16:00"])
    func `a lease does not end by the clock: what is on the wire during a jump goes once`(moment text: String) throws {
        relay.block()
        try jump(to: "2026-11-30T16:00")
        #expect(eventually { relay.inHand == 2 })
        try jump(to: text)
        _ = try sender.admitAll()
        sender.wakeDueTenants()
        #expect(try states()["buddy1@example.org"] == .leased)
        relay.unblock()
        #expect(try eventually { try states().values.count { $0 == .sent } >= 2 })
        try jump(to: "2026-12-01T16:30")
        #expect(try becomes([.sent, .sent, .sent]))
        #expect(sender.stop(within: .seconds(60)) == 0)
        #expect(relay.counts.count >= 3 && relay.counts.values.allSatisfy { $0 == 1 })
        #expect(try house.messages().allSatisfy { $0.doubts == 0 })
    }
}

/// What waits for another try while the machine's clock is set back: it waits minutes, not a day.
struct ClockBackTests {
    @Test(arguments: [DeliveryOutcome.greylisted, .gone, .cut])
    func `a letter that was tried goes when it would have gone, and one that was not at its moment`(
        answer: DeliveryOutcome
    ) throws {
        let house = try SendingHouse(
            at: "2026-12-03T12:00", settings: ["quiet_days": "off", "before_week_min_days": "60"])
        try house.house.importing(
            Programmes.meetings("2026-12-05T14:00", buddies: 2)
                .replacing(
                    #""ref":"g2","match":"m2","starts":"2026-12-05T14:00""#,
                    with: #""ref":"g2","match":"m2","starts":"2026-12-06T14:00""#))
        house.box.answer { _, _ in answer }
        // A day ahead by mistake: what is due at four tomorrow is tried.
        house.house.clock.jump(toWallMilliseconds: try moment("2026-12-04T16:00").milliseconds)
        house.alarm.ring()
        try house.rest()
        #expect(house.box.mails.count == 1)
        house.house.clock.jump(toWallMilliseconds: try moment("2026-12-03T16:00").milliseconds + 2_000)
        house.box.answer { _, _ in .fine }
        try house.live(until: "2026-12-03T16:03")
        let other = try house.house.messages().first { $0.to == "buddy2@example.org" && $0.kind == "before-day" }
        #expect(try other?.due == moment("2026-12-05T16:00"))
        // Trouble of the relay is no try: that letter has its own moment still.
        let wasTried = answer != .gone
        #expect(house.delivered.count == (wasTried ? 1 : 0))
        try house.live(until: "2026-12-04T16:01")
        #expect(house.delivered.map(\.recipient.description) == ["buddy1@example.org"])
        try house.live(until: "2026-12-05T15:59")
        #expect(house.delivered.count { $0.kind == .beforeDay } == 1)
        try house.live(until: "2026-12-05T16:01")
        #expect(house.delivered.count { $0.kind == .beforeDay } == 2)
    }

    @Test func `a login in a relay's trouble goes when the relay does`() throws {
        let house = try SendingHouse()
        let email = try mailAddress("coordinator@duinrand.example.org")
        _ = try house.house.store().write { try $0.addMember(email, role: .coordinator, name: nil) }
        house.box.answer { _, _ in .gone }
        let door = try #require(try Doors(house.house.tenants, house.house.scope).tenant("duinrand")).door
        try door.askLogin(email, from: .random())
        try house.rest()
        house.house.clock.jump(toWallMilliseconds: house.house.clock.wallMilliseconds() - 86_400_000)
        house.box.answer { _, _ in .fine }
        try house.pass(.seconds(7))
        #expect(house.delivered.map(\.kind) == [.login])
    }

    @Test(arguments: [Span.hours(4), .seconds(65)])
    func `a try is not forgotten because something else waits longer, or less long`(other: Span) throws {
        let house = try SendingHouse(settings: ["quiet_days": "off", "before_week_min_days": "60"])
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        house.box.answer { _, _ in .greylisted }
        try house.live(until: "2026-11-30T15:59")
        house.sender.watchClock(for: other)
        try house.live(until: "2026-11-30T16:00")
        #expect(house.box.mails.count == 1)
        try house.pass(.seconds(20))
        house.house.clock.jump(toWallMilliseconds: house.house.clock.wallMilliseconds() - 7_200_000)
        house.box.answer { _, _ in .fine }
        try house.pass(.minutes(2))
        #expect(house.delivered.count == 1)
    }

    @Test func `a login whose sender was refused goes at its next try`() throws {
        let house = try SendingHouse()
        let email = try mailAddress("coordinator@duinrand.example.org")
        _ = try house.house.store().write { try $0.addMember(email, role: .coordinator, name: nil) }
        house.box.answer { _, _ in .notYours }
        let door = try #require(try Doors(house.house.tenants, house.house.scope).tenant("duinrand")).door
        try door.askLogin(email, from: .random())
        try house.rest()
        house.house.clock.jump(toWallMilliseconds: house.house.clock.wallMilliseconds() - 86_400_000)
        house.box.answer { _, _ in .fine }
        try house.pass(.minutes(2))
        #expect(house.delivered.map(\.kind) == [.login])
    }

    @Test func `a thousand waits need few looks at the clock`() throws {
        let house = try SendingHouse()
        for second in 1...14_400 { house.sender.watchClock(for: .seconds(second)) }
        #expect(house.sender.state.withLock { $0.clockLooks.count } < 200)
    }

    @Test func `more than one part's worth comes nearer, each by as much and once`() throws {
        let house = try TestHouse()
        try house.importing(Programmes.meetings("2026-12-05T14:00", buddies: 1_100))
        let store = try house.store()
        try store.write { try $0.db.run("UPDATE outbox SET attempts = 1 WHERE kind = 'before-day'") }
        func dues(_ kind: LetterKind) throws -> [Instant] {
            try house.messages().filter { $0.kind == kind.rawValue }.map(\.due)
        }
        let (before, after) = (try dues(.beforeDay), try dues(.after))
        var (last, parts): (Int64?, Int) = (0, 0)
        while let id = last, parts < 9 {
            last = try store.write { try $0.pullBackWaiting(by: .hours(1), after: id) }
            parts += 1
        }
        #expect(parts == 3)
        #expect(try dues(.beforeDay) == before.map { $0 - .hours(1) })
        // What was never tried has its own moment.
        #expect(after.count == 1_100)
        #expect(try dues(.after) == after)
    }
}

/// A relay that takes everything, counts each message by its envelope sender (which carries its uid), and can wait.
private final class RecordingRelay: Sendable {
    private struct State {
        var counts: [String: Int] = [:]
        var inHand = 0
        var isBlocked = false
    }

    private let state = Locked(State())
    private let gate = DispatchSemaphore(value: 0)

    var relay: Relay {
        Relay(name: "default", from: Self.from, connections: 2, perMinute: nil) { [self] in Session(self) }
    }

    private static let from: EmailAddress = {
        guard let address = EmailAddress("no-reply@naast.example") else { preconditionFailure("an address") }
        return address
    }()

    var counts: [String: Int] { state.withLock { $0.counts } }
    var inHand: Int { state.withLock { $0.inHand } }

    func block() { state.withLock { $0.isBlocked = true } }

    func unblock() {
        let waiting = state.withLock { state in
            state.isBlocked = false
            return state.inHand
        }
        for _ in 0..<waiting { gate.signal() }
    }

    private func take(_ message: String) {
        let waits = state.withLock { state in
            state.inHand += 1
            return state.isBlocked
        }
        if waits { gate.wait() }
        state.withLock { state in
            state.inHand -= 1
            state.counts[message, default: 0] += 1
        }
    }

    private final class Session: DeliverySession {
        let owner: RecordingRelay

        init(_ owner: RecordingRelay) {
            self.owner = owner
        }

        func deliver(_ envelope: Envelope, _ message: [UInt8]) -> DeliveryOutcome {
            owner.take(envelope.sender.description)
            return .accepted(Reply(code: 250, text: "Ok"))
        }

        func close() {}
    }
}
