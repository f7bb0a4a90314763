import Domain
import Platform
import Storage
import TestSupport
import Testing

@testable import Daemon
@testable import Reminders

@Suite struct AdminDeskRaceTests {
    @Test func `verbs at the same moment leave a tenant's mail as the registry says`() throws {
        let house = try TestHouse(tenants: ["veenkamp"])
        let relay = Relay(
            name: "post", from: try #require(EmailAddress("no-reply@naast.example")), connections: 1, perMinute: nil
        ) { preconditionFailure("nothing is due") }
        let sender = Sender(
            tenants: house.tenants, relays: [relay], defaultRelay: "post", pages: SiteAddress("http://127.0.0.1:8470"),
            clock: house.clock, log: .silent,
            scope: house.scope)
        try house.add("duinrand")
        _ = try sender.admitAll()
        let desk = AdminDesk(house, sender: sender)
        // A hundred meetings make `set` plan long enough for `suspend` to come in between.
        try house.importing(Programmes.meetings("2026-12-18T10:00", buddies: 100))
        let verbs: [AdminRequest] = [
            .setTenant(slug: "duinrand", settings: ["coordinator_name": "Noor"]), .suspendTenant(slug: "duinrand"),
        ]
        let duinrand = try slug("duinrand")
        for _ in 0..<30 {
            #expect(desk.answer(.resumeTenant(slug: "duinrand")).code == .done)
            let threads = verbs.map { verb in JoinedThread { _ = desk.answer(verb) } }
            for thread in threads { thread.join() }
            let isActive = try house.tenants.entry(duinrand, house.scope).state == .active
            let sends = sender.state.withLock { $0.tenants[duinrand].map { $0.only == nil } ?? false }
            #expect(isActive == sends)
        }
    }
}
