import Domain
import Testing

@testable import Storage

/// A tenant gets another zone: wall time is what people agreed on.
struct ZoneChangeTests {
    private let programme: ProgrammeFixture

    init() throws {
        programme = try ProgrammeFixture()
        try programme.importing(contractExample)
    }

    private func change(to zone: String) throws {
        try programme.store.write { writer in
            try writer.set("zone", zone)
            try writer.replanAll()
        }
    }

    private func waiting() throws -> String? {
        try programme.value(
            """
            SELECT group_concat(kind || ' ' || local_time || ' ' || zone, ', ')
            FROM (SELECT * FROM outbox WHERE state = 'ready' AND kind LIKE 'before%' ORDER BY due)
            """)
    }

    @Test(arguments: ["Europe/Berlin", "Europe/London", "America/Curacao"])
    func `letters go at the same wall time in the new zone, and say so`(zone: String) throws {
        try change(to: zone)
        #expect(
            try waiting()
                == "before-week 2026-11-24T16:00 \(zone), before-day 2026-11-30T16:00 \(zone)")
        #expect(try programme.value("SELECT DISTINCT zone FROM outbox WHERE state = 'ready'") == zone)
        #expect(try programme.value("SELECT starts || ' ' || zone FROM school_meeting") == "2026-12-01T14:00 \(zone)")
        let due = try programme.store.read { try $0.messages(state: .ready).first { $0.kind == "before-day" }?.due }
        let expected = Zone(zone)?.nearestInstant(try #require(LocalDateTime("2026-11-30T16:00")))
        #expect(due == expected && due != nil)
    }

    @Test func `who was told a wall time hears nothing, and what is under way is restated too`() throws {
        try programme.store.write { writer in
            try writer.db.run(
                "INSERT INTO told SELECT b.uid, m.uid, m.starts, NULL, 0, 0, NULL FROM school_meeting m, buddy b")
            try writer.db.run("UPDATE outbox SET attempts = 1 WHERE kind = 'before-week'")
        }
        try change(to: "Europe/London")
        #expect(try programme.value("SELECT count(*) FROM outbox WHERE kind = 'moved'") == "0")
        // A letter that was tried keeps its next try, which is 16:00 in Amsterdam.
        #expect(
            try programme.value("SELECT local_time || ' ' || zone FROM outbox WHERE kind = 'before-week'")
                == "2026-11-24T15:00 Europe/London")
    }
}
