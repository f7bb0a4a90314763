import Delivery
import Domain
import Storage
import TestSupport
import Testing

@testable import Reminders

/// What is of no use any more is written down at its moment, also when nothing can be sent (QUEUE.md, promise 4).
struct ExpiryTests {
    private func house() throws -> SendingHouse {
        let house = try SendingHouse(settings: ["digest": "off"])
        let coordinator = try mailAddress("coordinator@duinrand.example.org")
        _ = try house.house.store().write { try $0.addMember(coordinator, role: .coordinator, name: nil) }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 3))
        return house
    }

    private func before(_ house: SendingHouse) throws -> [QueuedMessage] {
        try house.house.messages().filter { $0.kind == "before-day" }
    }

    @Test(arguments: [DeliveryOutcome.wrongPassword, .gone, .notYours])
    func `while a relay or a tenant is stopped a letter ends at its moment, and its alarm is planned`(
        trouble: DeliveryOutcome
    ) throws {
        let house = try house()
        house.box.answer { _, _ in trouble }
        let end = try moment("2026-12-01T13:00")
        try house.live(until: end - .milliseconds(1))
        #expect(try before(house).allSatisfy { $0.state == .ready })
        // Until then nobody looks again, except for a relay that may come back.
        if trouble != .gone { #expect(house.alarm.nextSpan == .milliseconds(1)) }
        try house.live(until: end)
        #expect(try before(house).allSatisfy { $0.state == .expired && $0.history.last?.at == end })
        // What fails together is told together.
        let alarms = try house.house.messages().filter { $0.kind == "alarm" }
        #expect(alarms.flatMap(\.reasons).count == 3)
    }

    @Test func `a letter that becomes due while the relay is stopped ends at its moment`() throws {
        let house = try house()
        house.box.answer { _, _ in .wrongPassword }
        try house.live(until: "2026-11-30T17:00")
        try house.house.importing(
            #"{"meetings":[{"ref":"g9","match":"m1","starts":"2026-12-01T12:00","minutes":30,"buddy_attends":true}]}"#)
        try house.live(until: "2026-12-01T11:00")
        #expect(try before(house).map(\.state).count { $0 == .expired } == 1)
        try house.live(until: "2026-12-01T13:00")
        #expect(try before(house).allSatisfy { $0.state == .expired })
    }

    @Test func `of a suspended tenant nothing ends; resumed, what is over is written down`() throws {
        let house = try house()
        let tenant = try slug("duinrand")
        try house.house.tenants.setState(tenant, .suspended, house.house.scope)
        try house.sender.admit(tenant)
        try house.live(until: "2026-12-01T18:00")
        #expect(try before(house).allSatisfy { $0.state == .ready })
        try house.house.tenants.setState(tenant, .active, house.house.scope)
        try house.sender.admit(tenant)
        try house.rest()
        #expect(try before(house).allSatisfy { $0.state == .expired })
    }

    @Test func `hundreds that are over at once are all written down`() throws {
        let house = try SendingHouse(settings: ["digest": "off"])
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 250))
        house.box.answer { _, _ in .wrongPassword }
        try house.live(until: "2026-12-01T13:00")
        #expect(try before(house).allSatisfy { $0.state == .expired })
    }
}
