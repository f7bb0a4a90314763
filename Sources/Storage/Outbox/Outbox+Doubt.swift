import Domain
import SQLite

/// A letter that may have arrived and may go once more.
struct LetterInDoubt {
    let reason: Reason
    let expires: Instant
}

extension TenantReader {
    /// True when nobody knows of one of its tries whether it arrived, also when a person had it sent again since.
    func wasInDoubt(_ id: Int64) throws -> Bool {
        try db.first("SELECT 1 FROM event WHERE outbox_id = ?1 AND kind = 'doubt'", id) { _ in true } ?? false
    }

    /// The letters about a subject that were in doubt and may go once more.
    func lettersInDoubt(about subject: Reason.Subject) throws -> [LetterInDoubt] {
        try db.rows(
            """
            SELECT r.reason, o.expires FROM outbox_reason r CROSS JOIN outbox o ON o.id = r.outbox_id
            WHERE r.subject = ?1 AND o.state IN ('ready', 'leased')
                AND EXISTS (SELECT 1 FROM event WHERE outbox_id = o.id AND kind = 'doubt')
            """, subject.description
        ) { row in
            Reason(row.text(0)).map { LetterInDoubt(reason: $0, expires: Instant(milliseconds: row.integer(1))) }
        }.compactMap { $0 }
    }
}

extension TenantWriter {
    /// First doubt: once more, or held when the tenant wants that; second doubt: held.
    func doubt(_ id: Int64, _ uid: Uid?, doubts: Int, _ answer: Settlement.Answer) throws {
        try record(id, "doubt", code: answer.code, text: answer.text)
        let isLogin = try db.first("SELECT kind = 'login' FROM outbox WHERE id = ?1", id) { $0.bool(0) } ?? false
        // Whoever could release a login that is held cannot log in.
        if doubts == 0, try isLogin || settings.doubtPolicy == .resend {
            try db.run(
                """
                UPDATE outbox SET state = 'ready', doubts = 1, claim = NULL, intent_at = NULL,
                    due = min(?2, expires - 1) WHERE id = ?1
                """, id, now.milliseconds)
            noteDue(now)
        } else {
            try db.run("UPDATE outbox SET doubts = min(doubts + 1, 2) WHERE id = ?1", id)
            try finish(id, .held, event: "held", text: answer.text)
            if let uid { try alarm(about: uid, id) }
        }
    }

    /// Cancelled while nobody knows whether it went: the doubt is recorded, and it never goes again.
    func cancelInDoubt(_ id: Int64, _ answer: Settlement.Answer) throws {
        try record(id, "doubt", code: answer.code, text: answer.text)
        try db.run("UPDATE outbox SET doubts = min(doubts + 1, 2) WHERE id = ?1", id)
        try finish(
            id, .cancelled, event: try wasCancelAskedByPerson(id) ? "cancelled-by-person" : "cancelled-in-doubt")
    }

    /// What a message in doubt says counts as told: whoever may believe it hears of every change since.
    func mayHaveTold(_ message: IntendedMessage) throws {
        for reason in try reasons(of: message.claimed.id) {
            let part = message.parts.first { $0.subject == reason.subject && $0.kind == reason.kind }
            guard let part else { continue }
            // That it is off was said of the time that was known.
            let starts = part.kind == .cancelled ? part.previous?.starts ?? part.starts : part.starts
            try tell(
                reason,
                Told(
                    starts: starts, place: part.place, link: part.link,
                    cancelled: part.kind == .cancelled || part.goesOnWithout, at: now))
            if try changeCount(of: reason.subject) != part.changeCount { try replan(reason.subject) }
        }
    }

    /// The same after a crash, when nobody remembers what the message said: it told how things stood at its intent.
    func mayHaveTold(_ id: Int64, since intent: Instant) throws {
        for reason in try reasons(of: id) {
            guard let told = try told(by: reason, at: intent) else { continue }
            try tell(reason, told)
            try replan(reason.subject)
        }
    }

    // Nil when the letter was not wanted at its intent, so that the mail did not tell of it.
    private func told(by reason: Reason, at intent: Instant) throws -> Told? {
        guard let version = try version(of: reason.subject, at: intent) else { return nil }
        let isCancelling = reason.kind == .cancelled
        guard version.state.isOff == isCancelling else { return nil }
        if case .time(let revision) = reason.revision, revision != version.timeRevision { return nil }
        let known = try db.first(
            "SELECT starts FROM told WHERE buddy_uid = ?1 AND subject_uid = ?2", reason.buddy.text,
            reason.subject.uid.text
        ) { LocalDateTime($0.text(0)) }.flatMap { $0 }
        return Told(
            starts: isCancelling ? known ?? version.state.starts : version.state.starts, place: version.state.place,
            link: version.state.link, cancelled: isCancelling, at: now)
    }

    // Changed since, it stood as the settled columns say.
    private func version(of subject: Reason.Subject, at moment: Instant) throws -> Revisions.Version? {
        let sql: StaticString =
            switch subject {
            case .meeting:
                """
                SELECT starts, NULL, NULL, cancelled OR NOT buddy_attends, time_revision, changed_at,
                    settled_starts, NULL, NULL, settled_off, settled_revision FROM school_meeting WHERE uid = ?1
                """
            case .intervision:
                """
                SELECT starts, place, link, cancelled, time_revision, changed_at,
                    settled_starts, settled_place, settled_link, settled_off, settled_revision FROM intervision_session WHERE uid = ?1
                """
            }
        return try db.first(sql, subject.uid.text) { row -> Revisions.Version? in
            let first: Int32 = row.instant(5).map { $0 > moment } ?? false ? 6 : 0
            guard let starts = LocalDateTime(row.text(first)) else { return nil }
            return Revisions.Version(
                state: Revisions.State(
                    starts: starts, place: row.textOrNil(first + 1), link: row.textOrNil(first + 2),
                    isOff: row.bool(first + 3)), timeRevision: row.int(first + 4))
        }.flatMap { $0 }
    }
}
