import Delivery
import Dispatch
import Domain
import Platform
import Storage
import TestSupport
import Testing

@testable import Reminders

/// A tenant whose file is busy for long, as with a large import: nobody else waits for it (QUEUE.md, promise 5).
struct BusyStoreTests {
    /// Answers that wait until the test gives them, by the beginning of the recipient.
    private final class Gates: Sendable {
        private let all: [String: DispatchSemaphore]

        init(_ names: String...) {
            all = Dictionary(uniqueKeysWithValues: names.map { ($0, DispatchSemaphore(value: 0)) })
        }

        func pass(_ recipient: String) { all.first { recipient.hasPrefix($0.key) }?.value.wait() }
        func open(_ name: String) { all[name]?.signal() }
    }

    /// Keeps a store busy until it is let go.
    private final class Occupation: Sendable {
        private let mayEnd = DispatchSemaphore(value: 0)
        private let thread: JoinedThread

        init(of store: TenantStore) {
            let hasBegun = DispatchSemaphore(value: 0)
            thread = JoinedThread { [mayEnd] in
                try? store.write { _ in
                    hasBegun.signal()
                    mayEnd.wait()
                }
            }
            hasBegun.wait()
        }

        func end() {
            mayEnd.signal()
            thread.join()
        }
    }

    @Test func `a letter of another tenant does not wait for the file of the one that a lane served last`() throws {
        let house = try SendingHouse(tenants: ["duinrand", "rivierenland"], connections: 2)
        defer { house.close() }
        for (tenant, buddies) in [("duinrand", 1), ("rivierenland", 2)] {
            let letters = Programmes.meetings("2026-12-01T14:00", buddies: buddies).mailed(to: tenant)
            try house.house.importing(letters, into: tenant)
        }
        let gates = Gates("duinrand1", "rivierenland1")
        house.box.answer { recipient, _ in
            gates.pass(recipient)
            return .fine
        }
        try house.house.pass(until: "2026-11-30T16:00")
        house.alarm.ring()
        #expect(eventually { house.box.mails.count == 2 })
        let occupation = Occupation(of: try house.house.store("duinrand"))
        gates.open("duinrand1")
        let rivierenland = try slug("rivierenland")
        // Landed: its lane has taken what is next, or nothing.
        #expect(
            eventually {
                house.sender.state.withLock {
                    $0.relays["post"]?.busy == 1 || $0.tenants[rivierenland]?.claimed.isEmpty == true
                }
            })
        gates.open("rivierenland1")
        #expect(eventually { house.box.recipients.contains { $0.hasPrefix("rivierenland2") } })
        occupation.end()
        try house.rest()
        #expect(house.delivered.count == 3)
    }

    @Test(arguments: [false, true])
    func `what waits for a busy file goes back when its tenant is suspended meanwhile, or the program told to stop`(
        stops: Bool
    ) throws {
        let house = try SendingHouse(connections: 1)
        defer { house.close() }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 2).mailed(to: "duinrand"))
        let gates = Gates("duinrand1", "duinrand2")
        house.box.answer { recipient, _ in
            gates.pass(recipient)
            return .fine
        }
        gates.open("duinrand2")
        try house.house.pass(until: "2026-11-30T16:00")
        house.alarm.ring()
        let duinrand = try slug("duinrand")
        #expect(eventually { house.box.mails.count == 1 })
        #expect(eventually { house.sender.state.withLock { $0.tenants[duinrand]?.claimed.count == 1 } })
        let occupation = Occupation(of: try house.house.store())
        gates.open("duinrand1")
        #expect(eventually { house.sender.state.withLock { $0.tenants[duinrand]?.claimed.isEmpty == true } })
        if stops { house.sender.startNothing() } else { house.sender.dismiss(duinrand) }
        occupation.end()
        try house.rest()
        let letters = try house.house.messages().filter { $0.kind == "before-day" }
        #expect(letters.map(\.state).sorted { $0.rawValue < $1.rawValue } == [.ready, .sent])
        #expect(house.box.mails.count == 1)
    }
}
