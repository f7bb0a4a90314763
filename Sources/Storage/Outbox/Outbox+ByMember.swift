import Domain
import SQLite

/// What a mail shows that a member sends to themselves; written in its reason.
package enum ProofSource: Hashable, Sendable {
    /// A message of the outbox, as it would go now.
    case message(Uid)
    /// A letter to a group, as it stands.
    case group(Uid)
    /// A reminder about a made-up meeting, for who has no meeting yet.
    case example

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("example", 1): self = .example
        case ("message", 2):
            guard let uid = Uid(parts[1]) else { return nil }
            self = .message(uid)
        case ("group", 2):
            guard let uid = Uid(parts[1]) else { return nil }
            self = .group(uid)
        default: return nil
        }
    }

    var text: String {
        switch self {
        case .message(let uid): "message:\(uid)"
        case .group(let uid): "group:\(uid)"
        case .example: "example"
        }
    }
}

/// Why a mail exists that a member set going; unique for ever, as a programme's `Reason`.
///
/// Written `group:<uid of the letter>:buddy:<uid>` and `test:<source>:<uid of the form>:coordinator:<uid>`: the button of
/// one form, pressed twice, sends once.
struct MemberReason {
    let subject: String
    let text: String

    static func group(_ letter: Uid, _ buddy: Uid) -> Self {
        Self(subject: groupSubject(letter), text: "\(groupSubject(letter)):buddy:\(buddy)")
    }

    static func groupSubject(_ letter: Uid) -> String { "group:\(letter)" }

    static func proof(_ source: ProofSource, _ form: Uid, _ member: Uid) -> Self {
        Self(subject: "test:\(source.text)", text: "test:\(source.text):\(form):coordinator:\(member)")
    }
}

extension TenantWriter {
    /// – → ready, once for a reason; false when it was there already.
    func insertByMember(
        _ kind: LetterKind, _ reason: MemberReason, to address: String, person: Uid, due: Instant, expires: Instant
    ) throws -> Bool {
        let isKnown = try db.first("SELECT 1 FROM outbox_reason WHERE reason = ?1", reason.text) { _ in true } ?? false
        guard !isKnown else { return false }
        let id = try insert(kind, to: address, person: person.text, due: due, expires: expires)
        try db.run(
            "INSERT INTO outbox_reason(outbox_id, reason, subject) VALUES (?1, ?2, ?3)", id, reason.text,
            reason.subject)
        return true
    }

    /// The intent of what a member set going: looked at once more, as the programme's letters are.
    func intendByMember(_ message: ClaimedMessage, _ row: LeasedRow) throws -> IntendedMessage? {
        guard let subject = try memberSubject(of: message.id), let person = Uid(row.person) else {
            try finish(message.id, .cancelled, event: "superseded")
            return nil
        }
        return row.kind == .group
            ? try intendGroup(message, row, subject, person) : try intendProof(message, row, subject, person)
    }

    // Refusable: quiet hours and caps hold. It may be late, so a full week makes it wait, not break the cap.
    private func intendGroup(
        _ message: ClaimedMessage, _ row: LeasedRow, _ subject: String, _ buddy: Uid
    ) throws -> IntendedMessage? {
        let quiet = QuietTimes(try settings)
        let opening = quiet.earliest(atOrAfter: now)
        guard opening <= now else {
            try postpone(message.id, until: opening, event: "quiet-hours")
            return nil
        }
        guard try takesGroupLetters(buddy), let recipient = try address(of: buddy).flatMap({ EmailAddress($0) }),
            let facts = try Uid(subject.dropFirst("group:".count)).flatMap({ try groupFacts($0, to: buddy) })
        else {
            try finish(message.id, .cancelled, event: "superseded")
            return nil
        }
        let sent = try refusableMail(to: recipient.description)
        let letter = Usefulness(expires: row.expires, before: nil)
        let rule = CapRule(.buddy, try settings)
        if rule.remaining(sentToday: sent.today, sentThisWeek: sent.thisWeek) == 0 {
            let decision = rule.decide(
                at: now, sentToday: sent.today, sentThisWeek: sent.thisWeek, waiting: [letter])
            if case .postpone(let until) = decision {
                try postpone(message.id, until: until, event: "capped")
            } else {
                _ = try expire(message.id, row.uid, at: now)
            }
            return nil
        }
        return try commitIntent(message, row, to: recipient, .group(facts))
    }

    // Asked for just now, by the one who gets it: no quiet hours and no caps.
    private func intendProof(
        _ message: ClaimedMessage, _ row: LeasedRow, _ subject: String, _ member: Uid
    ) throws -> IntendedMessage? {
        let address = try db.first("SELECT email FROM coordinator WHERE uid = ?1", member.text) { $0.text(0) }
        guard let recipient = address.flatMap({ EmailAddress($0) }),
            let content = try ProofSource(subject.dropFirst("test:".count)).flatMap(content)
        else {
            try finish(message.id, .cancelled, event: "nothing-to-tell")
            return nil
        }
        return try commitIntent(message, row, to: recipient, .proof(content))
    }

    /// Takes out what waits for a buddy who wants no letters to a group any more.
    func cancelGroupLetters(to buddy: Uid) throws {
        let waiting = try db.rows(
            "SELECT id FROM outbox WHERE person = ?1 AND state = 'ready' AND kind = 'group'", buddy.text
        ) { $0.integer(0) }
        for id in waiting { try finish(id, .cancelled, event: "superseded") }
    }

    /// A letter that arrived is contact with the buddy (N12).
    ///
    /// The record's version stays: this is no change that a person might overwrite.
    func noteContact(by id: Int64) throws {
        try db.run(
            """
            UPDATE buddy SET last_contact_on = ?2
            WHERE uid = (SELECT person FROM outbox WHERE id = ?1) AND (last_contact_on IS NULL OR last_contact_on < ?2)
            """, id, settings.zone.local(now).date.description)
    }
}

extension TenantReader {
    /// What the reason of a message that a member set going is about; nil when it has none.
    func memberSubject(of id: Int64) throws -> String? {
        try db.first("SELECT subject FROM outbox_reason WHERE outbox_id = ?1", id) { $0.text(0) }
    }

    func takesGroupLetters(_ buddy: Uid) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM buddy b WHERE b.uid = ?1 AND b.state <> 'stopped'
                AND NOT EXISTS (SELECT 1 FROM opt_out WHERE buddy_id = b.id AND kind = 'group')
            """, buddy.text
        ) { _ in true } ?? false
    }

    /// What a letter to a group tells this buddy; nil when one of the two is gone.
    func groupFacts(_ letter: Uid, to buddy: Uid) throws -> GroupFacts? {
        let name = try db.first("SELECT name FROM buddy WHERE uid = ?1", buddy.text) { $0.text(0) }
        guard let name else { return nil }
        return try groupFacts(letter, firstName: firstName(name))
    }

    func groupFacts(_ letter: Uid, firstName: String) throws -> GroupFacts? {
        let words = try db.first("SELECT subject, text FROM group_letter WHERE uid = ?1", letter.text) {
            (subject: $0.text(0), text: $0.text(1))
        }
        guard let words else { return nil }
        let settings = try settings
        return GroupFacts(
            tenantName: settings.sender, coordinatorName: settings.coordinatorName,
            coordinatorPhone: settings.coordinatorPhone, replyTo: settings.replyTo, recipientFirstName: firstName,
            subject: words.subject, text: words.text)
    }
}
