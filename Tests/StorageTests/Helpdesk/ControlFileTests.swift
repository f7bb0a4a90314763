import Domain
import Foundation
import SQLite
import TestSupport
import Testing

@testable import Storage

@Suite struct ControlFileTests {
    private let house: TestHouse

    init() throws {
        house = try TestHouse(tenants: ["duinrand"])
    }

    private func tables(_ slug: String) throws -> [String: String] {
        let rows = try house.store(slug).read { reader in
            try reader.db.rows(
                "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            ) { ($0.text(0), $0.text(1)) }
        }
        return Dictionary(rows) { $1 }
    }

    @Test func `a control file from before the helpdesk keeps its tenants and takes the new tables`() throws {
        let directory = try TemporaryDirectory()
        let state = try StateDirectory(directory.path)
        try TenantFile.makeEmptyFile(state.registry)
        let old = try Connection(path: state.registry)
        try Migrator([.registry, .participation, .skippedReleases]).migrate(old)
        for (slug, word) in [("duinrand", "active"), ("heidezoom", "suspended"), ("oud", "closed")] {
            try old.run(
                "INSERT INTO tenant(slug, name, kind, state, added_at, changed_at, entered_at) VALUES (?1, ?1, 'swv', ?2, 1, 2, 3)",
                slug, word)
        }
        try old.run("INSERT INTO release_mark(slot, name) VALUES ('full', '2026-Q3')")
        old.close()

        for _ in 0..<2 {
            let tenants = try Tenants(in: state, clock: house.clock)
            defer { tenants.shutDown() }
            #expect(
                try tenants.entries(house.scope).map { "\($0.slug) \($0.state.rawValue)" }
                    == ["duinrand active", "heidezoom suspended"])
            #expect(throws: StoreError.self) { try tenants.registry.add(entry("oud")) }
            #expect(
                try tenants.participants(before: Instant(milliseconds: 4), house.scope).map(\.slug.text)
                    == ["duinrand", "heidezoom"])
            let marks = try tenants.store(.helpdesk, house.scope).read { reader in
                try reader.db.rows("SELECT name FROM release_mark") { $0.text(0) }
            }
            #expect(marks == ["2026-Q3"])
            #expect(try tenants.store(.helpdesk, house.scope).read { try $0.counts() } == OutboxCounts())
        }
    }

    private func entry(_ text: String) throws -> TenantEntry {
        TenantEntry(slug: try slug(text), name: text, kind: .swv, state: .active)
    }

    @Test
    func `logins, sessions and the outbox are defined as in a tenant's file, and nothing of a programme is there`()
        throws
    {
        let (control, tenant) = (try tables("landelijk"), try tables("duinrand"))
        let own: Set = ["tenant", "slug_is_kept", "slug_is_fixed", "release_mark", "coordinator"]
        #expect(own.isSubset(of: control.keys))
        let shared = control.filter { !own.contains($0.key) }
        for (name, sql) in shared { #expect(tenant[name] == sql, "\(name)") }
        let tables = Set(shared.filter { $0.value.hasPrefix("CREATE TABLE") }.keys)
        #expect(
            tables == [
                "meta", "setting", "dead_address", "outbox", "outbox_reason", "event", "sending", "session", "change",
                "login", "login_token",
            ])
        // Whatever these tables get later in a tenant's file, the control file needs too; these are of a programme's lists.
        let about = tenant.filter { _, sql in tables.contains { sql.contains(" ON \($0)(") } }.keys
        #expect(Set(about).subtracting(shared.keys) == ["change_sent", "event_returned"])
    }

    @Test func `neither file takes the other's kind of account`() throws {
        try house.furnishHelpdesk()
        let email = try mailAddress("coordinator@duinrand.example.org")
        try house.store().write { _ = try $0.addMember(email, role: .coordinator) }
        for role in ["coordinator", "stand-in", "trainer"] {
            #expect(throws: StoreError.self) {
                try house.store("landelijk").write { try $0.db.run("UPDATE coordinator SET role = ?1", role) }
            }
        }
        #expect(throws: StoreError.self) {
            try house.store().write { try $0.db.run("UPDATE coordinator SET role = 'helpdesk'") }
        }
        #expect(try house.store("landelijk").read { try $0.members() } == [])
        let inside = try house.store("landelijk").write { writer in
            let account = try #require(try writer.account(try mailAddress("helpdesk@balans.example.org")))
            return try writer.beginSession(of: account.uid, device: "toets")
        }
        let member = try house.store().write { writer in
            try writer.beginSession(of: try #require(try writer.member(email)).uid, device: "toets")
        }
        #expect(try house.store("landelijk").read { try $0.session(inside) } == nil)
        #expect(try house.store("landelijk").read { try $0.helpdeskSession(inside) } != nil)
        #expect(try house.store().read { try $0.helpdeskSession(member) } == nil)
        #expect(try house.store().read { try $0.session(member) } != nil)
    }

    @Test func `accounts are taken at the first start that names any, and never again`() throws {
        func emails() throws -> [String] {
            try house.store("landelijk").read { reader in
                try reader.db.rows("SELECT email FROM coordinator ORDER BY id") { $0.text(0) }
            }
        }
        try house.furnishHelpdesk([])
        #expect(try emails() == [] && !house.tenants.hasHelpdeskAccounts(house.scope))
        try house.furnishHelpdesk(["een@balans.example.org", "TWEE@balans.example.org", "twee@balans.example.org"])
        #expect(try emails() == ["een@balans.example.org", "TWEE@balans.example.org"])
        try house.furnishHelpdesk(["drie@balans.example.org"])
        try house.store("landelijk").write { try $0.db.run("DELETE FROM coordinator WHERE email LIKE 'een%'") }
        let again = try house.reopened()
        defer { again.shutDown() }
        let taken = try again.furnishHelpdesk(
            name: "Balans", replyTo: nil, accounts: [try mailAddress("een@balans.example.org")], house.scope)
        #expect(taken == 0)
        let known = try again.store(.helpdesk, house.scope).read { try $0.coordinatorCount() }
        #expect(known == 1)
        try again.store(.helpdesk, house.scope).write { try $0.db.run("DELETE FROM coordinator") }
        let afterAll = try again.furnishHelpdesk(
            name: "Balans", replyTo: nil, accounts: [try mailAddress("een@balans.example.org")], house.scope)
        #expect(afterAll == 0)
    }

    @Test func `a start that changes nothing writes nothing, and a new name is taken`() throws {
        try house.furnishHelpdesk()
        func written() throws -> Int? {
            try house.store("landelijk").read { try $0.db.first("SELECT total_changes()") { $0.int(0) } }
        }
        let before = try written()
        try house.furnishHelpdesk()
        #expect(try written() == before)
        try house.tenants.furnishHelpdesk(name: "Oudersteun", replyTo: nil, accounts: [], house.scope)
        #expect(try house.store("landelijk").read { try $0.settings.sender } == "Oudersteun")
    }

    @Test func `the control file takes no place among open files and is never closed as idle`() throws {
        let house = try TestHouse(tenants: ["a-een", "b-twee", "c-drie"], openFiles: 1)
        for tenant in ["a-een", "b-twee", "c-drie", "landelijk"] {
            _ = try house.store(tenant).read { try $0.counts() }
        }
        #expect(house.tenants.openStores.count == 1)
        // What lasts as long as the connection does.
        try house.store("landelijk").perform { try $0.run("CREATE TEMP TABLE mark(x)") }
        house.pass(.hours(2))
        house.tenants.openStores.closeIdle(nanoseconds: 1)
        #expect(eventually { house.tenants.openStores.count == 0 })
        let isSame = try house.store("landelijk").perform { connection in
            try connection.first("SELECT count(*) FROM temp.sqlite_schema WHERE name = 'mark'") { $0.int(0) } == 1
        }
        #expect(isSame)
        #expect(try house.tenants.entries(house.scope).count == 3)
    }

    @Test func `the registry answers while a page of the helpdesk's mail cannot be read`() throws {
        struct Torn: Error {}
        for _ in 0..<2 {
            #expect(throws: StoreError.self) {
                try house.store("landelijk").read { _ in throw StoreError.quarantined("torn") }
            }
            #expect(try house.store("landelijk").quarantine == nil)
            #expect(try house.tenants.entries(house.scope).count == 1)
        }
    }
}
