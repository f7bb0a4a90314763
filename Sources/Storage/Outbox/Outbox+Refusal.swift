import Domain
import SQLite

/// What the link under a mail stops, and how that stands.
package struct MailRefusal: Hashable, Sendable {
    package let mails: [RefusableMail]
    /// All of it is stopped.
    package let isStopped: Bool

    package init(mails: [RefusableMail], isStopped: Bool) {
        self.mails = mails
        self.isStopped = isStopped
    }
}

extension PublicScope {
    /// What a link stops; nil when it never was one of ours, or is over.
    package func refusal(linkedBy token: AccessSecret) throws(StoreError) -> MailRefusal? {
        try store.read { try $0.refusal(linkedBy: token)?.refusal }
    }

    /// Stops what a link stops, or lets it come again; asking twice is the same as once.
    ///
    /// - Returns: how it stands now; nil when the link never was one of ours, or is over.
    package func refuse(_ isStopped: Bool, linkedBy token: AccessSecret) throws(StoreError) -> MailRefusal? {
        try store.write { writer in
            guard let known = try writer.refusal(linkedBy: token) else { return nil }
            for mail in known.refusal.mails {
                if isStopped {
                    try writer.optOut(buddy: known.buddy, of: mail)
                } else {
                    try writer.optIn(buddy: known.buddy, to: mail)
                }
            }
            return MailRefusal(mails: known.refusal.mails, isStopped: isStopped)
        }
    }
}

/// How long the link under a mail can be used.
private let refusalTerm = Span.days(180)

extension TenantReader {
    /// What a buddy does not want any more, in the order of `RefusableMail.allCases`.
    func refusedMail(ofBuddy row: Int64) throws -> [RefusableMail] {
        let kinds = Set(try db.rows("SELECT kind FROM opt_out WHERE buddy_id = ?1", row) { $0.text(0) })
        return RefusableMail.allCases.filter { kinds.contains($0.text) }
    }

    func refusal(linkedBy token: AccessSecret) throws -> (buddy: Uid, refusal: MailRefusal)? {
        let link = try db.first(
            """
            SELECT o.id, o.kind, b.uid, b.id FROM refusal_link l JOIN outbox o ON o.id = l.outbox_id
                JOIN buddy b ON b.uid = o.person
            WHERE l.token = ?1 AND l.ends_at > ?2
            """, token.hash, now.milliseconds
        ) { (id: $0.integer(0), kind: LetterKind(rawValue: $0.text(1)), buddy: Uid($0.text(2)), row: $0.integer(3)) }
        guard let link, let kind = link.kind, let buddy = link.buddy else { return nil }
        let meant = kind == .group ? [.group] : try mails(in: link.id)
        let refused = try refusedMail(ofBuddy: link.row)
        return (buddy, MailRefusal(mails: meant, isStopped: meant.allSatisfy(refused.contains)))
    }

    // A mail that was joined is of several kinds: its link stops all of them.
    private func mails(in id: Int64) throws -> [RefusableMail] {
        let rows = try db.rows(
            """
            SELECT r.reason, s.kind FROM outbox_reason r
                LEFT JOIN intervision_session s ON r.subject = 'intervision:' || s.uid
            WHERE r.outbox_id = ?1
            """, id
        ) { (reason: Reason($0.text(0)), gathering: $0.textOrNil(1).flatMap(Gathering.init(rawValue:))) }
        let mails = Set(
            rows.compactMap { row in
                row.reason.flatMap { RefusableMail($0.kind, about: row.gathering ?? .intervision) }
            })
        return RefusableMail.allCases.filter(mails.contains)
    }
}

extension TenantWriter {
    /// Stops one kind of letter to a buddy, for good; the coordinator then sees "bel deze buddy".
    ///
    /// What waits of that kind is cancelled, other letters go on. Asking twice is the same as once.
    /// - Throws: `unknown` for a buddy there is not.
    package func optOut(buddy: Uid, of mail: RefusableMail) throws {
        try refuse(mail, buddy, byLink: true)
    }

    /// Lets one kind of letter come again; what was taken out and is still of use goes.
    func optIn(buddy: Uid, to mail: RefusableMail) throws {
        let row = try db.first(
            "DELETE FROM opt_out WHERE kind = ?2 AND buddy_id = (SELECT id FROM buddy WHERE uid = ?1) RETURNING buddy_id",
            buddy.text, mail.text
        ) { $0.integer(0) }
        // Of what was entered meanwhile there may be no letter at all yet.
        if let row { try replanLetters(ofBuddy: row) }
    }

    /// Writes down what a buddy told a member: these kinds of mail not, all others again.
    package func setRefusedMail(ofBuddy uid: Uid, to mails: Set<RefusableMail>) throws {
        let row = try db.first("SELECT id FROM buddy WHERE uid = ?1", uid.text) { $0.integer(0) }
        guard let row else { throw StoreError.unknown }
        let known = Set(try refusedMail(ofBuddy: row))
        guard known != mails else { return }
        for mail in mails.subtracting(known) { try refuse(mail, uid, byLink: false) }
        for mail in known.subtracting(mails) { try optIn(buddy: uid, to: mail) }
        try log(.changed, .buddy, uid, ["welke mail"])
    }

    /// A new link that stops what this message is; nil for what nobody can refuse.
    ///
    /// Runs in the intent's transaction: a mail that is made once more has a link of its own, and the earlier one stays.
    func mintRefusal(of id: Int64, _ kind: LetterKind) throws -> String? {
        guard kind.isRefusable,
            let slug = try db.first("SELECT value FROM meta WHERE key = 'tenant'", read: { $0.text(0) })
        else { return nil }
        // Two go for each that comes: the table never grows by more than half a year's mail.
        try db.run(
            "DELETE FROM refusal_link WHERE id IN (SELECT id FROM refusal_link ORDER BY id LIMIT 2) AND ends_at <= ?1",
            now.milliseconds)
        let token = AccessSecret.random()
        try db.run(
            "INSERT INTO refusal_link(token, outbox_id, ends_at) VALUES (?1, ?2, ?3)", token.hash, id,
            (now + refusalTerm).milliseconds)
        return "/\(slug)/m/\(token.text)"
    }

    private func refuse(_ mail: RefusableMail, _ buddy: Uid, byLink: Bool) throws {
        let row = try db.first("SELECT id FROM buddy WHERE uid = ?1", buddy.text) { $0.integer(0) }
        guard let row else { throw StoreError.unknown }
        try db.run(
            "INSERT INTO opt_out(buddy_id, kind, at, by_link) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", row,
            mail.text, now.milliseconds, byLink)
        guard db.changes > 0 else { return }
        try replanLetters(ofBuddy: row)
        if mail == .group { try cancelGroupLetters(to: buddy) }
    }
}
