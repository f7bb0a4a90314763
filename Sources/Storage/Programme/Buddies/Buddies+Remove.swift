import Domain
import SQLite

extension TenantWriter {
    /// Throws away a buddy who was entered by mistake, while nothing else in the programme speaks of them.
    ///
    /// - Returns: false when something does: then a buddy stops, and what happened stays.
    /// - Throws: `stale` when somebody else changed the buddy meanwhile.
    package func removeBuddy(_ uid: Uid, version: Int) throws -> Bool {
        let row = try db.first("SELECT id FROM buddy WHERE uid = ?1", uid.text) { $0.integer(0) }
        guard let row else { throw StoreError.unknown }
        guard try !isTied(row) else { return false }
        try db.run("DELETE FROM buddy WHERE id = ?1 AND version = ?2", row, version)
        guard db.changes == 1 else { throw StoreError.stale }
        try log(.removed, .buddy, uid)
        return true
    }

    // Each by an index: of the mail what waits, what did not go, and what went to the present address.
    private func isTied(_ row: Int64) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM buddy b WHERE b.id = ?1 AND (
                EXISTS (SELECT 1 FROM match WHERE buddy_id = b.id)
                OR EXISTS (SELECT 1 FROM school_meeting WHERE past_buddy_id = b.id)
                OR EXISTS (SELECT 1 FROM match_proposal WHERE buddy_id = b.id)
                OR EXISTS (SELECT 1 FROM intervision_participant WHERE buddy_id = b.id)
                OR EXISTS (SELECT 1 FROM expense_claim WHERE buddy_id = b.id)
                OR EXISTS (SELECT 1 FROM help_question WHERE buddy_id = b.id)
                OR EXISTS (SELECT 1 FROM opt_out WHERE buddy_id = b.id)
                OR EXISTS (SELECT 1 FROM told WHERE buddy_uid = b.uid)
                OR EXISTS (SELECT 1 FROM outbox WHERE state = 'ready' AND person = b.uid)
                OR EXISTS (SELECT 1 FROM outbox WHERE state = 'leased' AND person = b.uid)
                OR EXISTS (SELECT 1 FROM outbox WHERE state IN ('dead', 'expired', 'held')
                    AND finished_at IS NOT NULL AND person = b.uid)
                OR EXISTS (SELECT 1 FROM outbox WHERE state = 'sent' AND refusable = 1 AND recipient = b.email))
            """, row
        ) { _ in true } ?? false
    }
}
