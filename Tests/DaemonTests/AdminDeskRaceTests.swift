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
            tenants: house.tenants, relays: [relay], defaultRelay: "post", clock: house.clock, log: .silent,
            scope: house.scope)
        try house.add("duinrand")
        _ = try sender.admitAll()
        let desk = AdminDesk(
            tenants: house.tenants, sender: sender, scope: house.scope, clock: house.clock, domains: [:])
        let verbs: [AdminRequest] = [
            .suspendTenant(slug: "duinrand"), .resumeTenant(slug: "duinrand"),
            .setTenant(slug: "duinrand", settings: ["coordinator_name": "Noor"]), .resumeTenant(slug: "duinrand"),
        ]
        let duinrand = try slug("duinrand")
        for _ in 0..<200 {
            let threads = verbs.map { verb in JoinedThread { _ = desk.answer(verb) } }
            for thread in threads { thread.join() }
            let isActive = try house.tenants.entry(duinrand, house.scope).state == .active
            let sends = sender.state.withLock { $0.tenants[duinrand] != nil }
            #expect(isActive == sends)
        }
    }
}
