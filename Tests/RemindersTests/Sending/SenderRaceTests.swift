import Delivery
import Dispatch
import Domain
import Platform
import Storage
import TestSupport
import Testing

@testable import Reminders

/// Tenants and relays that come and go while mail is on its way: nothing is lost, nothing goes twice, nothing sticks.
struct SenderRaceTests {
    private static let tenants = ["duinrand", "rivierenland", "veenkade"]

    private func house(buddies: Int, connections: Int = 4) throws -> SendingHouse {
        let house = try SendingHouse(tenants: Self.tenants, connections: connections, pause: 300)
        for tenant in Self.tenants {
            let programme = Programmes.meetings("2026-12-01T14:00", buddies: buddies)
            try house.house.importing(programme.mailed(to: tenant), into: tenant)
        }
        try house.house.pass(until: "2026-11-30T16:00")
        return house
    }

    private func expectAllSentOnce(_ house: SendingHouse, buddies: Int) throws {
        try house.pass(.seconds(10))
        for tenant in Self.tenants {
            let states = try house.house.messages(tenant).filter { $0.kind == "before-day" }.map(\.state)
            #expect(states.count { $0 == .sent } == buddies, "\(tenant): \(Set(states))")
        }
        let recipients = house.box.recipients
        #expect(recipients.count == Self.tenants.count * buddies)
        #expect(Set(recipients).count == recipients.count)
        // What is remembered in memory came back to nothing too.
        house.sender.state.withLock { state in
            #expect(state.lanesOut == 0 && state.unsettled == 0)
            #expect(state.tenants.values.allSatisfy { $0.inFlight == 0 && $0.claimed.isEmpty && !$0.isClaiming })
            #expect(state.relays.values.allSatisfy { $0.busy == 0 && $0.idle.count == $0.relay.connections })
        }
    }

    @Test(arguments: 0..<6)
    func `tenants suspended and resumed at any moment`(seed: Int) throws {
        let house = try house(buddies: 60)
        defer { house.close() }
        var dice = Dice(UInt64(seed))
        house.alarm.ring()
        for _ in 0..<60 {
            let tenant = try slug(Self.tenants[dice.roll(3)])
            house.sender.dismiss(tenant)
            if dice.roll(2) == 0 { house.sender.wakeDueTenants() }
            try house.sender.admit(tenant)
        }
        try expectAllSentOnce(house, buddies: 60)
    }

    @Test(arguments: 0..<6)
    func `relays replaced at any moment`(seed: Int) throws {
        let house = try house(buddies: 60)
        defer { house.close() }
        var dice = Dice(UInt64(seed))
        house.alarm.ring()
        for _ in 0..<20 {
            let names = dice.roll(2) == 0 ? ["post", "bode"] : ["post"]
            let relays = try names.map { try SendingHouse.relay($0, house.box, connections: 1 + dice.roll(4)) }
            try house.sender.replaceRelays(relays, defaultRelay: names[dice.roll(names.count)])
            if dice.roll(3) == 0 {
                let tenant = try slug(Self.tenants[dice.roll(3)])
                try house.house.store(tenant.text).write { try $0.set("relay", dice.roll(2) == 0 ? "bode" : "") }
                try house.sender.admit(tenant)
            }
        }
        try expectAllSentOnce(house, buddies: 60)
    }

    @Test(arguments: [false, true])
    func `a tenant that moves to another relay with all it may have on the wire goes on there`(
        replaces: Bool
    ) throws {
        let (isOnTheWire, mayLand) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let slow = PostBox(ManualClock())
        slow.answer { _, _ in
            isOnTheWire.signal()
            mayLand.wait()
            return .fine
        }
        let fine = PostBox(ManualClock())
        let relays = try [
            SendingHouse.relay("traag", slow, connections: 2), SendingHouse.relay("vlug", fine, connections: 2),
        ]
        let house = try SendingHouse(relays: relays)
        defer { house.close() }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 9))
        try house.house.pass(until: "2026-11-30T16:00")
        house.alarm.ring()
        for _ in 0..<2 { isOnTheWire.wait() }
        if replaces {
            try house.sender.replaceRelays([relays[1]], defaultRelay: "vlug")
        } else {
            try house.house.store().write { try $0.set("relay", "vlug") }
            try house.sender.admit(slug("duinrand"))
        }
        for _ in 0..<2 { mayLand.signal() }
        try house.rest()
        #expect(slow.mails.count == 2)
        #expect(fine.mails.count == 7)
    }

    @Test func `new relays have no more connections than the old ones leave`() throws {
        let mayLand = DispatchSemaphore(value: 0)
        let old = PostBox(ManualClock())
        old.answer { _, _ in
            mayLand.wait()
            return .fine
        }
        let fine = PostBox(ManualClock())
        let house = try SendingHouse(relays: [SendingHouse.relay("oud", old, connections: 2)])
        defer { house.close() }
        house.sender.state.withLock { $0.mostLanes = 2 }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 4))
        try house.house.pass(until: "2026-11-30T16:00")
        house.alarm.ring()
        #expect(eventually { old.mails.count == 2 })
        try house.sender.replaceRelays([SendingHouse.relay("nieuw", fine, connections: 2)], defaultRelay: "nieuw")
        let duinrand = try slug("duinrand")
        #expect(eventually { house.sender.state.withLock { $0.tenants[duinrand]?.claimed.count == 2 } })
        house.sender.pump("nieuw")
        #expect(fine.mails.isEmpty && house.sender.state.withLock { $0.lanesOut } == 2)
        mayLand.signal()
        #expect(eventually { fine.mails.count == 2 })
        mayLand.signal()
        try house.rest()
        #expect(house.delivered.count == 4)
    }

    @Test func `a stop in the middle leaves what was sent sent and the rest ready, and a restart goes on`() throws {
        let house = try house(buddies: 80)
        house.alarm.ring()
        #expect(eventually { house.box.mails.count > 40 })
        #expect(house.sender.stop(within: .seconds(60)) == 0)
        let went = house.box.mails.count
        let states = try Self.tenants.flatMap { try house.house.messages($0) }.map(\.state)
        #expect(states.count { $0 == .sent } == went)
        #expect(!states.contains(.leased))

        let tenants = try house.house.reopened()
        let again = Sender(
            tenants: tenants, relays: [try SendingHouse.relay("post", house.box)], defaultRelay: "post",
            pages: SiteAddress("http://127.0.0.1:8470"),
            clock: house.house.clock, log: .silent, scope: house.house.scope, alarm: ManualAlarm(house.house.clock))
        let failures = try again.admitAll()
        #expect(failures == 0)
        #expect(eventually { house.box.mails.count == 240 })
        #expect(again.stop(within: .seconds(60)) == 0)
        tenants.shutDown()
        #expect(Set(house.box.recipients).count == 240)
    }

    @Test func `after a stop nothing more starts, whatever calls`() throws {
        let house = try house(buddies: 3)
        #expect(house.sender.stop(within: .seconds(60)) == 0)
        house.alarm.ring()
        house.sender.wakeDueTenants()
        try house.sender.admit(slug("duinrand"))
        try house.rest()
        #expect(house.box.mails.isEmpty)
    }

    @Test func `work that comes while a tenant is let in is announced to it`() throws {
        let house = try SendingHouse()
        let tenant = try slug("duinrand")
        let email = try mailAddress("coordinator@duinrand.example.org")
        _ = try house.house.store().write { try $0.addMember(email, role: .coordinator, name: nil) }
        let door = try #require(try Doors(house.house.tenants, house.house.scope).tenant("duinrand")).door
        for round in 1...50 {
            house.sender.dismiss(tenant)
            let asking = JoinedThread { try? door.askLogin(email, from: .random()) }
            try house.sender.admit(tenant)
            asking.join()
            try house.rest()
            #expect(house.delivered.count == round)
        }
    }

    @Test func `the last one to let go of a sender may be its own alarm`() throws {
        for _ in 0..<20 {
            let house = try TestHouse(tenants: [])
            var sender: Sender? = Sender(
                tenants: house.tenants, relays: [], defaultRelay: "", pages: SiteAddress("http://127.0.0.1:8470"),
                clock: SystemClock(), log: .silent,
                scope: house.scope)
            try house.add("duinrand")
            try sender?.admit(slug("duinrand"))
            // Rings at once, by the machine's clock.
            sender?.store(try slug("duinrand"), hasWorkAt: Instant(milliseconds: SystemClock().wallMilliseconds() + 1))
            sender = nil
            house.tenants.shutDown()
        }
    }

    @Test func `two tenants that get work at the same time arm the alarm for the earlier one`() throws {
        let slow = SlowAlarm()
        let house = try TestHouse(tenants: [])
        let sender = Sender(
            tenants: house.tenants, relays: [], defaultRelay: "", pages: SiteAddress("http://127.0.0.1:8470"),
            clock: house.clock,
            log: .silent, scope: house.scope,
            alarm: slow)
        for tenant in ["duinrand", "rivierenland"] {
            try house.add(tenant)
            try sender.admit(slug(tenant))
        }
        let (one, other) = (try slug("duinrand"), try slug("rivierenland"))
        let (later, earlier) = (house.now + .hours(2), house.now + .hours(1))
        let thread = JoinedThread { sender.store(one, hasWorkAt: later) }
        slow.isEntered.wait()
        sender.store(other, hasWorkAt: earlier)
        thread.join()
        #expect(slow.armed.withLock { $0 } == earlier)
    }
}

/// An alarm that takes its time over the first moment it is given, as a thread that is not scheduled does.
private final class SlowAlarm: SenderAlarm {
    let isEntered = DispatchSemaphore(value: 0)
    let armed = Locked<Instant?>(nil)
    private let calls = Locked(0)
    private let isOvertaken = DispatchSemaphore(value: 0)

    func onRing(_ ring: @escaping @Sendable () -> Void) {}
    func after(_ span: Span, _ body: @escaping @Sendable () -> Void) {}

    func arm(for due: Instant) {
        let call = calls.withLock { calls in
            calls += 1
            return calls
        }
        if call == 1 {
            isEntered.signal()
            // Bounded: who comes second may have to wait for the first.
            _ = isOvertaken.wait(timeout: .now() + .milliseconds(200))
        }
        armed.withLock { $0 = due }
        isOvertaken.signal()
    }
}
