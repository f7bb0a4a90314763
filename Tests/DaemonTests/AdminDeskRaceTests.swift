import Dispatch
import Domain
import Foundation
import Platform
import Storage
import TestSupport
import Testing

@testable import Daemon
@testable import Reminders
@testable import Storage

@Suite struct AdminDeskRaceTests {
    private let house: TestHouse
    private let sender: Sender
    private let desk: AdminDesk
    private let duinrand: Slug

    init() throws {
        duinrand = try slug("duinrand")
        house = try TestHouse(tenants: ["veenkamp"])
        sender = Sender(
            tenants: house.tenants, relays: [try Self.relay()], defaultRelay: "post",
            pages: SiteAddress("http://127.0.0.1:8470"), clock: house.clock, log: .silent, scope: house.scope)
        try house.add("duinrand")
        _ = try sender.admitAll()
        desk = AdminDesk(house, sender: sender)
    }

    private static func relay() throws -> Relay {
        Relay(
            name: "post", from: try #require(EmailAddress("no-reply@naast.example")), connections: 1, perMinute: nil
        ) { preconditionFailure("nothing is due") }
    }

    private var sends: Bool { sender.state.withLock { $0.tenants[duinrand].map { $0.only == nil } ?? false } }

    @Test func `verbs at the same moment leave a tenant's mail as the registry says`() throws {
        // A hundred meetings make `set` plan long enough for `suspend` to come in between.
        try house.importing(Programmes.meetings("2026-12-18T10:00", buddies: 100))
        let verbs: [AdminRequest] = [
            .setTenant(slug: "duinrand", settings: ["coordinator_name": "Noor"]), .suspendTenant(slug: "duinrand"),
        ]
        for _ in 0..<30 {
            #expect(desk.answer(.resumeTenant(slug: "duinrand")).code == .done)
            let threads = verbs.map { verb in JoinedThread { _ = desk.answer(verb) } }
            for thread in threads { thread.join() }
            let isActive = try house.tenants.entry(duinrand, house.scope).state == .active
            #expect(isActive == sends)
        }
    }

    @Test func `a restore amid a reload leaves a tenant's mail with the file that is there now`() throws {
        // Suspended, so that the test itself has a letter on the wire.
        #expect(desk.answer(.suspendTenant(slug: "duinrand")).code == .done)
        let old = try house.store()
        old.close()
        let file = try FileDescriptor.open(house.tenants.directory.file(of: duinrand), O_RDONLY)
        let staged = try StagedBackup.copy(file, log: nil, of: duinrand, in: house.tenants.directory).uid.text
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        let letters = try old.write { try $0.claim(limit: 1, only: nil, before: nil).messages }
        try old.write { writer in for letter in letters { _ = try writer.intend(letter) } }
        #expect(try old.read { try $0.onTheWire() } == 1)

        let restore = JoinedThread {
            #expect(desk.answer(.restoreTenant(slug: "duinrand", staged: staged)).code == .done)
        }
        #expect(eventually { sender.state.withLock { $0.tenants[duinrand] == nil } })
        let isReloaded = DispatchSemaphore(value: 0)
        let reload = JoinedThread {
            try? sender.replaceRelays([Self.relay()], defaultRelay: "post")
            isReloaded.signal()
        }
        // Bounded: it has to wait for the restore.
        _ = isReloaded.wait(timeout: .now() + .milliseconds(300))
        _ = try? old.write { try $0.release(letters) }
        for thread in [restore, reload] { thread.join() }
        let held = sender.state.withLock { $0.tenants[duinrand]?.store }
        #expect(try held === house.store())
    }

    @Test(arguments: [
        AdminRequest.suspendTenant(slug: "duinrand"),
        .setTenant(slug: "duinrand", settings: ["coordinator_name": "Noor"]),
    ])
    func `what was done is called done, also when the sender cannot read the file just then`(verb: AdminRequest) throws
    {
        // No damage: a table that the sender reads and the verbs do not.
        try house.store().write { try $0.db.script("ALTER TABLE sending RENAME TO away") }
        let answer = desk.answer(verb)
        #expect(answer.code == .done, "\(answer.message)")
    }
}
