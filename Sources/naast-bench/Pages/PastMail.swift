import Domain
import SQLite

/// The mail of three years, written straight into a closed file: it would take three years to send.
enum PastMail {
    static func write(_ path: String, today: LocalDate) throws {
        let connection = try Connection(path: path)
        defer { connection.close() }
        let end = Int64(today.daysSince1970) * 86_400_000
        try connection.transaction {
            // What was written to groups went long ago.
            try connection.run(
                """
                UPDATE outbox SET state = 'sent', attempts = 1, reply = '250 OK', finished_at = due - id % 900 * 86400000
                WHERE kind = 'group'
                """)
            // Three letters for each meeting that was, all sent but one in a hundred.
            try connection.run(
                """
                INSERT INTO outbox(uid, kind, recipient, person, priority, due, expires, local_time, zone, state,
                    attempts, message_id, reply, finished_at, refusable)
                SELECT replace(replace(replace(replace(lower(hex(randomblob(13))), '0', 'g'), '1', 'h'), '8', 'i'),
                    '9', 'j'),
                    k.kind, b.email, b.uid, 2, d.at, d.at + 86400000, m.starts, m.zone,
                    CASE WHEN (m.id + k.n) % 100 = 0 THEN 'dead' ELSE 'sent' END, 1,
                    replace(replace(replace(replace(lower(hex(randomblob(13))), '0', 'g'), '1', 'h'), '8', 'i'),
                    '9', 'j'), '250 OK', d.at + 60000, 0
                FROM school_meeting m JOIN match c ON c.id = m.match_id JOIN buddy b ON b.id = c.buddy_id
                    JOIN (SELECT 'before-day' AS kind, 1 AS n UNION ALL SELECT 'after', 2 UNION ALL SELECT 'nudge', 3) k
                    JOIN (SELECT id, unixepoch(starts) * 1000 AS at FROM school_meeting) d ON d.id = m.id
                WHERE d.at < ?1 AND b.email IS NOT NULL
                """, end)
            try connection.run(
                """
                INSERT INTO event(outbox_id, at, kind, code, text)
                SELECT id, finished_at, e.kind, 250, NULL FROM outbox
                    JOIN (SELECT 'planned' AS kind UNION ALL SELECT 'sent') e
                WHERE state IN ('sent', 'dead')
                """)
            try connection.run(
                """
                UPDATE support_request SET swv = CASE id % 2 WHEN 0 THEN 'SWV Oost' ELSE 'SWV West' END
                """)
            try connection.run(
                """
                UPDATE match SET outcome = CASE id % 3 WHEN 0 THEN 'calmer' WHEN 1 THEN 'unchanged' ELSE 'escalated' END
                WHERE until IS NOT NULL
                """)
            try connection.run("UPDATE intervision_participant SET answer = 'yes', attended = 1 WHERE buddy_id % 5 > 0")
        }
    }

    /// So many mails that may go at once: links to log in with, which no cap counts.
    ///
    /// The file is closed; the tenant gets no more people by it.
    static func queueLogins(_ path: String, count: Int, now: Instant) throws {
        let connection = try Connection(path: path)
        defer { connection.close() }
        try connection.transaction {
            try connection.run(
                """
                WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)
                INSERT INTO login(uid, coordinator_id, purpose, begun_at, ends_at)
                SELECT replace(replace(replace(replace(lower(hex(randomblob(13))), '0', 'g'), '1', 'h'), '8', 'i'),
                    '9', 'j'),
                    (SELECT min(id) FROM coordinator), 'welcome', ?2, ?2 + 86400000 FROM number
                """, count, now.milliseconds)
            try connection.run(
                """
                INSERT INTO outbox(uid, kind, recipient, person, priority, due, expires, local_time, zone, state,
                    message_id, refusable)
                SELECT l.uid, 'login', c.email, c.uid, 0, ?1, ?1 + 86400000, '2026-01-01T12:00',
                    'Europe/Amsterdam', 'ready',
                    replace(replace(replace(replace(lower(hex(randomblob(13))), '0', 'g'), '1', 'h'), '8', 'i'),
                    '9', 'j'), 0
                FROM login l JOIN coordinator c ON c.id = l.coordinator_id
                WHERE l.purpose = 'welcome' AND NOT EXISTS (SELECT 1 FROM outbox WHERE uid = l.uid)
                """, now.milliseconds)
            try connection.run(
                """
                INSERT INTO outbox_reason(outbox_id, reason, subject)
                SELECT o.id, 'login:' || o.uid || ':coordinator:' || o.person, 'login:' || o.uid FROM outbox o
                WHERE o.kind = 'login' AND o.state = 'ready'
                    AND NOT EXISTS (SELECT 1 FROM outbox_reason WHERE outbox_id = o.id)
                """)
        }
    }
}
