import Domain
import SQLite
import TestSupport
import Testing

@testable import Storage

@Suite struct BuddyMigrationTests {
    @Test func `a buddy from before the history begins it with the state they had`() throws {
        let directory = try TemporaryDirectory()
        let connection = try Connection(path: directory.file("oud.sqlite"), creating: true)
        defer { connection.close() }
        try Migrator([.programme, .outbox, .members, .logins]).migrate(connection)
        try connection.run(
            "INSERT INTO buddy(uid, name, state, entered_at) VALUES (?1, 'Sanne', 'matched', 1000)", Uid.random().text)
        try TenantFile.migrator.migrate(connection)
        let steps = try connection.rows("SELECT at, step, state, state_before FROM buddy_step") {
            "\($0.int(0)) \($0.text(1)) \($0.text(2)) \($0.textOrNil(3) ?? "-")"
        }
        #expect(steps == ["1000 import matched -"])
    }

    @Test(
        arguments: [
            "UPDATE buddy SET certificate_seen_by = 'Noor', certificate_seen_on = NULL",
            "UPDATE buddy SET state = 'vertrokken'", "UPDATE buddy SET most_matches = 21",
            "INSERT INTO expense_claim(uid, buddy_id, day, minutes, allowance, costs, what, entered_at) VALUES ('u', 1, 'd', 0, 0, 0, 'w', 0)",
            "INSERT INTO expense_claim(uid, buddy_id, day, minutes, allowance, costs, what, entered_at) VALUES ('u', 1, 'd', 0, 5, 5, 'w', 0)",
            "INSERT INTO allowance_year(year, hour, hour_under_21, month, total, source) VALUES (2026, 1, 1, 2, 1, 's')",
            "INSERT INTO buddy_interview(buddy_id, topic, finding) VALUES (1, 'diagnose', 'present')",
        ] as [StaticString])
    func `the file itself refuses what cannot be`(sql: StaticString) throws {
        let fixture = try ProgrammeFixture()
        _ = try fixture.store.write { try $0.addBuddy(BuddyParticulars(name: "Sanne"), state: .available) }
        #expect(throws: StoreError.self) { try fixture.store.write { try $0.db.run(sql) } }
    }

    @Test func `who got money stays in the books`() throws {
        let fixture = try ProgrammeFixture()
        let uid = try fixture.store.write { try $0.addBuddy(BuddyParticulars(name: "Sanne"), state: .available) }
        let day = try #require(LocalDate("2025-03-01"))
        try fixture.store.write {
            try $0.addExpense(AllowanceClaim(day: day, minutes: 60, costs: 0, rate: 560), what: "gesprek", to: uid)
        }
        #expect(throws: StoreError.self) { try fixture.store.write { try $0.db.run("DELETE FROM buddy") } }
        #expect(try fixture.store.read { try $0.expenses(of: uid, year: 2025) }.map(\.claim.allowance) == [560])
    }
}
