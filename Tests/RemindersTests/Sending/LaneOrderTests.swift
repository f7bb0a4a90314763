import Delivery
import Dispatch
import Domain
import Platform
import TestSupport
import Testing

@testable import Reminders

/// What lanes owe to tenants that share a relay (QUEUE.md, "Fairness" and "Group commit").
@Suite struct LaneOrderTests {
    /// A gate that mail to some recipients waits at, and what was seen meanwhile.
    private final class Gate: Sendable {
        private struct State {
            var isOpen = false
            var waiting = 0
            /// How many waited when each of the others was delivered.
            var seen: [Int] = []
        }

        private let state = Locked(State())
        private let signal = DispatchSemaphore(value: 0)

        var seen: [Int] { state.withLock { $0.seen } }

        func wait() {
            let isOpen = state.withLock { state in
                state.waiting += 1
                return state.isOpen
            }
            if !isOpen { signal.wait() }
        }

        func pass() { state.withLock { $0.seen.append($0.waiting) } }

        func open() {
            let waiting = state.withLock { state in
                state.isOpen = true
                return state.waiting
            }
            for _ in 0..<waiting { signal.signal() }
        }
    }

    @Test func `while others have mail too, a tenant whose receivers are slow holds three of four lanes at most`()
        throws
    {
        let house = try SendingHouse(tenants: ["traag", "vlot"], connections: 8)
        let gate = Gate()
        // A relay begins with two lanes, and has all of them after some good mail.
        house.box.answer { recipient, _ in
            if recipient.hasPrefix("traag") { gate.wait() } else { gate.pass() }
            return .fine
        }
        for (tenant, letters) in [("traag", 20), ("vlot", 200)] {
            let programme = Programmes.meetings("2026-12-01T14:00", buddies: letters).mailed(to: tenant)
            try house.house.importing(programme, into: tenant)
        }
        try house.house.pass(until: "2026-11-30T16:00")
        house.alarm.ring()
        // With all lanes behind the gate the others would stand still.
        #expect(eventually(while: gate.seen.count) { gate.seen.count == 200 })
        // Those last were on their way when no other was left to wait for a lane.
        #expect(gate.seen.prefix(150).max() == 6)
        gate.open()
        try house.rest()
        #expect(house.delivered.count == 220)
    }

    @Test func `across two tenants the outcome is committed before the intent of the next message`() throws {
        let house = try SendingHouse(tenants: ["duinrand", "rivierenland"], connections: 1)
        try house.house.store("duinrand").write { try $0.set("before_day_time", "15:59") }
        for tenant in ["duinrand", "rivierenland"] {
            try house.house.importing(Programmes.meetings("2026-12-01T14:00").mailed(to: tenant), into: tenant)
        }
        let (sender, clock, next) = (house.sender, house.house.clock, try slug("rivierenland"))
        let (first, second) = (try house.house.store("duinrand"), try house.house.store("rivierenland"))
        // Duinrand's file stands still, as on a slow disk, from the moment that its letter was delivered.
        let (delivered, isStill, gate) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        let thread = JoinedThread {
            delivered.wait()
            _ = try? first.read { _ in
                isStill.signal()
                gate.wait()
            }
        }
        house.box.answer { recipient, _ in
            guard recipient.hasPrefix("duinrand") else { return .fine }
            clock.advance(milliseconds: 60_000)
            sender.wakeDueTenants()
            _ = eventually { sender.state.withLock { $0.tenants[next]?.claimed.count == 1 } }
            delivered.signal()
            isStill.wait()
            return .fine
        }
        try house.house.pass(until: "2026-11-30T15:59")
        house.alarm.ring()
        // The lane has done with Duinrand's letter, Rivierenland's is claimed, and nothing goes.
        let last = try slug("duinrand")
        #expect(eventually { house.box.mails.count == 1 && sender.state.withLock { $0.tenants[last]?.inFlight == 0 } })
        #expect(!eventually(within: 0.5) { house.box.mails.count > 1 })
        #expect(try second.read { try $0.onTheWire() } == 0)
        gate.signal()
        try house.rest()
        thread.join()
        #expect(house.delivered.map { "\($0.slug)" } == ["duinrand", "rivierenland"])
        house.box.answer { _, _ in .fine }
    }
}
