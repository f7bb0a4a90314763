import Domain
import SQLite

extension TenantReader {
    /// What a mail would say; nil when there is nothing of it any more.
    package func content(of source: ProofSource) throws -> MailContent? {
        switch source {
        case .message(let uid): try content(ofMessage: uid)
        case .group(let uid): try groupFacts(uid, firstName: try exampleFirstName(uid)).map(MailContent.group)
        case .example: .letter(try exampleFacts())
        }
    }

    /// The programme's letter that goes first, for who wants to see what a buddy gets; nil when none waits.
    package func nextLetter() throws -> Uid? {
        try db.first(
            """
            SELECT uid FROM outbox WHERE state = 'ready' AND kind IN ('before-week', 'before-day', 'after', 'nudge',
                'moved', 'cancelled', 'intervision-invite', 'intervision-nudge', 'intervision-before')
            ORDER BY due, id LIMIT 1
            """
        ) { Uid($0.text(0)) }.flatMap { $0 }
    }

    // As on the day on which it goes, or went: the text says "vandaag" and "gisteren" by that day.
    private func content(ofMessage uid: Uid) throws -> MailContent? {
        let row = try db.first(
            "SELECT id, kind, person, state, due, finished_at FROM outbox WHERE uid = ?1", uid.text
        ) { row in
            (
                id: row.integer(0), kind: LetterKind(rawValue: row.text(1)), person: Uid(row.text(2)),
                state: MessageState(rawValue: row.text(3)), due: row.integer(4), finished: row.integer(5)
            )
        }
        guard let row, let kind = row.kind else { return nil }
        if kind.isNotice { return try noticeFacts(kind, of: row.id).map(MailContent.notice) }
        if kind.isByMember {
            guard let subject = try memberSubject(of: row.id) else { return nil }
            if kind == .test { return try ProofSource(subject.dropFirst("test:".count)).flatMap(content) }
            guard let letter = Uid(subject.dropFirst("group:".count)), let person = row.person else { return nil }
            return try groupFacts(letter, to: person).map(MailContent.group)
        }
        let reasons = try db.rows("SELECT reason FROM outbox_reason WHERE outbox_id = ?1", row.id) { $0.text(0) }
            .compactMap { Reason($0) }
        let day =
            switch row.state {
            case .ready, .leased: max(row.due, now.milliseconds)
            case .sent: row.finished
            default: row.due
            }
        var facts = try letterFacts(for: reasons)
        facts?.today = try settings.zone.local(Instant(milliseconds: day)).date
        return facts.map(MailContent.letter)
    }

    // The letter to a group as its first reader gets it.
    private func exampleFirstName(_ letter: Uid) throws -> String {
        try groupRecipients(letter).first { $0.obstacle == nil }.map { firstName($0.name) } ?? ""
    }

    private func exampleFacts() throws -> LetterFacts {
        let settings = try settings
        let tomorrow = settings.zone.local(now).date + 1
        let part = LetterFacts.Part(
            kind: .beforeDay, subject: .meeting(Uid.random()), label: "Esdoorn",
            starts: LocalDateTime(tomorrow, TimeOfDay(minuteOfDay: 14 * 60)), minutes: 45)
        return LetterFacts(
            tenantName: settings.sender, coordinatorName: settings.coordinatorName,
            coordinatorPhone: settings.coordinatorPhone, replyTo: settings.replyTo, recipientFirstName: "",
            today: tomorrow - 1, zone: settings.zone, parts: [part])
    }
}

extension TenantWriter {
    /// How often a member may send a mail to themselves.
    package static let proofsAnHour = 12

    /// Sends a member the mail that is meant, at once, to their own address; the same form again sends nothing.
    ///
    /// - Throws: `unknown` when there is no such mail, `refused` after too many in an hour.
    package func sendProof(_ source: ProofSource, form: Uid, to member: Member) throws {
        guard try content(of: source) != nil else { throw StoreError.unknown }
        let reason = MemberReason.proof(source, form, member.uid)
        let isKnown = try db.first("SELECT 1 FROM outbox_reason WHERE reason = ?1", reason.text) { _ in true }
        guard isKnown == nil else { return }
        let recent =
            try db.first(
                """
                SELECT count(*) FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
                    JOIN event e ON e.outbox_id = o.id AND e.kind = 'planned'
                WHERE r.subject >= 'test:' AND r.subject < 'test;' AND o.person = ?1 AND e.at > ?2
                """, member.uid.text, (now - .hours(1)).milliseconds
            ) { $0.int(0) } ?? 0
        guard recent < Self.proofsAnHour else { throw StoreError.refused("too many test mails in an hour") }
        let isNew = try insertByMember(
            .test, reason, to: member.email.description, person: member.uid, due: now, expires: now + .hours(2))
        if isNew { try log(.sent, .message, nil, ["proef"]) }
    }
}
