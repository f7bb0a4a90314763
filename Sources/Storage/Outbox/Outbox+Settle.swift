import Domain
import SQLite

extension TenantWriter {
    /// Writes down what became of a message that was being sent.
    ///
    /// Fenced: when the lease is not this claim's any more nothing happens, and false is returned.
    @discardableResult
    package func settle(_ message: IntendedMessage, _ settlement: Settlement) throws -> Bool {
        if case .sent(let answer) = settlement { return try accept(message, answer) }
        let id = message.claimed.id
        let cancelAsked = try db.first(
            "SELECT cancel_asked FROM outbox WHERE id = ?1 AND state = 'leased' AND claim = ?2", id,
            message.claimed.claim
        ) { $0.bool(0) }
        guard let cancelAsked else { return false }

        if cancelAsked {
            switch settlement {
            case .doubted(let answer):
                try cancelInDoubt(id, answer)
                try mayHaveTold(message)
            case .dead(let answer, .address):
                try record(id, "dead-address", code: answer.code, text: answer.text)
                try finishAsCancelled(id)
                try markDead(message.recipient, answer)
            case .senderRefused(let answer, _):
                try senderWasRefused(id, answer)
                try finishAsCancelled(id)
            default: try finishAsCancelled(id)
            }
            return true
        }
        switch settlement {
        case .sent: break
        case .dead(let answer, let because): try bury(message, answer, because)
        case .waits(let until, let answer, let waiting): try wait(message, until, answer, waiting)
        case .doubted(let answer):
            try doubt(id, message.uid, doubts: message.doubts, answer)
            try mayHaveTold(message)
        // What goes also while the tenant is paused would be refused in a loop.
        case .senderRefused(let answer, let again)
        where message.claimed.priority <= LetterKind.login.priority || !hasProgramme:
            try wait(message, again, answer, .attempt)
            try pauseForRefusedSender(answer)
        case .senderRefused(let answer, _):
            try putBack(message, due: now, answer)
            try senderWasRefused(id, answer)
        }
        return true
    }

    private func senderWasRefused(_ id: Int64, _ answer: Settlement.Answer) throws {
        try record(id, "sender-refused", code: answer.code, text: answer.text)
        try pauseForRefusedSender(answer)
    }

    // The helpdesk's mail is what tells of a pause: it waits, and another relay may take it.
    private func pauseForRefusedSender(_ answer: Settlement.Answer) throws {
        if hasProgramme { try pauseSending(because: SendingPause.senderRefused(answer.code)) }
    }

    /// Stops all sending of this tenant but logins until a person resumes it; nothing is lost.
    package func pauseSending(because reason: String) throws { _ = try stopSending(because: reason) }

    // False when it was stopped already.
    private func stopSending(because reason: String) throws -> Bool {
        try db.run(
            "UPDATE sending SET paused_at = ?1, paused_because = ?2 WHERE paused_at IS NULL", now.milliseconds, reason)
        let isNew = db.changes > 0
        // The sender hears of it, also when nothing else waits.
        if isNew { noteDue(now) }
        return isNew
    }

    /// Lets this tenant send again.
    package func resumeSending() throws {
        try db.run("UPDATE sending SET paused_at = NULL, paused_because = NULL, policy_streak = 0")
        if let due = try nextDue() { noteDue(due) }
    }

    // What was accepted is sent, also when its cancelling was asked meanwhile.
    private func accept(_ message: IntendedMessage, _ answer: Settlement.Answer) throws -> Bool {
        let id = message.claimed.id
        let isOurs = try db.first(
            """
            UPDATE outbox SET state = 'sent', finished_at = ?3, claim = NULL, intent_at = NULL, cancel_asked = 0,
                reply = ?4, attempts = attempts + 1 WHERE id = ?1 AND state = 'leased' AND claim = ?2 RETURNING 1
            """, id, message.claimed.claim, now.milliseconds, answer.text
        ) { _ in true }
        guard isOurs != nil else { return false }
        try record(id, "sent", code: answer.code, text: answer.text)
        // The alarm about a refusal does not end the row that the refusal belongs to.
        if !message.kind.isToMember { try db.run("UPDATE sending SET policy_streak = 0 WHERE policy_streak > 0") }
        if case .login(let facts) = message.content { try loginAccepted(facts) }
        if message.kind == .group { try noteContact(by: id) }
        for reason in try reasons(of: id) {
            guard
                let part = message.parts.first(where: { $0.subject == reason.subject && $0.kind == reason.kind })
            else {
                // It was no longer wanted when the others of this mail went: nobody was told, so it may be planned again.
                try db.run("DELETE FROM outbox_reason WHERE reason = ?1", reason.description)
                continue
            }
            try tell(
                reason,
                Told(
                    starts: part.starts, place: part.place, link: part.link,
                    cancelled: part.kind == .cancelled || part.goesOnWithout, at: now))
            if try changeCount(of: reason.subject) != part.changeCount { try replan(reason.subject) }
        }
        return true
    }

    /// Remembers what a person now knows; the caller plans a letter when that is not true any more, for the programme may
    /// have changed while the message was on the wire.
    func tell(_ reason: Reason, _ told: Told) throws {
        try db.run(
            """
            INSERT INTO told(buddy_uid, subject_uid, starts, place, cancelled, at, link)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT DO UPDATE SET starts = ?3, place = ?4, cancelled = ?5, at = ?6, link = ?7
            """, reason.buddy.text, reason.subject.uid.text, told.starts.description, told.place, told.cancelled,
            told.at.milliseconds, told.link)
    }

    private func bury(_ message: IntendedMessage, _ answer: Settlement.Answer, _ because: Settlement.DeadBecause) throws
    {
        let id = message.claimed.id
        try keepUntilTheLast(id)
        try db.run(
            """
            UPDATE outbox SET state = 'dead', finished_at = ?2, claim = NULL, intent_at = NULL, reply = ?3,
                attempts = attempts + 1 WHERE id = ?1
            """, id, now.milliseconds, answer.text)
        switch because {
        case .content: try record(id, "dead", code: answer.code, text: answer.text)
        case .address:
            try record(id, "dead-address", code: answer.code, text: answer.text)
            try markDead(message.recipient, answer)
        case .policy:
            try record(id, "dead-policy", code: answer.code, text: answer.text)
            if !message.kind.isToMember { try countPolicyRefusal(message) }
        }
        if !message.kind.isNotice { try alarm(about: message.uid, id) }
    }

    // Five policy refusals in a row are about the sender, not about five letters: hold them and stop.
    private func countPolicyRefusal(_ message: IntendedMessage) throws {
        let streak = try db.first("UPDATE sending SET policy_streak = policy_streak + 1 RETURNING policy_streak") {
            $0.int(0)
        }
        guard let streak, streak >= 5 else { return }
        let refused =
            if streak > 5 {
                // Those that were on the wire when the fifth came back.
                [message.claimed.id]
            } else {
                try db.rows(
                    """
                    SELECT DISTINCT o.id FROM event e JOIN outbox o ON o.id = e.outbox_id
                    WHERE e.kind = 'dead-policy' AND o.state = 'dead' AND o.kind NOT IN ('login', 'digest', 'alarm', 'test')
                    ORDER BY e.id DESC LIMIT 5
                    """
                ) { $0.integer(0) }
            }
        for id in refused { try finish(id, .held, event: "held") }
        // The sender itself was not refused: its coordinators may hear of it.
        if try stopSending(because: SendingPause.policy) { try planPauseAlarm() }
    }

    private func wait(
        _ message: IntendedMessage, _ until: Instant, _ answer: Settlement.Answer, _ waiting: Settlement.Waiting
    ) throws {
        let id = message.claimed.id
        let due = min(until, message.expires - .milliseconds(1))
        try putBack(message, due: due, answer)
        switch waiting {
        case .attempt:
            try db.run("UPDATE outbox SET attempts = attempts + 1, interruptions = 0 WHERE id = ?1", id)
            try record(id, "postponed", code: answer.code, text: answer.text)
        case .interruption:
            try db.run("UPDATE outbox SET interruptions = interruptions + 1 WHERE id = ?1", id)
            try record(id, "interrupted", code: answer.code, text: answer.text)
        case .relayTrouble: try recordInARow(id, "relay-trouble", code: answer.code, text: answer.text)
        }
        // The last try of all was a moment before its end; what was joined to it may have longer.
        if due < until, due <= now, try !expire(id, message.uid, at: max(now, message.expires)) {
            try putBack(message, due: until, answer)
        }
    }

    private func putBack(_ message: IntendedMessage, due: Instant, _ answer: Settlement.Answer) throws {
        try db.run(
            """
            UPDATE outbox SET state = 'ready', claim = NULL, intent_at = NULL, due = min(?2, expires - 1), local_time = ?3,
                reply = ?4
            WHERE id = ?1
            """, message.claimed.id, due.milliseconds, settings.zone.local(due).description, answer.text)
        noteDue(due)
    }

    // Other letters to the same address would die as well: they are taken out until the address is corrected.
    func markDead(_ address: EmailAddress, _ answer: Settlement.Answer) throws {
        try db.run(
            """
            INSERT INTO dead_address(address, since, code, text) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING
            """, address.description, now.milliseconds, answer.code ?? 0, answer.text)
        guard hasProgramme else { return }
        let subjects = try db.rows(
            """
            SELECT DISTINCT r.subject FROM buddy b CROSS JOIN outbox o ON o.person = b.uid AND o.state = 'ready'
                CROSS JOIN outbox_reason r ON r.outbox_id = o.id WHERE b.email = ?1
            """, address.description
        ) { $0.text(0) }
        for subject in subjects.compactMap({ Reason.Subject($0) }) { try replan(subject) }
    }
}
