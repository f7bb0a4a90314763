import Delivery
import Dispatch
import Domain
import Platform
import Storage
import TestSupport
import Testing

@testable import Reminders

/// A tenant's own reminder or login does not wait behind its newsletter, however slow the relay (QUEUE.md, promise 5).
struct UrgencyTests {
    private let isOnTheWire = DispatchSemaphore(value: 0)
    private let mayLand = DispatchSemaphore(value: 0)

    @Test(arguments: [1, 4])
    func `a login goes next, whatever is claimed: only what is on the wire is before it`(connections: Int) throws {
        let house = try SendingHouse(connections: connections)
        defer { house.close() }
        let email = try mailAddress("coordinator@duinrand.example.org")
        _ = try house.house.store().write { try $0.addMember(email, role: .coordinator, name: nil) }
        try house.rest()
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 40))
        house.box.answer { [isOnTheWire, mayLand] _, _ in
            isOnTheWire.signal()
            mayLand.wait()
            return .fine
        }
        try house.house.pass(until: "2026-11-30T16:00")
        house.alarm.ring()
        // Slow start: at most two at once.
        let width = min(2, connections)
        for _ in 0..<width { isOnTheWire.wait() }
        let before = house.box.mails.count
        let doors = Doors(house.house.tenants, house.house.scope)
        let door = try #require(try doors.tenant("duinrand")).door
        for _ in 0..<3 { try door.askLogin(email, from: .random()) }
        // The claim is behind the commit on the store's queue, and this is behind the claim.
        try house.house.store().read { _ in }
        try house.house.store().read { _ in }
        let held = house.sender.state.withLock { $0.tenants.values.map(\.claimed.count).reduce(0, +) }
        #expect(held <= 16)
        mayLand.signal()
        isOnTheWire.wait()
        #expect(house.box.recipients[before] == email.description)
        for _ in 0..<60 { mayLand.signal() }
        try house.rest()
        #expect(house.delivered.count == 43)
        #expect(Set(house.box.mails.map { $0.header("Message-ID") ?? "" }).count == 43)
    }

    @Test(arguments: [
        (8, 0, 8), (8, 3, 8), (32, 80, 8), (4, 500, 2), (1, 1_000, 1), (1, 100, 2), (2, 100, 5), (8, 60_000, 1),
    ])
    func `a claim is about a quarter of a second's work, one to eight`(connections: Int, time: Int64, size: Int) throws
    {
        let relay = try SendingHouse.relay("post", PostBox(ManualClock()), connections: connections)
        let health = RelayHealth(connections: connections, perMinute: nil, at: 0, wall: Instant(milliseconds: 0))
        var work = RelayWork(relay: relay, health: health, idle: [], generation: 0)
        for _ in 0..<50 { work.learn(sendTime: time) }
        #expect(work.claimSize == size)
        #expect(work.lowWater == size / 2)
    }

    @Test func `a relay with a rate is claimed for as it goes`() throws {
        let relay = try SendingHouse.relay("post", PostBox(ManualClock()), perMinute: 600)
        let health = RelayHealth(connections: 2, perMinute: 600, at: 0, wall: Instant(milliseconds: 0))
        #expect(RelayWork(relay: relay, health: health, idle: [], generation: 0).claimSize == 2)
    }
}
