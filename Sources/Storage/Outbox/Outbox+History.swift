import Domain
import SQLite

extension TenantWriter {
    /// Adds a line to a message's history, which the coordinator reads.
    ///
    /// A line that was written never changes.
    func record(_ id: Int64, _ kind: StaticString, code: Int? = nil, text: String? = nil) throws {
        try db.run(
            "INSERT INTO event(outbox_id, at, kind, code, text) VALUES (?1, ?2, ?3, ?4, ?5)", id, now.milliseconds,
            "\(kind)", code, text)
    }

    /// Adds a line of what may come every few seconds for days and counts as no attempt: a relay's trouble, a wait.
    ///
    /// Of such lines in a row, those with the same code leave their first and their last in the history: since when it has
    /// been so, and when it was so last. What came in between goes.
    func recordInARow(_ id: Int64, _ kind: StaticString, code: Int? = nil, text: String? = nil) throws {
        let same = try db.rows(
            """
            SELECT id FROM event WHERE outbox_id = ?1 AND kind = ?2 AND code IS ?3 AND id >
                coalesce((SELECT max(id) FROM event WHERE outbox_id = ?1 AND kind <> ?2), 0)
            ORDER BY id
            """, id, "\(kind)", code
        ) { $0.integer(0) }
        for between in same.dropFirst() { try db.run("DELETE FROM event WHERE id = ?1", between) }
        try record(id, kind, code: code, text: text)
    }

    /// Ends a message that nobody is sending: cancelled, expired, held.
    func finish(_ id: Int64, _ state: MessageState, event: StaticString, text: String? = nil) throws {
        if state == .held { try keepUntilTheLast(id) }
        try db.run(
            """
            UPDATE outbox SET state = ?2, finished_at = ?3, claim = NULL, intent_at = NULL, cancel_asked = 0 WHERE id = ?1
            """, id, state.rawValue, now.milliseconds)
        try record(id, event, text: text)
    }

    /// Ends a message whose cancelling was asked while it was leased.
    ///
    /// Only what the programme cancelled can be revived when a change is taken back; what a person cancelled stays so.
    func finishAsCancelled(_ id: Int64) throws {
        try finish(id, .cancelled, event: try wasCancelAskedByPerson(id) ? "cancelled-by-person" : "superseded")
        try planDigestsAfter(id)
    }

    /// When it was a digest that ended before its intent, nothing else would plan the next.
    func planDigestsAfter(_ id: Int64) throws {
        let isDigest = try db.first("SELECT kind = 'digest' FROM outbox WHERE id = ?1", id) { $0.bool(0) } ?? false
        if isDigest { try planDigests() }
    }

    /// True when a person asked to cancel this message while it was leased.
    func wasCancelAskedByPerson(_ id: Int64) throws -> Bool {
        try db.first("SELECT 1 FROM event WHERE outbox_id = ?1 AND kind = 'cancel-asked'", id) { _ in true } ?? false
    }
}
