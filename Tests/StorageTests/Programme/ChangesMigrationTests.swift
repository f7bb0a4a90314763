import Domain
import SQLite
import TestSupport
import Testing

@testable import Storage

/// A file from before T012 plans its letters as it did.
@Suite struct ChangesMigrationTests {
    @Test func `a meeting that was moved has its time since then, and a session's link has settled`() throws {
        let directory = try TemporaryDirectory()
        let connection = try Connection(path: directory.file("oud.sqlite"), creating: true)
        defer { connection.close() }
        try Migrator([
            .programme, .outbox, .members, .logins, .buddies, .requests, .agenda, .contact, .spreadsheets, .sources,
            .refusals,
        ]).migrate(connection)
        try connection.script(
            """
            INSERT INTO buddy(id, uid, name, state, entered_at) VALUES (1, 'b', 'Sam', 'available', 0);
            INSERT INTO requester(id, uid, kind, name, entered_at) VALUES (1, 'p', 'parent', 'Ouder', 0);
            INSERT INTO match(id, uid, buddy_id, requester_id, since, label, entered_at)
                VALUES (1, 'm', 1, 1, '2026-01-01', 'Iep', 0);
            INSERT INTO school_meeting(uid, match_id, starts, zone, minutes, buddy_attends, cancelled, entered_at,
                changed_at, time_revision, revisions_used, settled_starts, settled_off)
                VALUES ('new', 1, '2026-12-01T14:00', 'Europe/Amsterdam', 45, 1, 0, 1, 5, 1, 1, '2026-12-01T14:00', 0),
                ('moved', 1, '2026-12-02T14:00', 'Europe/Amsterdam', 45, 1, 0, 1, 7, 2, 2, '2026-12-01T14:00', 0);
            INSERT INTO intervision_session(uid, starts, zone, minutes, link, cancelled, entered_at, settled_starts,
                settled_off)
                VALUES ('s', '2026-12-10T19:30', 'Europe/Amsterdam', 90, 'https://x.example', 0, 1, '2026-12-10T19:30', 0);
            """)
        try TenantFile.migrator.migrate(connection)
        let times = try connection.rows(
            "SELECT timed_at, settled_timed_at, past_buddy_id FROM school_meeting ORDER BY id"
        ) { row in [row.integerOrNil(0), row.integerOrNil(1), row.integerOrNil(2)] }
        #expect(times == [[nil, nil, nil], [7, nil, nil]])
        let link = try connection.first("SELECT settled_link FROM intervision_session") { $0.text(0) }
        #expect(link == "https://x.example")
    }
}
