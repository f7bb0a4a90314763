import Domain
import SQLite

extension TenantWriter {
    /// Lets requests follow what an import said of their matches.
    ///
    /// One that waits for another buddy stays waiting: its ended match was known before this import.
    func followImportedMatches() throws {
        let today = try localToday.description
        try db.run(
            """
            UPDATE support_request SET state = 'matched', finished_on = NULL, version = version + 1
            WHERE state IN ('waiting', 'proposed') AND EXISTS (SELECT 1 FROM match k
                WHERE k.request_id = support_request.id AND (k.until IS NULL OR k.until > ?1))
            """, today)
        try db.run(
            """
            UPDATE match_proposal SET withdrawn_at = ?1, version = version + 1
            WHERE withdrawn_at IS NULL AND match_id IS NULL
                AND request_id IN (SELECT id FROM support_request WHERE state = 'matched')
            """, now.milliseconds)
        try db.run(
            """
            UPDATE support_request SET state = 'closed', version = version + 1,
                finished_on = (SELECT max(k.until) FROM match k WHERE k.request_id = support_request.id)
            WHERE (state = 'matched' OR (state = 'waiting' AND entered_at = ?2))
                AND EXISTS (SELECT 1 FROM match k WHERE k.request_id = support_request.id)
                AND NOT EXISTS (SELECT 1 FROM match k WHERE k.request_id = support_request.id
                    AND (k.until IS NULL OR k.until > ?1))
            """, today, now.milliseconds)
    }

    /// Lets a buddy be *matched* while at least one match runs, and *available* again after the last one.
    ///
    /// The one place where a buddy's state changes by itself; a buddy on the way in, pausing or gone stays as they are.
    func followMatches(ofBuddy row: Int64) throws {
        let today = try localToday.description
        try db.run(
            """
            UPDATE buddy SET version = version + 1, state = CASE state WHEN 'matched' THEN 'available' ELSE 'matched' END
            WHERE id = ?1 AND state = CASE WHEN EXISTS (
                    SELECT 1 FROM match k WHERE k.buddy_id = ?1 AND (k.until IS NULL OR k.until > ?2))
                THEN 'available' ELSE 'matched' END
            """, row, today)
        guard db.changes == 1 else { return }
        try db.run(
            "INSERT INTO buddy_step(buddy_id, at, state) SELECT id, ?2, state FROM buddy WHERE id = ?1", row,
            now.milliseconds)
        let uid = try db.first("SELECT uid FROM buddy WHERE id = ?1", row) { Uid($0.text(0)) }.flatMap { $0 }
        try log(.changed, .buddy, uid, ["stand"])
    }
}
