import Domain
import SQLite

extension TenantWriter {
    /// Brings nearer what waits for another try, after the clock was set back: a bounded part of it.
    ///
    /// What has its own moment stays: a letter that was never tried. Brought nearer too early it does no harm, since the
    /// intent looks at quiet hours and reasons again.
    /// - Parameter id: the last one of the part before; 0 for the first.
    /// - Returns: the last one of this part, when there may be more.
    package func pullBackWaiting(by jump: Span, after id: Int64) throws -> Int64? {
        let rows = try db.rows(
            """
            UPDATE outbox SET due = max(?1, due - ?2) WHERE id IN
                (SELECT id FROM outbox WHERE id > ?3 AND state = 'ready' AND due > ?1
                    AND (attempts > 0 OR interruptions > 0 OR doubts > 0 OR reply IS NOT NULL OR priority = ?4)
                ORDER BY id LIMIT ?5)
            RETURNING id, due
            """, now.milliseconds, jump.milliseconds, id, LetterKind.login.priority, Self.mostPulledBack
        ) { (id: $0.integer(0), due: Instant(milliseconds: $0.integer(1))) }
        if let due = rows.map(\.due).min() { noteDue(due) }
        return rows.count == Self.mostPulledBack ? rows.map(\.id).max() : nil
    }

    private static let mostPulledBack = 500
}
