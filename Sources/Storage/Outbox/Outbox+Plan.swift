import Domain
import SQLite

extension TenantWriter {
    /// Makes the outbox agree with what the programme asks for about one subject.
    ///
    /// Runs in the transaction that changed the programme (QUEUE.md, promise 1). A letter that is no longer wanted is
    /// cancelled; when a change is taken back, the letter it cancelled is revived, because its reason is used for ever.
    /// One that is wanted and could not go in time is left to end as expired, which coordinators hear (promise 4).
    package func replan(_ subject: Reason.Subject) throws {
        let wanted = try wantedLetters(about: subject, evenIfOver: true).map(\.letter)
        var known: [Reason: KnownLetter] = [:]
        for letter in try knownLetters(about: subject) { known[letter.reason] = letter }

        for letter in wanted where letter.expires <= now {
            if let row = known[letter.reason], row.expires <= now { known[letter.reason] = nil }
        }
        for letter in wanted where letter.expires > now {
            guard let row = known.removeValue(forKey: letter.reason) else {
                try insert(letter)
                continue
            }
            switch row.state {
            // A mail of several letters is put right when it is about to go.
            case .ready where row.isUntried && row.reasons == 1:
                let address = try address(of: letter.reason.buddy) ?? row.recipient
                if (row.due, row.expires, row.recipient) != (letter.due, letter.expires, address) {
                    try move(row.id, to: letter)
                }
            case .cancelled where row.wasSuperseded:
                try move(row.id, to: letter)
                try record(row.id, "revived")
            case .leased where try !wasCancelAskedByPerson(row.id):
                try db.run("UPDATE outbox SET cancel_asked = 0 WHERE id = ?1", row.id)
            default: break
            }
        }
        for row in known.values where row.reasons == 1 {
            switch row.state {
            case .ready: try finish(row.id, .cancelled, event: "superseded")
            case .leased: try db.run("UPDATE outbox SET cancel_asked = 1 WHERE id = ?1", row.id)
            default: break
            }
        }
    }

    /// Plans again everything that lies ahead or has just been, for instance after a setting changed.
    package func replanAll() throws {
        // Two months back covers every letter that can still be of use; wall time compares well enough for that.
        let since = LocalDateTime(try settings.zone.local(now).date - 62, TimeOfDay(minuteOfDay: 0)).description
        let meetings = try db.rows("SELECT uid FROM school_meeting WHERE starts >= ?1", since) { $0.text(0) }
        let sessions = try db.rows("SELECT uid FROM intervision_session WHERE starts >= ?1", since) { $0.text(0) }
        for uid in meetings.compactMap({ Uid($0) }) { try replan(.meeting(uid)) }
        for uid in sessions.compactMap({ Uid($0) }) { try replan(.intervision(uid)) }
        try restateZone()
        try replanDigests()
    }

    // Wall time is what people agreed on: in another zone everything to come keeps its own, nobody is told that it moved,
    // and what waits says by which clock its due is written.
    private func restateZone() throws {
        let zone = try settings.zone
        let local = zone.local(now).description
        try db.run(
            "UPDATE school_meeting SET zone = ?1 WHERE zone <> ?1 AND starts >= ?2", zone.identifier, local)
        try db.run(
            "UPDATE intervision_session SET zone = ?1 WHERE zone <> ?1 AND starts >= ?2", zone.identifier, local)
        let waiting = try db.rows(
            """
            SELECT id, due FROM outbox WHERE state = 'ready' AND zone <> ?1
            UNION ALL SELECT id, due FROM outbox WHERE state = 'leased' AND zone <> ?1
            UNION ALL SELECT id, due FROM outbox WHERE state = 'held' AND zone <> ?1
            """, zone.identifier
        ) { (id: $0.integer(0), due: Instant(milliseconds: $0.integer(1))) }
        for message in waiting {
            try db.run(
                "UPDATE outbox SET zone = ?2, local_time = ?3 WHERE id = ?1", message.id, zone.identifier,
                zone.local(message.due).description)
        }
    }

    private struct KnownLetter {
        let id: Int64
        let reason: Reason
        let state: MessageState
        let due: Instant
        let expires: Instant
        let isUntried: Bool
        let wasSuperseded: Bool
        let reasons: Int
        let recipient: String
    }

    private func knownLetters(about subject: Reason.Subject) throws -> [KnownLetter] {
        try db.rows(
            """
            SELECT o.id, r.reason, o.state, o.due, o.expires, o.attempts + o.doubts + o.interruptions,
                (SELECT kind FROM event WHERE outbox_id = o.id ORDER BY id DESC LIMIT 1),
                (SELECT count(*) FROM outbox_reason WHERE outbox_id = o.id), o.recipient
            FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id WHERE r.subject = ?1
            """, subject.description
        ) { row -> KnownLetter? in
            guard let reason = Reason(row.text(1)), let state = MessageState(rawValue: row.text(2)) else { return nil }
            return KnownLetter(
                id: row.integer(0), reason: reason, state: state, due: Instant(milliseconds: row.integer(3)),
                expires: Instant(milliseconds: row.integer(4)), isUntried: row.int(5) == 0,
                wasSuperseded: row.text(6) == "superseded", reasons: row.int(7), recipient: row.text(8))
        }.compactMap { $0 }
    }

    private func insert(_ letter: PlannedLetter) throws {
        let reason = letter.reason
        guard let address = try address(of: reason.buddy) else { return }
        let id = try insert(
            reason.kind, to: address, person: reason.buddy.text, due: letter.due, expires: letter.expires)
        try db.run(
            "INSERT INTO outbox_reason(outbox_id, reason, subject) VALUES (?1, ?2, ?3)", id, reason.description,
            reason.subject.description)
    }

    /// – → ready; the caller adds the reason in the same transaction.
    func insert(_ kind: LetterKind, to address: String, person: String, due: Instant, expires: Instant) throws -> Int64
    {
        try db.run(
            """
            INSERT INTO outbox(uid, kind, recipient, person, priority, due, expires, local_time, zone, state,
                message_id, refusable)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'ready', ?10, ?11)
            """, Uid.random().text, kind.rawValue, address, person, kind.priority, due.milliseconds,
            expires.milliseconds, settings.zone.local(due).description, settings.zone.identifier, Uid.random().text,
            kind.isRefusable)
        let id = db.lastInsertedRow
        try record(id, "planned")
        noteDue(due)
        return id
    }

    private func move(_ id: Int64, to letter: PlannedLetter) throws {
        try db.run(
            """
            UPDATE outbox SET state = 'ready', due = ?2, expires = ?3, local_time = ?4, finished_at = NULL,
                recipient = coalesce(?5, recipient) WHERE id = ?1
            """, id, letter.due.milliseconds, letter.expires.milliseconds,
            settings.zone.local(letter.due).description, address(of: letter.reason.buddy))
        noteDue(letter.due)
    }
}
