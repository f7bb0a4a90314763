import Domain
import SQLite

/// One letter to a chosen group: a draft until it is sent, then as it is.
package struct GroupLetter: Hashable, Sendable {
    /// What a member writes.
    package struct Draft: Hashable, Sendable {
        package let audience: GroupAudience
        /// Whom it goes to when they were ticked one by one.
        package let chosen: [Uid]
        package let subject: String
        package let text: String

        package init(audience: GroupAudience, chosen: [Uid] = [], subject: String, text: String) {
            self.audience = audience
            self.chosen = audience == .chosen ? chosen : []
            self.subject = subject
            self.text = text
        }
    }

    package let uid: Uid
    package let version: Int
    package let draft: Draft
    package let madeAt: Instant
    /// Nil while it is a draft.
    package let sentAt: Instant?
    /// When somebody stopped it while it was going.
    package let stoppedAt: Instant?
}

/// A buddy who belongs to a group, and what stands in the way of mail to them.
package struct GroupRecipient: Hashable, Sendable {
    package enum Obstacle: Hashable, Sendable {
        case noAddress
        case deadAddress
        /// The buddy wants no letters to a group.
        case optedOut
    }

    package let buddy: Uid
    package let name: String
    package let state: BuddyState
    package let obstacle: Obstacle?
}

extension TenantReader {
    /// One letter to a group; nil when there is none.
    package func groupLetter(_ uid: Uid) throws -> GroupLetter? {
        let chosen = try db.rows(
            """
            SELECT b.uid FROM group_letter g JOIN group_letter_choice c ON c.letter_id = g.id
                JOIN buddy b ON b.id = c.buddy_id WHERE g.uid = ?1
            """, uid.text
        ) { Uid($0.text(0)) }.compactMap { $0 }
        return try db.first(
            """
            SELECT uid, version, audience, subject, text, made_at, sent_at, stopped_at FROM group_letter WHERE uid = ?1
            """, uid.text
        ) { GroupLetter($0, chosen) }.flatMap { $0 }
    }

    /// The newest letters to a group; whom a chosen few were is not read.
    package func groupLetters(limit: Int = 30) throws -> [GroupLetter] {
        try db.rows(
            """
            SELECT uid, version, audience, subject, text, made_at, sent_at, stopped_at FROM group_letter
            ORDER BY id DESC LIMIT ?1
            """, limit
        ) { GroupLetter($0, []) }.compactMap { $0 }
    }

    /// Everybody who could be chosen for a letter or an invitation, by name, each in the state that their matches make.
    package func groupCandidates() throws -> [GroupRecipient] {
        try db.rows(
            """
            SELECT b.uid, b.name, b.state, b.email IS NULL,
                EXISTS (SELECT 1 FROM dead_address WHERE address = b.email),
                EXISTS (SELECT 1 FROM opt_out WHERE buddy_id = b.id AND kind = 'group'),
                EXISTS (SELECT 1 FROM match WHERE buddy_id = b.id AND (until IS NULL OR until > ?1)),
                EXISTS (SELECT 1 FROM match WHERE buddy_id = b.id AND until <= ?1)
            FROM buddy b WHERE b.state <> 'stopped' ORDER BY b.name COLLATE NOCASE, b.id
            """, try settings.zone.local(now).date.description
        ) { row -> GroupRecipient? in
            guard let uid = Uid(row.text(0)), let stored = BuddyState(rawValue: row.text(2)) else { return nil }
            let state = BuddyStanding.settled(stored, runningMatches: row.int(6), hadMatches: row.bool(7))
            let obstacle: GroupRecipient.Obstacle? =
                row.bool(3) ? .noAddress : row.bool(4) ? .deadAddress : row.bool(5) ? .optedOut : nil
            return GroupRecipient(buddy: uid, name: row.text(1), state: state, obstacle: obstacle)
        }.compactMap { $0 }
    }

    /// Whom a letter would go to if it went now, and who cannot be reached.
    package func groupRecipients(_ letter: Uid) throws -> [GroupRecipient] {
        guard let draft = try groupLetter(letter)?.draft else { return [] }
        let chosen = Set(draft.chosen)
        return try groupCandidates().filter { draft.audience.takes($0.state) || chosen.contains($0.buddy) }
    }
}

extension TenantWriter {
    /// Keeps a new draft.
    package func addGroupLetter(_ draft: GroupLetter.Draft) throws -> Uid {
        let uid = Uid.random()
        try db.run(
            """
            INSERT INTO group_letter(uid, audience, subject, text, made_at, made_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """, uid.text, draft.audience.rawValue, draft.subject, draft.text, now.milliseconds, actor?.text)
        try choose(draft.chosen, for: uid)
        try log(.added, .groupLetter, uid)
        return uid
    }

    /// Changes a draft.
    ///
    /// - Throws: `stale` when somebody else changed or sent it meanwhile.
    package func changeGroupLetter(_ uid: Uid, version: Int, to draft: GroupLetter.Draft) throws {
        try db.run(
            """
            UPDATE group_letter SET audience = ?3, subject = ?4, text = ?5, version = version + 1
            WHERE uid = ?1 AND version = ?2 AND sent_at IS NULL
            """, uid.text, version, draft.audience.rawValue, draft.subject, draft.text)
        try requireOneGroupLetter(uid)
        try db.run(
            "DELETE FROM group_letter_choice WHERE letter_id = (SELECT id FROM group_letter WHERE uid = ?1)", uid.text)
        try choose(draft.chosen, for: uid)
        try log(.changed, .groupLetter, uid)
    }

    /// Throws a draft away.
    package func removeGroupLetter(_ uid: Uid, version: Int) throws {
        try db.run(
            "DELETE FROM group_letter WHERE uid = ?1 AND version = ?2 AND sent_at IS NULL", uid.text, version)
        try requireOneGroupLetter(uid)
        try log(.removed, .groupLetter, uid)
    }

    // After a change that should have found one row: says which it was, gone or changed by somebody else.
    func requireOneGroupLetter(_ uid: Uid) throws {
        guard db.changes == 0 else { return }
        throw try groupLetter(uid) == nil ? StoreError.unknown : StoreError.stale
    }

    private func choose(_ buddies: [Uid], for letter: Uid) throws {
        for buddy in buddies {
            try db.run(
                """
                INSERT INTO group_letter_choice(letter_id, buddy_id)
                SELECT g.id, b.id FROM group_letter g, buddy b WHERE g.uid = ?1 AND b.uid = ?2 ON CONFLICT DO NOTHING
                """, letter.text, buddy.text)
        }
    }
}

extension GroupLetter {
    init?(_ row: Row, _ chosen: [Uid]) {
        guard let uid = Uid(row.text(0)), let audience = GroupAudience(rawValue: row.text(2)) else { return nil }
        self.init(
            uid: uid, version: row.int(1),
            draft: Draft(audience: audience, chosen: chosen, subject: row.text(3), text: row.text(4)),
            madeAt: Instant(milliseconds: row.integer(5)),
            sentAt: row.integerOrNil(6).map(Instant.init(milliseconds:)),
            stoppedAt: row.integerOrNil(7).map(Instant.init(milliseconds:)))
    }
}
