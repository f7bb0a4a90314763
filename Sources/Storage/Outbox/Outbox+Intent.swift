import Domain
import SQLite

/// A message whose intent is committed: it may go now.
package struct IntendedMessage: Sendable {
    package let claimed: ClaimedMessage
    package let uid: Uid
    /// The part of the Message-ID before the `@`.
    package let messageID: Uid
    /// The part after it: the same for every attempt, whatever relay sends it.
    package let messageHost: String
    package let kind: LetterKind
    package let recipient: EmailAddress
    package let content: MailContent
    package let expires: Instant
    package let attempts: Int
    package let doubts: Int
    package let interruptions: Int
    /// The path of a page on which the recipient stops mail of this kind; nil for what nobody can refuse.
    package let refusalPath: String?
}

/// What a message has to say.
package enum MailContent: Hashable, Sendable {
    /// To a buddy, about meetings and sessions.
    case letter(LetterFacts)
    /// To a coordinator, about the programme.
    case notice(NoticeFacts)
    /// To a member: a link to come in by.
    case login(LoginFacts)
    /// To a buddy, what a member wrote to a group.
    case group(GroupFacts)
    /// To a member, how another mail looks.
    indirect case proof(MailContent)
}

extension IntendedMessage {
    /// What a letter to a buddy tells of; empty for a notice.
    package var parts: [LetterFacts.Part] {
        if case .letter(let facts) = content { facts.parts } else { [] }
    }
}

extension TenantWriter {
    /// Commits the intent to send, after looking once more whether every reason still holds (QUEUE.md, promise 3).
    ///
    /// - Parameter host: what stands after the `@` of the Message-ID, unless an earlier attempt decided that.
    /// - Returns: nil when it is not to go now; its row then says why (cancelled, joined, postponed, expired).
    package func intend(_ message: ClaimedMessage, host: String) throws -> IntendedMessage? {
        guard let row = try leasedRow(message, host: host) else { return nil }
        if row.cancelAsked {
            try finishAsCancelled(message.id)
            return nil
        }
        // A pause stops also what was claimed before it; logins ignore it.
        guard !row.isPaused else {
            try release([message])
            return nil
        }
        if row.kind.isProgramme { return try intendLetter(message, row) }
        guard row.expires > now else {
            _ = try expire(message.id, row.uid, at: now)
            return nil
        }
        if row.kind.isNotice { return try intendNotice(message, row) }
        if row.kind == .login { return try intendLogin(message, row) }
        return try intendByMember(message, row)
    }

    private func intendLetter(_ message: ClaimedMessage, _ claimed: LeasedRow) throws -> IntendedMessage? {
        var row = claimed
        var wanted = try meantLetters(of: message.id)
        if row.expires <= now || wanted.contains(where: { $0.letter.expires <= now }) {
            guard try !expire(message.id, row.uid, at: now),
                let rest = try leasedRow(message, host: row.messageHost)
            else { return nil }
            row = rest
            wanted = try stillWanted(message.id)
        }
        guard let first = wanted.first?.letter else {
            try finish(message.id, .cancelled, event: "superseded")
            return nil
        }
        if row.attempts + row.doubts + row.interruptions == 0, let later = wanted.map(\.letter.due).min(), later > now {
            try postpone(message.id, until: later, event: "rescheduled")
            return nil
        }
        // After a stop, what should have gone by day is found at night: then the planner's quiet rule decides again.
        let quiet = QuietTimes(try settings)
        let opening = wanted.map { quiet.departure(at: now, $0.usefulness) }.min() ?? now
        guard opening <= now else {
            try postpone(message.id, until: opening, event: "quiet-hours")
            return nil
        }
        guard let recipient = try address(of: first.reason.buddy).flatMap({ EmailAddress($0) }) else {
            try finish(message.id, .cancelled, event: "superseded")
            return nil
        }
        if first.reason.kind.isRefusable {
            switch try applyCap(to: message, wanted, row: row, recipient: recipient) {
            case .sendAlone: break
            case .joinAll: wanted = try stillWanted(message.id)
            case .postpone: return nil
            }
        }

        guard let facts = try letterFacts(for: wanted.map(\.letter.reason)) else {
            try finish(message.id, .cancelled, event: "superseded")
            return nil
        }
        // Each letter of a joined mail has its last try before it is over itself.
        if let expires = wanted.map(\.letter.expires).min(), expires != row.expires {
            try db.run("UPDATE outbox SET expires = ?2 WHERE id = ?1", message.id, expires.milliseconds)
            row.expires = expires
        }
        return try commitIntent(message, row, to: recipient, .letter(facts))
    }

    // A digest is looked at when it is due, and the next one planned; an alarm may be overtaken, and goes by night too.
    private func intendNotice(_ message: ClaimedMessage, _ row: LeasedRow) throws -> IntendedMessage? {
        // Who was removed, or is told nothing of the programme any more, may have been claimed before that.
        // The helpdesk has no setting: what stopped in the house is always told.
        guard let recipient = try coordinatorAddress(row.person),
            try !hasProgramme || (row.kind == .digest ? settings.digest : settings.alarms)
        else {
            try finish(message.id, .cancelled, event: "superseded")
            return nil
        }
        if row.kind == .digest {
            try planDigests()
            let opening = QuietTimes(try settings).earliest(atOrAfter: now)
            guard opening <= now else {
                if opening < row.expires {
                    try postpone(message.id, until: opening, event: "quiet-hours")
                } else {
                    _ = try expire(message.id, row.uid, at: now)
                }
                return nil
            }
        }
        guard let facts = try noticeFacts(row.kind, of: message.id) else {
            try finish(message.id, .cancelled, event: "nothing-to-tell")
            return nil
        }
        return try commitIntent(message, row, to: recipient, .notice(facts))
    }

    // No quiet hours, no cap: somebody sits in front of a screen and waits.
    private func intendLogin(_ message: ClaimedMessage, _ row: LeasedRow) throws -> IntendedMessage? {
        guard let facts = try loginFacts(of: message.id), let recipient = EmailAddress(row.recipient) else {
            try finish(message.id, .cancelled, event: "nothing-to-tell")
            return nil
        }
        return try commitIntent(message, row, to: recipient, .login(facts))
    }

    func commitIntent(
        _ message: ClaimedMessage, _ row: LeasedRow, to recipient: EmailAddress, _ content: MailContent
    ) throws -> IntendedMessage {
        try db.run(
            """
            UPDATE outbox SET intent_at = ?3, recipient = ?4, message_id = ?5
            WHERE id = ?1 AND state = 'leased' AND claim = ?2
            """, message.id, message.claim, now.milliseconds, recipient.description,
            "\(row.messageID)@\(row.messageHost)")
        return IntendedMessage(
            claimed: message, uid: row.uid, messageID: row.messageID, messageHost: row.messageHost,
            kind: row.kind, recipient: recipient,
            content: content, expires: row.expires, attempts: row.attempts, doubts: row.doubts,
            interruptions: row.interruptions, refusalPath: try mintRefusal(of: message.id, row.kind))
    }

    struct LeasedRow {
        let uid: Uid
        let messageID: Uid
        let messageHost: String
        var expires: Instant
        let attempts: Int
        let doubts: Int
        let interruptions: Int
        let cancelAsked: Bool
        let person: String
        let kind: LetterKind
        let recipient: String
        let isPaused: Bool
    }

    private func leasedRow(_ message: ClaimedMessage, host: String) throws -> LeasedRow? {
        let found = try db.first(
            """
            SELECT uid, message_id, expires, attempts, doubts, interruptions, cancel_asked, person, kind,
                recipient, priority > ?3 AND (SELECT paused_because IS NOT NULL FROM sending) FROM outbox
            WHERE id = ?1 AND state = 'leased' AND claim = ?2 AND intent_at IS NULL
            """, message.id, message.claim, LetterKind.login.priority
        ) { row -> LeasedRow? in
            guard let uid = Uid(row.text(0)), let messageID = StoredMessageID(row.text(1)),
                let kind = LetterKind(rawValue: row.text(8))
            else { return nil }
            return LeasedRow(
                uid: uid, messageID: messageID.uid, messageHost: messageID.host ?? host,
                expires: Instant(milliseconds: row.integer(2)), attempts: row.int(3),
                doubts: row.int(4), interruptions: row.int(5), cancelAsked: row.bool(6), person: row.text(7),
                kind: kind, recipient: row.text(9), isPaused: row.bool(10))
        }
        guard let found else { return nil }
        guard let row = found else {
            throw StoreError.quarantined("a message in the outbox is damaged: restore the file from a backup")
        }
        return row
    }

    func postpone(_ id: Int64, until due: Instant, event: StaticString) throws {
        let postponed = try db.first(
            """
            UPDATE outbox SET state = 'ready', claim = NULL, intent_at = NULL, cancel_asked = 0, due = min(?2, expires - 1),
                local_time = ?3 WHERE id = ?1 RETURNING due
            """, id, due.milliseconds, settings.zone.local(due).description
        ) { Instant(milliseconds: $0.integer(0)) }
        try recordInARow(id, event)
        if let postponed { noteDue(postponed) }
    }
}
