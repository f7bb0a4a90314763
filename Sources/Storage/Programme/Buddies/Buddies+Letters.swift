import Domain
import SQLite

extension TenantWriter {
    /// Plans the letters of every meeting and session of a buddy again, as an import does when a buddy changes.
    func replanLetters(ofBuddy row: Int64) throws {
        let meetings = try db.rows(
            "SELECT m.uid FROM school_meeting m JOIN match k ON k.id = m.match_id WHERE k.buddy_id = ?1 ORDER BY m.id",
            row
        ) { $0.text(0) }
        let sessions = try db.rows(
            """
            SELECT s.uid FROM intervision_participant p JOIN intervision_session s ON s.id = p.session_id
            WHERE p.buddy_id = ?1 ORDER BY s.id
            """, row
        ) { $0.text(0) }
        for uid in meetings.compactMap({ Uid($0) }) { try replan(.meeting(uid)) }
        for uid in sessions.compactMap({ Uid($0) }) { try replan(.intervision(uid)) }
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
