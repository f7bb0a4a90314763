import Domain
import Platform
import Reminders
import Storage
import TestSupport
import Testing

@testable import Daemon

@Suite struct WireWaitTests {
    /// The machine's clock, which a store asks once for each time it is read.
    private final class CountingClock: Clock {
        let asked = Locked(0)

        func wallMilliseconds() -> Int64 {
            asked.withLock { $0 += 1 }
            return SystemClock().wallMilliseconds()
        }

        func monotonicNanoseconds() -> UInt64 { SystemClock().monotonicNanoseconds() }
    }

    @Test func `with nothing on the wire its end is asked for once`() throws {
        let clock = CountingClock()
        let house = try TestHouse(tenants: [])
        let directory = try TemporaryDirectory()
        let tenants = try Tenants(in: try StateDirectory(directory.path), clock: clock)
        defer { tenants.shutDown() }
        let sender = Sender(
            tenants: tenants, relays: [], defaultRelay: "", pages: SiteAddress("http://127.0.0.1:8470"), clock: clock,
            log: .silent, scope: SystemScope())
        try tenants.addOpen("duinrand")
        let desk = AdminDesk(
            tenants: tenants, sender: sender, releases: ReleaseDesk(house), scope: SystemScope(), clock: clock,
            domains: [:], baseURL: "http://127.0.0.1:8470")
        let store = try tenants.store(try slug("duinrand"), SystemScope())
        try store.read { _ in }
        let before = clock.asked.withLock { $0 }
        desk.waitForTheWire(store)
        #expect(clock.asked.withLock { $0 } - before == 1)
    }
}
