import Domain
import SQLite

/// A message that the sender has taken; every completion is fenced with its claim.
package struct ClaimedMessage: Hashable, Sendable {
    package let id: Int64
    package let claim: Int64
    /// Smaller goes first.
    package let priority: Int
    package let due: Instant
}

/// What a claim brought.
package struct Claim: Sendable {
    package let messages: [ClaimedMessage]
    /// When the next message that was not taken is due, perhaps in the past; nil when nothing waits.
    package let nextDue: Instant?
    /// When a message that is due and was not taken is over; nil when none is due.
    package let nextExpiry: Instant?
    package let expired: Int
    /// Why nothing but logins goes; nil while all may go.
    package let pause: SendingPause?
}

extension TenantReader {
    /// When there is something to do for the earliest waiting message; nil when nothing waits.
    ///
    /// While sending is paused what else waits is written down when it is over.
    /// - Parameter kind: for a suspended tenant logins: nothing else is sent, and nothing else ends.
    package func nextDue(only kind: LetterKind? = nil) throws -> Instant? {
        guard try pauseReason() != nil else { return try earliestDue(kind, upTo: kind?.priority ?? .max) }
        let due = try earliestDue(kind, upTo: LetterKind.login.priority)
        return try [due, nextExpiry(only: kind)].compactMap(\.self).min()
    }

    private func earliestDue(_ kind: LetterKind?, upTo mostPriority: Int) throws -> Instant? {
        guard kind != nil || mostPriority < .max else {
            return try db.first("SELECT min(due) FROM outbox WHERE state = 'ready'") { $0.instantOrNil(0) }
                .flatMap(\.self)
        }
        return try db.first(
            """
            SELECT min(due) FROM outbox INDEXED BY outbox_ready
            WHERE state = 'ready' AND priority <= ?1 AND (?2 IS NULL OR kind = ?2)
            """, mostPriority, kind?.rawValue
        ) { $0.instantOrNil(0) }.flatMap(\.self)
    }

    /// When the first of the waiting messages is over.
    func nextExpiry(only kind: LetterKind?) throws -> Instant? {
        try db.first(
            """
            SELECT expires FROM outbox INDEXED BY outbox_expiring
            WHERE state = 'ready' AND (?1 IS NULL OR kind = ?1) ORDER BY expires LIMIT 1
            """, kind?.rawValue
        ) { $0.instantOrNil(0) }.flatMap(\.self)
    }

    /// Why nothing but logins is sent for this tenant; nil while it may send.
    package func pauseReason() throws -> String? {
        try db.first("SELECT paused_because FROM sending") { $0.textOrNil(0) }.flatMap { $0 }
    }
}

extension TenantWriter {
    /// ready → leased: the most urgent messages that are due; those no longer of use become expired.
    ///
    /// While sending is paused only what ignores that is taken (logins: who has to mend it must come in).
    /// - Parameters:
    ///   - limit: none when the relay cannot send now, and what is over is to be written down all the same.
    ///   - kind: takes nothing else, and nothing else ends; the rest of a suspended tenant waits as it is.
    ///   - priority: takes only what is more urgent.
    package func claim(limit: Int, only kind: LetterKind? = nil, before priority: Int? = nil) throws -> Claim {
        let pause = try sendingPause()
        let mostPriority = min(
            pause == nil ? kind?.priority ?? Int.max : LetterKind.login.priority, priority.map { $0 - 1 } ?? Int.max)
        let over = try db.rows(
            """
            SELECT id, uid FROM outbox INDEXED BY outbox_expiring
            WHERE state = 'ready' AND expires <= ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY expires, id LIMIT ?3
            """, now.milliseconds, kind?.rawValue, Self.mostExpired
        ) { (id: $0.integer(0), uid: Uid($0.text(1))) }
        let expired = try over.filter { try expire($0.id, $0.uid, at: now) }.count
        // There may be more: the next claim comes at once, and pages get their turn in between.
        guard over.count < Self.mostExpired else { return try claim(of: [], expired: expired, kind, pause) }

        let token = Int64.random(in: 1...Int64.max)
        var messages: [ClaimedMessage] = []
        var next = limit > 0 ? try nextPriority(after: -1) : nil
        while let level = next, level <= mostPriority, messages.count < limit {
            messages += try claim(level, token, limit: limit - messages.count, only: kind)
            next = try nextPriority(after: level)
        }
        return try claim(of: messages, expired: expired, kind, pause)
    }

    private func claim(
        of messages: [ClaimedMessage], expired: Int, _ kind: LetterKind?, _ pause: SendingPause?
    ) throws -> Claim {
        let nextDue = try nextDue(only: kind)
        return Claim(
            messages: messages, nextDue: nextDue,
            nextExpiry: try nextDue.map { $0 <= now } == true ? nextExpiry(only: kind) : nil, expired: expired,
            pause: pause)
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
    private func claim(_ priority: Int, _ token: Int64, limit: Int, only kind: LetterKind?) throws -> [ClaimedMessage] {
        try db.rows(
            """
            UPDATE outbox SET state = 'leased', claim = ?1 WHERE id IN
                (SELECT id FROM outbox INDEXED BY outbox_ready WHERE state = 'ready' AND priority = ?2 AND due <= ?3
                AND (?5 IS NULL OR kind = ?5) ORDER BY due, id LIMIT ?4)
            RETURNING id, due
            """, token, priority, now.milliseconds, limit, kind?.rawValue
        ) {
            ClaimedMessage(
                id: $0.integer(0), claim: token, priority: priority, due: Instant(milliseconds: $0.integer(1)))
        }
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

extension Row {
    fileprivate func instantOrNil(_ column: Int32) -> Instant? { integerOrNil(column).map(Instant.init(milliseconds:)) }
}
