import Domain
import SQLite

extension TenantWriter {
    /// Ends a message that is of no use any more; the coordinators hear of it while its meeting is still to come.
    ///
    /// Every way to `expired` leads through here (QUEUE.md, promise 4). Of letters that were joined into one mail only
    /// those that are over end, in a row of their own; the others go on with the mail, its tries and its doubts.
    /// - Parameter end: from when it is of no use: now, or a moment that no other try will come before.
    /// - Returns: false when the message goes on.
    func expire(_ id: Int64, _ uid: Uid?, at end: Instant) throws -> Bool {
        if try reasons(of: id).count > 1, try partsFromLettersThatAreOver(id, uid, at: end) { return false }
        try finish(id, .expired, event: "expired")
        if let uid { try alarm(about: uid, id) }
        try planDigestsAfter(id)
        return true
    }

    // False when nothing in the mail is of use any more.
    private func partsFromLettersThatAreOver(_ id: Int64, _ uid: Uid?, at end: Instant) throws -> Bool {
        let meant = try meantLetters(of: id).map(\.letter)
        let useful = meant.filter { $0.expires > end }
        guard let next = useful.first, let expires = useful.map(\.expires).min() else { return false }
        let over = meant.filter { $0.expires <= end }
        let last = over.map(\.expires).max()
        if let apart = try setAside(over.map(\.reason), from: id, uid, as: .expired, expires: last) {
            try record(apart.row, "expired")
            try alarm(about: apart.uid, apart.row)
        }
        try goOn(id, next.reason.kind, expires: expires)
        return true
    }

    /// Ends letters that a person wants no more; the others of their mail go on without them.
    func cancel(_ reasons: [Reason], of id: Int64, _ mail: Uid) throws {
        let rest = try self.reasons(of: id).filter { !reasons.contains($0) }
        guard let next = rest.first else { return try cancel(mail) }
        guard let apart = try setAside(reasons, from: id, mail, as: .cancelled) else { return }
        try record(apart.row, "cancelled-by-person")
        try goOn(id, next.kind)
    }

    // A row of their own for letters whose mail goes on without them, with what that mail went through.
    private func setAside(
        _ reasons: [Reason], from id: Int64, _ mail: Uid?, as state: MessageState, expires: Instant? = nil
    ) throws -> (row: Int64, uid: Uid)? {
        guard let kind = reasons.first?.kind else { return nil }
        let uid = Uid.random()
        try db.run(
            """
            INSERT INTO outbox(uid, kind, recipient, person, priority, due, expires, local_time, zone, state, attempts,
                doubts, message_id, reply, finished_at, refusable)
            SELECT ?2, ?3, recipient, person, ?4, min(due, coalesce(?5 - 1, due)), coalesce(?5, expires), local_time,
                zone, ?8, attempts, doubts, ?6, reply, ?7, refusable FROM outbox WHERE id = ?1
            """, id, uid.text, kind.rawValue, kind.priority, expires?.milliseconds, Uid.random().text,
            now.milliseconds, state.rawValue)
        let row = db.lastInsertedRow
        for reason in reasons {
            try db.run("UPDATE outbox_reason SET outbox_id = ?2 WHERE reason = ?1", reason.description, row)
        }
        try record(row, "set-aside", text: mail?.text)
        return (row, uid)
    }

    private func goOn(_ id: Int64, _ kind: LetterKind, expires: Instant? = nil) throws {
        try db.run(
            "UPDATE outbox SET expires = coalesce(?2, expires), kind = ?3, priority = ?4 WHERE id = ?1", id,
            expires?.milliseconds, kind.rawValue, kind.priority)
    }

    /// A mail of several letters that does not go is worth a person's while until the last of them is over.
    ///
    /// To be called before its state says that it does not go: a letter in doubt is meant only while it may go once more.
    func keepUntilTheLast(_ id: Int64) throws {
        guard try reasons(of: id).count > 1, let last = try meantLetters(of: id).map(\.letter.expires).max() else {
            return
        }
        try db.run("UPDATE outbox SET expires = max(expires, ?2) WHERE id = ?1", id, last.milliseconds)
    }
}

extension TenantReader {
    /// Why a message of the programme exists; empty for what has no such reason.
    func reasons(of id: Int64) throws -> [Reason] {
        try db.rows("SELECT reason FROM outbox_reason WHERE outbox_id = ?1", id) { $0.text(0) }.compactMap {
            Reason($0)
        }
    }

    /// The letters among a message's reasons that the programme asks for, also those that are over by now.
    func meantLetters(of id: Int64) throws -> [WantedLetter] {
        try reasons(of: id).flatMap { try wantedLetters(about: $0.subject, only: $0, evenIfOver: true) }
    }

    /// The letters among a message's reasons that the programme still asks for.
    func stillWanted(_ id: Int64) throws -> [WantedLetter] {
        try meantLetters(of: id).filter { $0.letter.expires > now }
    }
}
