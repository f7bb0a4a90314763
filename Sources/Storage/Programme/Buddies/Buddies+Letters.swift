import Domain
import SQLite

extension TenantReader {
    /// The rows of all that a buddy's letters are about: what their matches have, whose list they stand on, and what was
    /// theirs when they were told of it and is still to come: they may have to hear that it is off.
    func occasions(ofBuddy row: Int64) throws -> (meetings: [Int64], sessions: [Int64]) {
        let local = try settings.zone.local(now).description
        let meetings = try db.rows(
            """
            SELECT m.id FROM school_meeting m JOIN match k ON k.id = m.match_id WHERE k.buddy_id = ?1
            UNION SELECT id FROM school_meeting WHERE past_buddy_id = ?1
            UNION SELECT m.id FROM buddy b JOIN told t ON t.buddy_uid = b.uid
                JOIN school_meeting m ON m.uid = t.subject_uid WHERE b.id = ?1 AND t.starts >= ?2
            ORDER BY 1
            """, row, local
        ) { $0.integer(0) }
        let sessions = try db.rows(
            """
            SELECT session_id FROM intervision_participant WHERE buddy_id = ?1
            UNION SELECT s.id FROM buddy b JOIN told t ON t.buddy_uid = b.uid
                JOIN intervision_session s ON s.uid = t.subject_uid WHERE b.id = ?1 AND t.starts >= ?2
            ORDER BY 1
            """, row, local
        ) { $0.integer(0) }
        return (meetings, sessions)
    }

    func subject(ofMeeting row: Int64) throws -> Reason.Subject? {
        try db.first("SELECT uid FROM school_meeting WHERE id = ?1", row) {
            Uid($0.text(0)).map(Reason.Subject.meeting)
        }.flatMap(\.self)
    }

    func subject(ofSession row: Int64) throws -> Reason.Subject? {
        try db.first("SELECT uid FROM intervision_session WHERE id = ?1", row) {
            Uid($0.text(0)).map(Reason.Subject.intervision)
        }.flatMap(\.self)
    }
}

extension TenantWriter {
    /// Plans the letters of every meeting and session of a buddy again, as an import does when a buddy changes.
    func replanLetters(ofBuddy row: Int64) throws {
        let (meetings, sessions) = try occasions(ofBuddy: row)
        for meeting in meetings { if let subject = try subject(ofMeeting: meeting) { try replan(subject) } }
        for session in sessions { if let subject = try subject(ofSession: session) { try replan(subject) } }
    }

    /// A person says that a buddy's address works after all: mail goes there again.
    package func trustAddress(ofBuddy uid: Uid) throws {
        let row = try db.first("SELECT id FROM buddy WHERE uid = ?1", uid.text) { $0.integer(0) }
        guard let row else { throw StoreError.unknown }
        try db.run("DELETE FROM dead_address WHERE address = (SELECT email FROM buddy WHERE id = ?1)", row)
        guard db.changes > 0 else { return }
        try replanLetters(ofBuddy: row)
        try log(.changed, .buddy, uid, ["e-mailadres klopt"])
    }
}
