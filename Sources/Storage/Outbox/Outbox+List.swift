import Domain
import SQLite

/// A message as a person looks at it: `naast queue`.
package struct QueuedMessage: Hashable, Sendable {
    package let uid: String
    package let reasons: [String]
    package let kind: String
    package let to: String
    package let state: MessageState
    package let due: Instant
    package let expires: Instant
    package let attempts: Int
    package let doubts: Int
    /// The part of the Message-ID before the `@`.
    package let messageID: String
    /// The part after it; nil until the first attempt to send decides it.
    package let messageHost: String?
    package let lastReply: String?
    package let history: [Event]

    /// One line of the history.
    package struct Event: Hashable, Sendable {
        package let at: Instant
        package let what: String
        package let code: Int?
        package let text: String?
    }
}

extension TenantReader {
    /// The messages in one state, or all of them, by due moment; at most `limit`.
    package func messages(state: MessageState?, uid: Uid? = nil, limit: Int = 10_000) throws -> [QueuedMessage] {
        let rows = try db.rows(
            """
            SELECT id, uid, kind, recipient, state, due, expires, attempts, doubts, message_id, reply FROM outbox
            WHERE (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR uid = ?2) ORDER BY due, id LIMIT ?3
            """, state?.rawValue, uid?.text, limit
        ) { row in
            (
                id: row.integer(0), uid: row.text(1), kind: row.text(2), to: row.text(3), state: row.text(4),
                due: row.integer(5), expires: row.integer(6), attempts: row.int(7), doubts: row.int(8),
                messageID: row.text(9), reply: row.textOrNil(10)
            )
        }
        return try rows.map { row in
            QueuedMessage(
                uid: row.uid, reasons: try reasonTexts(row.id), kind: row.kind, to: row.to,
                state: MessageState(rawValue: row.state) ?? .ready, due: Instant(milliseconds: row.due),
                expires: Instant(milliseconds: row.expires), attempts: row.attempts, doubts: row.doubts,
                messageID: String(row.messageID.prefix { $0 != "@" }),
                messageHost: StoredMessageID(row.messageID)?.host,
                lastReply: row.reply, history: try history(row.id))
        }
    }

    /// Counts, for status and metrics.
    package func counts() throws -> OutboxCounts {
        let dayAgo = (now - .days(1)).milliseconds
        func count(_ state: MessageState, since: Int64) throws -> Int {
            try db.first(
                "SELECT count(*) FROM outbox WHERE state = ?1 AND finished_at >= ?2 AND finished_at IS NOT NULL",
                state.rawValue, since
            ) { $0.int(0) } ?? 0
        }
        let ready = try db.first("SELECT count(*), min(due) FROM outbox WHERE state = 'ready'") {
            (count: $0.int(0), due: $0.integerOrNil(1).map(Instant.init(milliseconds:)))
        }
        let overdue = ready?.due.map { max(0, (now - $0).milliseconds / 1_000) } ?? 0
        return OutboxCounts(
            ready: ready?.count ?? 0, nextDue: ready?.due, oldestOverdueSeconds: Int(overdue),
            held: try db.first("SELECT count(*) FROM outbox WHERE state = 'held'") { $0.int(0) } ?? 0,
            sentInADay: try count(.sent, since: dayAgo), deadInADay: try count(.dead, since: dayAgo),
            pausedBecause: try pauseReason())
    }

    /// How many messages are being sent now: their intent is committed, their outcome is not.
    package func onTheWire() throws -> Int {
        try db.first("SELECT count(*) FROM outbox WHERE state = 'leased' AND intent_at IS NOT NULL") { $0.int(0) } ?? 0
    }

    private func reasonTexts(_ id: Int64) throws -> [String] {
        try db.rows("SELECT reason FROM outbox_reason WHERE outbox_id = ?1 ORDER BY reason", id) { $0.text(0) }
    }

    private func history(_ id: Int64) throws -> [QueuedMessage.Event] {
        try db.rows("SELECT at, kind, code, text FROM event WHERE outbox_id = ?1 ORDER BY id", id) { row in
            QueuedMessage.Event(
                at: Instant(milliseconds: row.integer(0)), what: row.text(1), code: row.integerOrNil(2).map(Int.init),
                text: row.textOrNil(3))
        }
    }
}
