import Domain
import TestSupport
import Testing

@testable import Storage

/// What a change of a buddy does to the letters that wait for them.
@Suite struct BuddyLetterTests {
    private let house: TestHouse

    init() throws {
        house = try TestHouse()
        try house.importing(
            """
            {"buddies":[{"ref":"b1","name":"Sanne","email":"oud@example.org","state":"available"}],
             "requesters":[{"ref":"p1","kind":"parent","name":"Ouder"}],
             "matches":[{"ref":"m1","buddy":"b1","requester":"p1","since":"2026-09-01","until":"2026-12-31"}],
             "meetings":[{"ref":"g1","match":"m1","starts":"2026-12-15T14:00","minutes":45,"buddy_attends":true,"cancelled":false}]}
            """)
    }

    private func file() throws -> BuddyFile {
        try house.store().read { try $0.buddy(try #require(try $0.buddies().first).uid) }
    }

    private func ready() throws -> [String] { try house.messages().filter { $0.state == .ready }.map(\.to) }

    private func change(_ email: String?) throws {
        let file = try file()
        var particulars = file.particulars
        particulars.email = email.flatMap { EmailAddress($0) }
        try house.store().write { try $0.changeBuddy(file.uid, version: file.version, particulars) }
    }

    @Test func `letters go to the new address at once`() throws {
        let count = try ready().count
        #expect(count > 0)
        try change("nieuw@example.org")
        #expect(try ready() == Array(repeating: "nieuw@example.org", count: count))
    }

    @Test func `without an address nothing waits, and with one it does again`() throws {
        let count = try ready().count
        try change(nil)
        #expect(try ready().isEmpty)
        #expect(
            try file().summary.needs(TenantSettings(), today: try #require(LocalDate("2026-11-30"))).contains(
                .noAddress))
        try change("oud@example.org")
        #expect(try ready().count == count)
    }

    @Test func `a dead address is trusted again, or forgotten when it is corrected`() throws {
        let count = try ready().count
        func die() throws {
            try house.store().write { writer in
                try writer.markDead(
                    try #require(EmailAddress("oud@example.org")), Settlement.Answer(code: 550, text: "unknown"))
            }
        }
        try die()
        #expect(try file().summary.hasDeadAddress)
        let uid = try file().uid
        try house.store().write { try $0.trustAddress(ofBuddy: uid) }
        #expect(try ready().count == count && !file().summary.hasDeadAddress)
        try die()
        try change("nieuw@example.org")
        #expect(try ready() == Array(repeating: "nieuw@example.org", count: count))
        #expect(try house.store().read { try $0.db.first("SELECT count(*) FROM dead_address") { $0.int(0) } } == 0)
    }

    @Test func `who stops gets no letters, and after a mistake gets them back`() throws {
        let count = try ready().count
        try house.pass(until: "2026-12-01T12:00")
        // The match ends, with a meeting still ahead that somebody forgot.
        try house.importing(#"{"matches":[{"ref":"m1","until":"2026-11-30"}]}"#)
        try house.importing(#"{"matches":[{"ref":"m1","until":"2026-12-31"}]}"#)
        #expect(try ready().count == count)
        try house.importing(#"{"buddies":[{"ref":"b1","state":"stopped"}]}"#)
        #expect(try ready().isEmpty)
        #expect(try file().steps.first?.step == .imported)
        let stopped = try file()
        let refusal = try house.store().write { try $0.take(.comeBack, stopped.uid, version: stopped.version) }
        #expect(refusal == nil)
        #expect(try ready().count == count)
    }
}
