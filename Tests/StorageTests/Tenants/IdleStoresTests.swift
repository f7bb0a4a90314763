import Dispatch
import Domain
import TestSupport
import Testing

@testable import Storage

/// A store is closed after ten idle minutes, and never while it is in use (ARCHITECTURE.md).
@Suite struct IdleStoresTests {
    private static let tenMinutes: UInt64 = 600_000_000_000
    private let house: TestHouse

    init() throws {
        house = try TestHouse(tenants: [])
    }

    /// What lasts as long as the connection does.
    private func mark(_ slug: String) throws {
        try house.store(slug).perform { try $0.run("CREATE TEMP TABLE mark(x)") }
    }

    private func isMarked(_ slug: String) throws -> Bool {
        try house.store(slug).perform { connection in
            try connection.first("SELECT count(*) FROM temp.sqlite_schema WHERE name = 'mark'") { $0.int(0) } == 1
        }
    }

    private func becomes(_ count: Int) -> Bool { eventually { house.tenants.openStores.count == count } }

    private func open(_ slugs: String...) throws {
        for slug in slugs { try house.add(slug) }
        for slug in slugs { try mark(slug) }
        #expect(house.tenants.openStores.count == slugs.count)
    }

    @Test func `after ten minutes without use each is closed, and the next use opens it again`() throws {
        try open("duinrand", "rivierenland", "veenkamp")
        house.pass(.milliseconds(599_999))
        house.tenants.openStores.closeIdle(nanoseconds: Self.tenMinutes)
        // Had one been closed, that would stand before this on its queue.
        for slug in ["duinrand", "rivierenland", "veenkamp"] { #expect(try isMarked(slug)) }
        house.pass(.minutes(11))
        house.tenants.openStores.closeIdle(nanoseconds: Self.tenMinutes)
        #expect(becomes(0))
        for slug in ["duinrand", "rivierenland", "veenkamp"] {
            #expect(try house.store(slug).read { try $0.counts() } == OutboxCounts())
            #expect(try !isMarked(slug))
        }
        #expect(house.tenants.openStores.count == 3)
    }

    @Test func `one that was used nine minutes ago stays, the others go`() throws {
        try open("duinrand", "rivierenland", "veenkamp")
        house.pass(.minutes(2))
        #expect(try house.store("rivierenland").read { try $0.counts() } == OutboxCounts())
        house.pass(.minutes(9))
        house.tenants.openStores.closeIdle(nanoseconds: Self.tenMinutes)
        #expect(becomes(1))
        #expect(try isMarked("rivierenland"))
    }

    @Test func `one that is being read stays as long as that takes`() throws {
        try open("duinrand", "rivierenland", "veenkamp")
        let (gate, inside) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let store = try house.store("duinrand")
        let thread = JoinedThread {
            do {
                let counts = try store.read { reader in
                    inside.signal()
                    gate.wait()
                    return try reader.counts()
                }
                #expect(counts == OutboxCounts())
            } catch {
                Issue.record("closed while it was read: \(error)")
            }
        }
        inside.wait()
        house.pass(.minutes(11))
        house.tenants.openStores.closeIdle(nanoseconds: Self.tenMinutes)
        #expect(becomes(1))
        gate.signal()
        thread.join()
    }
}
