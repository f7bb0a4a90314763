import Domain
import SQLite

/// One thing of the coming week.
package enum WeekEntry: Hashable, Sendable {
    /// How the letter before a meeting stands.
    package enum Letter: Hashable, Sendable {
        case none
        case goes(Instant)
        case went(Instant)
        /// It did not go, or nobody knows.
        case failed
    }

    case meeting(Uid, label: String, starts: LocalDateTime, buddyAttends: Bool, Letter)
    case session(Uid, Gathering, starts: LocalDateTime, place: String?, coming: Int, unsure: Int)

    package var starts: LocalDateTime {
        switch self {
        case .meeting(_, _, let starts, _, _), .session(_, _, let starts, _, _, _): starts
        }
    }
}

extension TenantReader {
    /// What happens today and in the six days after it, in order; at most a hundred of each sort.
    ///
    /// - Parameter meetings: false for who may not know which match has a meeting.
    package func week(meetings: Bool) throws -> [WeekEntry] {
        let local = try settings.zone.local(now)
        let from = local.date.description
        let until = (local.date + 7).description
        let entries = try sessions(from, until) + (meetings ? schoolMeetings(from, until) : [])
        return entries.sorted { $0.starts < $1.starts }
    }

    private func schoolMeetings(_ from: String, _ until: String) throws -> [WeekEntry] {
        try db.rows(
            """
            SELECT m.uid, k.label, m.starts,
                m.buddy_attends AND b.state <> 'stopped' AND (k.until IS NULL OR k.until >= substr(m.starts, 1, 10)),
                o.state, o.due, o.finished_at
            FROM school_meeting m JOIN match k ON k.id = m.match_id JOIN buddy b ON b.id = k.buddy_id
                LEFT JOIN outbox o ON o.id = (SELECT x.id FROM outbox_reason r JOIN outbox x ON x.id = r.outbox_id
                    WHERE r.subject = 'meeting:' || m.uid AND instr(r.reason, ':before-') > 0
                        AND x.state <> 'cancelled' ORDER BY x.due DESC LIMIT 1)
            WHERE m.starts >= ?1 AND m.starts < ?2 AND m.cancelled = 0 ORDER BY m.starts LIMIT 100
            """, from, until
        ) { row -> WeekEntry? in
            guard let uid = Uid(row.text(0)), let starts = LocalDateTime(row.text(2)) else { return nil }
            let letter: WeekEntry.Letter =
                switch MessageState(rawValue: row.text(4)) {
                case .ready, .leased: .goes(Instant(milliseconds: row.integer(5)))
                case .sent: .went(Instant(milliseconds: row.integer(6)))
                case .dead, .expired, .held: .failed
                case .cancelled, nil: .none
                }
            return .meeting(uid, label: row.text(1), starts: starts, buddyAttends: row.bool(3), letter)
        }.compactMap { $0 }
    }

    private func sessions(_ from: String, _ until: String) throws -> [WeekEntry] {
        try db.rows(
            """
            SELECT s.uid, s.starts, s.place, s.kind,
                count(p.buddy_id) FILTER (WHERE p.answer = 'yes'),
                count(p.buddy_id) FILTER (WHERE p.answer IS NULL OR p.answer = 'maybe')
            FROM intervision_session s LEFT JOIN intervision_participant p ON p.session_id = s.id
            WHERE s.starts >= ?1 AND s.starts < ?2 AND s.cancelled = 0 GROUP BY s.id ORDER BY s.starts LIMIT 100
            """, from, until
        ) { row -> WeekEntry? in
            guard let uid = Uid(row.text(0)), let starts = LocalDateTime(row.text(1)),
                let gathering = Gathering(rawValue: row.text(3))
            else { return nil }
            return .session(
                uid, gathering, starts: starts, place: row.textOrNil(2), coming: row.int(4), unsure: row.int(5))
        }.compactMap { $0 }
    }
}
