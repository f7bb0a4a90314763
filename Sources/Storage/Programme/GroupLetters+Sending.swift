import Domain
import SQLite

/// How far a letter to a group is.
package struct GroupProgress: Hashable, Sendable {
    package var waiting = 0
    package var sent = 0
    package var failed = 0
    package var cancelled = 0

    package init(waiting: Int = 0, sent: Int = 0, failed: Int = 0, cancelled: Int = 0) {
        self.waiting = waiting
        self.sent = sent
        self.failed = failed
        self.cancelled = cancelled
    }

    package var all: Int { waiting + sent + failed + cancelled }
}

extension TenantReader {
    /// How far a letter is: a count of its recipients by what became of their mail.
    package func groupProgress(_ letter: Uid) throws -> GroupProgress {
        let counts = try db.rows(
            """
            SELECT o.state, count(*) FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
            WHERE r.subject = ?1 GROUP BY o.state
            """, MemberReason.groupSubject(letter)
        ) { (MessageState(rawValue: $0.text(0)), $0.int(1)) }
        return counts.reduce(into: GroupProgress()) { progress, count in
            switch count.0 {
            case .ready, .leased: progress.waiting += count.1
            case .sent: progress.sent += count.1
            case .dead, .held, .expired: progress.failed += count.1
            case .cancelled, nil: progress.cancelled += count.1
            }
        }
    }
}

extension TenantReader {
    /// When a letter to a group would begin to go: now, or when it is not quiet any more.
    package func groupDeparture() throws -> Instant {
        QuietTimes(try settings).earliest(atOrAfter: now)
    }
}

extension TenantWriter {
    /// Puts one message for each recipient into the outbox, all in this transaction; it goes by the tenant's quiet hours
    /// and caps.
    ///
    /// - Returns: false when it was sent before, such as by a second click: nothing happens.
    /// - Throws: `stale` when it was changed meanwhile, `refused` when nobody can be reached.
    package func sendGroupLetter(_ uid: Uid, version: Int) throws -> Bool {
        guard let letter = try groupLetter(uid) else { throw StoreError.unknown }
        guard letter.sentAt == nil else { return false }
        try db.run(
            """
            UPDATE group_letter SET sent_at = ?3, version = version + 1
            WHERE uid = ?1 AND version = ?2 AND sent_at IS NULL
            """, uid.text, version, now.milliseconds)
        try requireOneGroupLetter(uid)
        let recipients = try groupRecipients(uid).filter { $0.obstacle == nil }
        guard !recipients.isEmpty else { throw StoreError.refused("there is nobody to send this letter to") }
        let due = try groupDeparture()
        let days = try settings.groupDays
        for recipient in recipients {
            guard let address = try address(of: recipient.buddy) else { continue }
            _ = try insertByMember(
                .group, .group(uid, recipient.buddy), to: address, person: recipient.buddy, due: due,
                expires: due + .days(days))
        }
        try log(.sent, .groupLetter, uid)
        return true
    }

    /// Stops a letter while it goes: what waits is cancelled, what is on the wire is cancelled unless it is accepted.
    package func stopGroupLetter(_ uid: Uid) throws {
        try db.run(
            "UPDATE group_letter SET stopped_at = ?2, version = version + 1 WHERE uid = ?1 AND sent_at IS NOT NULL AND stopped_at IS NULL",
            uid.text, now.milliseconds)
        guard db.changes == 1 else {
            guard let letter = try groupLetter(uid) else { throw StoreError.unknown }
            guard letter.stoppedAt != nil else { throw StoreError.stale }
            return
        }
        let waiting = try db.rows(
            """
            SELECT o.id, o.state FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
            WHERE r.subject = ?1 AND o.state IN ('ready', 'leased', 'held')
            """, MemberReason.groupSubject(uid)
        ) { (id: $0.integer(0), isLeased: $0.text(1) == "leased") }
        for message in waiting {
            if message.isLeased {
                try db.run("UPDATE outbox SET cancel_asked = 1 WHERE id = ?1", message.id)
                try record(message.id, "cancel-asked")
            } else {
                try finish(message.id, .cancelled, event: "cancelled-by-person")
            }
        }
        try log(.changed, .groupLetter, uid, ["gestopt"])
    }
}
