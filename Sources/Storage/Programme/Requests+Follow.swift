import Domain
import SQLite

extension TenantWriter {
    /// Lets requests follow what an import said of their matches.
    ///
    /// One that waits for another buddy stays waiting: its ended match was known before this import.
    func followImportedMatches() throws {
        let today = try today.description
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
}
