import Domain
import SQLite

/// A meeting or session as the agenda lists it: by label, with no name in it.
package struct AgendaEntry: Hashable, Sendable {
    package enum What: Hashable, Sendable {
        case meeting(label: String, buddyAttends: Bool)
        case session(Gathering, yes: Int, maybe: Int, invited: Int)
    }

    package let uid: Uid
    package let what: What
    package let starts: LocalDateTime
    package let minutes: Int
    package let isCancelled: Bool
    /// When it was entered or last changed.
    package let changedAt: Instant
    /// Rises with every change of time, place or cancellation.
    package let changeCount: Int
    /// When the next letter about it goes; nil when none stands ready.
    package let nextLetter: Instant?
    /// When the last letter about it went.
    package let lastLetter: Instant?
}

extension TenantReader {
    /// Everything from a day until a day, the last not included, by start; at most `limit` of each.
    ///
    /// - Parameters:
    ///   - meetings: false for who may see sessions alone.
    ///   - mail: whether to look up what mail goes and went.
    package func agenda(
        from: LocalDate, until: LocalDate, meetings: Bool, mail: Bool = true, limit: Int = 400
    ) throws -> [AgendaEntry] {
        let sessions = try sessionEntries(from.description, until.description, mail, limit)
        let met = meetings ? try meetingEntries(from.description, until.description, mail, limit) : []
        return (met + sessions).sorted { ($0.starts, $0.uid.text) < ($1.starts, $1.uid.text) }
    }

    private func meetingEntries(_ from: String, _ until: String, _ mail: Bool, _ limit: Int) throws -> [AgendaEntry] {
        try db.rows(
            """
            SELECT m.uid, m.starts, m.minutes, m.cancelled, coalesce(m.changed_at, m.entered_at), m.change_count,
                CASE WHEN ?4 THEN (SELECT min(o.due) FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
                    WHERE r.subject = 'meeting:' || m.uid AND o.state = 'ready') END,
                CASE WHEN ?4 THEN (SELECT max(o.finished_at) FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
                    WHERE r.subject = 'meeting:' || m.uid AND o.state = 'sent') END,
                k.label, m.buddy_attends
            FROM school_meeting m JOIN match k ON k.id = m.match_id
            WHERE m.starts >= ?1 AND m.starts < ?2 ORDER BY m.starts LIMIT ?3
            """, from, until, limit, mail
        ) { AgendaEntry($0, .meeting(label: $0.text(8), buddyAttends: $0.bool(9))) }.compactMap { $0 }
    }

    private func sessionEntries(_ from: String, _ until: String, _ mail: Bool, _ limit: Int) throws -> [AgendaEntry] {
        try db.rows(
            """
            SELECT s.uid, s.starts, s.minutes, s.cancelled, coalesce(s.changed_at, s.entered_at), s.change_count,
                CASE WHEN ?4 THEN (SELECT min(o.due) FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
                    WHERE r.subject = 'intervision:' || s.uid AND o.state = 'ready') END,
                CASE WHEN ?4 THEN (SELECT max(o.finished_at) FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
                    WHERE r.subject = 'intervision:' || s.uid AND o.state = 'sent') END,
                s.kind, count(*) FILTER (WHERE p.answer = 'yes'), count(*) FILTER (WHERE p.answer = 'maybe'),
                count(p.buddy_id)
            FROM intervision_session s LEFT JOIN intervision_participant p ON p.session_id = s.id
            WHERE s.starts >= ?1 AND s.starts < ?2 GROUP BY s.id ORDER BY s.starts LIMIT ?3
            """, from, until, limit, mail
        ) { row -> AgendaEntry? in
            guard let gathering = Gathering(rawValue: row.text(8)) else { return nil }
            return AgendaEntry(
                row, .session(gathering, yes: row.int(9), maybe: row.int(10), invited: row.int(11)))
        }.compactMap { $0 }
    }
}

extension AgendaEntry {
    fileprivate init?(_ row: Row, _ what: What) {
        guard let uid = Uid(row.text(0)), let starts = LocalDateTime(row.text(1)) else { return nil }
        self.init(
            uid: uid, what: what, starts: starts, minutes: row.int(2), isCancelled: row.bool(3),
            changedAt: Instant(milliseconds: row.integer(4)), changeCount: row.int(5), nextLetter: row.instant(6),
            lastLetter: row.instant(7))
    }
}
