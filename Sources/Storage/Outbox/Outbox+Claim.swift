import Domain
import SQLite

/// A message that the sender has taken; every completion is fenced with its claim.
package struct ClaimedMessage: Hashable, Sendable {
    package let id: Int64
    package let claim: Int64
    package let due: Instant
}

/// What a claim brought.
package struct Claim: Sendable {
    package let messages: [ClaimedMessage]
    /// When the next message that was not taken is due, perhaps in the past; nil when nothing waits.
    package let nextDue: Instant?
    package let expired: Int
}

extension TenantReader {
    /// When the earliest waiting message is due; nil when nothing waits or sending is paused.
    ///
    /// - Parameter loginsOnly: for a suspended tenant, of which nothing but logins is sent.
    package func nextDue(loginsOnly: Bool = false) throws -> Instant? {
        guard try pauseReason() == nil else { return nil }
        let due =
            if loginsOnly {
                try db.first(
                    "SELECT min(due) FROM outbox WHERE state = 'ready' AND priority = ?1", LetterKind.login.priority
                ) { $0.integerOrNil(0) }
            } else {
                try db.first("SELECT min(due) FROM outbox WHERE state = 'ready'") { $0.integerOrNil(0) }
            }
        return due.flatMap { $0 }.map(Instant.init(milliseconds:))
    }

    /// Why nothing is sent for this tenant; nil while it may send.
    package func pauseReason() throws -> String? {
        try db.first("SELECT paused_because FROM sending") { $0.textOrNil(0) }.flatMap { $0 }
    }
}

extension TenantWriter {
    /// ready → leased: the most urgent messages that are due; those no longer of use become expired.
    ///
    /// - Parameter loginsOnly: takes nothing else; the rest of a suspended tenant waits as it is.
    package func claim(limit: Int, loginsOnly: Bool = false) throws -> Claim {
        guard try pauseReason() == nil else { return Claim(messages: [], nextDue: nil, expired: 0) }
        let mostPriority = loginsOnly ? LetterKind.login.priority : Int.max
        let over = try db.rows(
            """
            SELECT id, uid FROM outbox INDEXED BY outbox_expiring
            WHERE state = 'ready' AND expires <= ?1 AND +priority <= ?2 ORDER BY expires, id LIMIT ?3
            """, now.milliseconds, mostPriority, Self.mostExpired
        ) { (id: $0.integer(0), uid: Uid($0.text(1))) }
        let expired = try over.filter { try expire($0.id, $0.uid, at: now) }.count
        // There may be more: the next claim comes at once, and pages get their turn in between.
        guard over.count < Self.mostExpired else {
            return Claim(messages: [], nextDue: try nextDue(loginsOnly: loginsOnly), expired: expired)
        }

        let token = Int64.random(in: 1...Int64.max)
        var messages: [ClaimedMessage] = []
        var priority = try nextPriority(after: -1)
        while let level = priority, level <= mostPriority, messages.count < limit {
            messages += try claim(level, token, limit: limit - messages.count)
            priority = try nextPriority(after: level)
        }
        return Claim(messages: messages, nextDue: try nextDue(loginsOnly: loginsOnly), expired: expired)
    }

    // After a long stop thousands may be over, each with a notice to plan.
    private static let mostExpired = 100

    private func nextPriority(after level: Int) throws -> Int? {
        try db.first("SELECT min(priority) FROM outbox WHERE state = 'ready' AND priority > ?1", level) {
            $0.integerOrNil(0).map(Int.init)
        }.flatMap { $0 }
    }

    // Of one priority, so that what is taken stands side by side in the index: over all of them SQLite would sort
    // everything that is due for each handful, and hold the file for as long (a tenth of a second for 60,000).
    private func claim(_ priority: Int, _ token: Int64, limit: Int) throws -> [ClaimedMessage] {
        try db.rows(
            """
            UPDATE outbox SET state = 'leased', claim = ?1 WHERE id IN
                (SELECT id FROM outbox INDEXED BY outbox_ready WHERE state = 'ready' AND priority = ?2 AND due <= ?3
                ORDER BY due, id LIMIT ?4)
            RETURNING id, due
            """, token, priority, now.milliseconds, limit
        ) { ClaimedMessage(id: $0.integer(0), claim: token, due: Instant(milliseconds: $0.integer(1))) }
        .sorted { ($0.due, $0.id) < ($1.due, $1.id) }
    }

    /// leased → ready, for messages whose sending did not begin.
    package func release(_ messages: [ClaimedMessage]) throws {
        for message in messages {
            let row = try db.first(
                """
                SELECT cancel_asked, due FROM outbox
                WHERE id = ?1 AND state = 'leased' AND claim = ?2 AND intent_at IS NULL
                """, message.id, message.claim
            ) { (cancelAsked: $0.bool(0), due: Instant(milliseconds: $0.integer(1))) }
            guard let row else { continue }
            if row.cancelAsked {
                try finishAsCancelled(message.id)
            } else {
                try makeReadyAgain(message.id, due: row.due)
            }
        }
    }

    /// After a crash: what was only claimed goes back; what had its intent committed is in doubt, and that is recorded.
    func recoverLeases() throws {
        try planDigests()
        let leased = try db.rows(
            "SELECT id, intent_at, doubts, cancel_asked, uid FROM outbox WHERE state = 'leased'"
        ) {
            (
                id: $0.integer(0), intent: $0.integerOrNil(1).map(Instant.init(milliseconds:)), doubts: $0.int(2),
                cancelAsked: $0.bool(3), uid: Uid($0.text(4))
            )
        }
        for row in leased {
            if let intent = row.intent {
                let answer = Settlement.Answer(text: "the program stopped while this message was being sent")
                try row.cancelAsked ? cancelInDoubt(row.id, answer) : doubt(row.id, row.uid, doubts: row.doubts, answer)
                try mayHaveTold(row.id, since: intent)
            } else if row.cancelAsked {
                try finishAsCancelled(row.id)
            } else {
                try makeReadyAgain(row.id, due: now)
            }
        }
    }

    // What was only claimed goes back, uncounted and without a line in its history.
    private func makeReadyAgain(_ id: Int64, due: Instant) throws {
        try db.run("UPDATE outbox SET state = 'ready', claim = NULL WHERE id = ?1", id)
        noteDue(due)
    }
}
