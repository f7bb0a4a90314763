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

/// Where a message stands in a list of all, before it is read: `naast queue` reads the rest in pieces.
package struct QueuePlace: Hashable, Sendable {
    package let id: Int64
    package let due: Instant
    /// How many characters its kind and its address have.
    package let widths: [Int]
}

extension TenantReader {
    /// So many of the table's rows are looked at in one read of places: about a millisecond.
    package static let placesInARead: Int64 = 4_000

    /// The places of the messages in one state, or of all, among the next rows after one; in no order.
    ///
    /// - Returns: the places, and the row to go on after; nil when that was the last.
    package func places(
        _ state: MessageState?, after row: Int64
    ) throws -> (places: [QueuePlace], next: Int64?) {
        let last = try db.first("SELECT coalesce(max(id), 0) FROM outbox") { $0.integer(0) } ?? 0
        let next = row + Self.placesInARead
        let places = try db.rows(
            """
            SELECT id, due, length(kind), length(recipient) FROM outbox
            WHERE id > ?1 AND id <= ?2 AND (?3 IS NULL OR state = ?3)
            """, row, next, state?.rawValue
        ) {
            QueuePlace(
                id: $0.integer(0), due: Instant(milliseconds: $0.integer(1)), widths: [$0.int(2), $0.int(3)])
        }
        return (places, next < last ? next : nil)
    }

    /// Messages with their history, in the order asked for; what is no more is left out.
    package func messages(_ ids: some Sequence<Int64>) throws -> [QueuedMessage] { try ids.compactMap(message) }

    /// The messages in one state, or all of them, by due moment, in one read: for few.
    package func messages(state: MessageState?, limit: Int = .max) throws -> [QueuedMessage] {
        try messages(
            db.rows(
                "SELECT id FROM outbox WHERE ?1 IS NULL OR state = ?1 ORDER BY due, id LIMIT ?2", state?.rawValue, limit
            ) { $0.integer(0) })
    }

    /// One message; nil when there is none, or it is another tenant's.
    package func message(_ uid: Uid) throws -> QueuedMessage? {
        try db.first("SELECT id FROM outbox WHERE uid = ?1", uid.text) { $0.integer(0) }.flatMap(message)
    }

    private func message(_ id: Int64) throws -> QueuedMessage? {
        let (reasons, history) = (try reasonTexts(id), try history(id))
        return try db.first(
            """
            SELECT uid, kind, recipient, state, due, expires, attempts, doubts, message_id, reply FROM outbox
            WHERE id = ?1
            """, id
        ) { row in
            QueuedMessage(
                uid: row.text(0), reasons: reasons, kind: row.text(1), to: row.text(2),
                state: MessageState(rawValue: row.text(3)) ?? .ready, due: Instant(milliseconds: row.integer(4)),
                expires: Instant(milliseconds: row.integer(5)), attempts: row.int(6), doubts: row.int(7),
                messageID: String(row.text(8).prefix { $0 != "@" }), messageHost: StoredMessageID(row.text(8))?.host,
                lastReply: row.textOrNil(9), history: history)
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
