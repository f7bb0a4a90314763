import Domain
import SQLite

/// A school meeting as its own page shows it: a label and roles, no name of parent, child or school.
package struct SchoolMeeting: Sendable {
    package let uid: Uid
    package let version: Int
    package let draft: MeetingDraft
    package let label: String
    package let buddy: Uid
    package let buddyName: String
    package let outcome: String?
    /// The parent agreed that something is written down here.
    package let notesAgreed: Bool
    package let hasLookBack: Bool
    /// Why no letter about it goes, apart from its time; nil when letters go.
    package let silence: Silence?

    /// What keeps letters from a buddy.
    package enum Silence: String, Hashable, Sendable {
        case noAddress
        case deadAddress
        case stopped
        case matchEnded
    }
}

/// A match that a meeting can be planned for.
package struct MatchChoice: Hashable, Sendable {
    package let uid: Uid
    package let label: String
    package let buddyName: String
    package let until: LocalDate?
}

extension TenantReader {
    /// One meeting; nil when there is none.
    package func meeting(_ uid: Uid) throws -> SchoolMeeting? {
        let roles = try db.rows(
            """
            SELECT r.role FROM meeting_role r JOIN school_meeting m ON m.id = r.meeting_id WHERE m.uid = ?1
            """, uid.text
        ) { MeetingRole(rawValue: $0.text(0)) }
        return try db.first(
            """
            SELECT m.version, k.uid, m.starts, m.minutes, m.buddy_attends, m.cancelled, m.purpose, k.label, b.uid, b.name,
                m.outcome, m.notes_agreed, m.look_back_at IS NOT NULL,
                CASE WHEN b.state = 'stopped' THEN 'stopped' WHEN b.email IS NULL THEN 'noAddress'
                    WHEN d.address IS NOT NULL THEN 'deadAddress'
                    WHEN k.until < substr(m.starts, 1, 10) THEN 'matchEnded' END
            FROM school_meeting m JOIN match k ON k.id = m.match_id JOIN buddy b ON b.id = k.buddy_id
                LEFT JOIN dead_address d ON d.address = b.email
            WHERE m.uid = ?1
            """, uid.text
        ) { row -> SchoolMeeting? in
            guard let match = Uid(row.text(1)), let starts = LocalDateTime(row.text(2)), let buddy = Uid(row.text(8))
            else { return nil }
            let draft = MeetingDraft(
                match: match, starts: starts, minutes: row.int(3), buddyAttends: row.bool(4), cancelled: row.bool(5),
                roles: Set(roles.compactMap { $0 }), purpose: row.textOrNil(6).flatMap(MeetingPurpose.init))
            return SchoolMeeting(
                uid: uid, version: row.int(0), draft: draft, label: row.text(7), buddy: buddy, buddyName: row.text(9),
                outcome: row.textOrNil(10), notesAgreed: row.bool(11), hasLookBack: row.bool(12),
                silence: row.textOrNil(13).flatMap(SchoolMeeting.Silence.init))
        }.flatMap { $0 }
    }

    /// The matches that run on a day or later, by label.
    package func matchesToMeet(since day: LocalDate) throws -> [MatchChoice] {
        try db.rows(
            """
            SELECT k.uid, k.label, b.name, k.until FROM match k JOIN buddy b ON b.id = k.buddy_id
            WHERE (k.until IS NULL OR k.until >= ?1) AND b.state <> 'stopped' ORDER BY k.label COLLATE NOCASE, k.id
            LIMIT 500
            """, day.description
        ) { row in
            Uid(row.text(0)).map {
                MatchChoice(
                    uid: $0, label: row.text(1), buddyName: row.text(2),
                    until: row.textOrNil(3).flatMap { LocalDate($0) })
            }
        }.compactMap { $0 }
    }
}

extension TenantReader {
    /// Whether a meeting of this match that goes on starts at this very time already.
    package func hasMeeting(of match: Uid, at starts: LocalDateTime, besides uid: Uid?) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM school_meeting m JOIN match k ON k.id = m.match_id
            WHERE m.starts = ?2 AND k.uid = ?1 AND m.cancelled = 0 AND m.uid IS NOT ?3
            """, match.text, starts.description, uid?.text
        ) { _ in true } ?? false
    }
}

extension TenantWriter {
    /// Writes down what came out of a meeting; only what the parent agreed to (N04).
    ///
    /// An agreement that is taken back takes what was written with it, the tasks too.
    /// - Parameter outcome: nil for nothing.
    package func note(_ outcome: String?, agreed: Bool, of meeting: Uid, version: Int) throws {
        try db.run(
            """
            UPDATE school_meeting SET outcome = ?3, notes_agreed = ?4, version = version + 1
            WHERE uid = ?1 AND version = ?2
            """, meeting.text, version, outcome, agreed)
        guard db.changes == 1 else { throw try self.meeting(meeting) == nil ? StoreError.unknown : StoreError.stale }
        if !agreed {
            try db.run(
                "DELETE FROM task WHERE meeting_id = (SELECT id FROM school_meeting WHERE uid = ?1)", meeting.text)
        }
        try log(.changed, .meeting, meeting, ["uitkomst"])
    }

    /// The buddy looked back, by phone for instance: nobody asks again.
    package func noteLookBack(of meeting: Uid) throws {
        try db.run("UPDATE school_meeting SET look_back_at = ?2 WHERE uid = ?1", meeting.text, now.milliseconds)
        guard db.changes == 1 else { throw StoreError.unknown }
        try log(.changed, .meeting, meeting, ["terugblik"])
        try replan(.meeting(meeting))
    }
}
