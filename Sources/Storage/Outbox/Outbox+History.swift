import Domain
import SQLite

extension TenantWriter {
    /// Adds a line to a message's history: what the coordinator reads.
    func record(_ id: Int64, _ kind: StaticString, code: Int? = nil, text: String? = nil) throws {
        try db.run(
            "INSERT INTO event(outbox_id, at, kind, code, text) VALUES (?1, ?2, ?3, ?4, ?5)", id, now.milliseconds,
            "\(kind)", code, text)
    }

    /// Ends a message that nobody is sending: cancelled, expired, held.
    func finish(_ id: Int64, _ state: MessageState, event: StaticString, text: String? = nil) throws {
        try db.run(
            """
            UPDATE outbox SET state = ?2, finished_at = ?3, claim = NULL, intent_at = NULL, cancel_asked = 0 WHERE id = ?1
            """, id, state.rawValue, now.milliseconds)
        if state == .held { try keepUntilTheLast(id) }
        try record(id, event, text: text)
    }

    /// Ends a message whose cancelling was asked while it was leased.
    ///
    /// Only what the programme cancelled can be revived when a change is taken back; what a person cancelled stays so.
    func finishAsCancelled(_ id: Int64) throws {
        try finish(id, .cancelled, event: try wasCancelAskedByPerson(id) ? "cancelled-by-person" : "superseded")
    }

    /// True when a person asked to cancel this message while it was leased.
    func wasCancelAskedByPerson(_ id: Int64) throws -> Bool {
        try db.first("SELECT 1 FROM event WHERE outbox_id = ?1 AND kind = 'cancel-asked'", id) { _ in true } ?? false
    }
}
