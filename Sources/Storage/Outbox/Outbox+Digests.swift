import Domain
import SQLite

/// A coordinator's digest is always planned, and looked at when it is due: with nothing to say it does not go (LETTERS.md).
extension TenantWriter {
    /// Plans each coordinator's next digest, unless it is planned already.
    ///
    /// The next is the first that is to come and of which nothing has become yet: one that a person cancelled stops no
    /// other. One that was taken out because digests were off comes back.
    func planDigests() throws {
        guard try settings.digest else { return }
        for coordinator in try coordinators() {
            var monday = try settings.zone.local(now).date.monday
            while try !isPlanned(monday, to: coordinator) { monday = monday + 7 }
        }
    }

    /// Makes the waiting digests agree with the settings: takes them out, moves them, or plans them.
    func replanDigests() throws {
        let waiting = try db.rows(
            """
            SELECT o.id, o.state, o.due, o.expires, o.attempts + o.doubts + o.interruptions, r.subject
            FROM (SELECT * FROM outbox WHERE state = 'ready' AND priority = ?1
                UNION ALL SELECT * FROM outbox WHERE state = 'leased') o JOIN outbox_reason r ON r.outbox_id = o.id
            WHERE o.kind = 'digest'
            """, LetterKind.digest.priority
        ) { row in
            (
                id: row.integer(0), isReady: row.text(1) == "ready", due: Instant(milliseconds: row.integer(2)),
                expires: Instant(milliseconds: row.integer(3)), isUntried: row.int(4) == 0,
                monday: LocalDate(row.text(5).dropFirst("digest:".count))
            )
        }
        let isOn = try settings.digest
        for digest in waiting {
            if !digest.isReady {
                let isKept = try isOn && !wasCancelAskedByPerson(digest.id)
                try db.run("UPDATE outbox SET cancel_asked = ?2 WHERE id = ?1", digest.id, !isKept)
            } else if !isOn {
                try finish(digest.id, .cancelled, event: "superseded")
            } else if digest.isUntried, let monday = digest.monday {
                let term = try term(of: monday)
                guard term.expires > now else { continue }
                // What should have gone by now goes at once, but not in the night.
                let due = max(term.due, try QuietTimes(settings).earliest(atOrAfter: now))
                if (due, term.expires) != (digest.due, digest.expires), due < term.expires {
                    try move(digest.id, due: due, expires: term.expires)
                }
            }
        }
        try planDigests()
    }

    // True when this Monday's waits, perhaps from now on.
    private func isPlanned(_ monday: LocalDate, to coordinator: (uid: String, email: String)) throws -> Bool {
        let term = try term(of: monday)
        guard term.due > now else { return false }
        let reason = NoticeReason.digest(monday, coordinator.uid)
        guard let id = try noticeRow(reason) else {
            try insertNotice(.digest, reason, to: coordinator, due: term.due, expires: term.expires)
            return true
        }
        let row = try db.first(
            """
            SELECT state, (SELECT kind FROM event WHERE outbox_id = o.id ORDER BY id DESC LIMIT 1) FROM outbox o
            WHERE id = ?1
            """, id
        ) { (state: MessageState(rawValue: $0.text(0)), last: $0.text(1)) }
        switch row?.state {
        case .ready, .leased: return true
        case .cancelled where row?.last == "superseded":
            try move(id, due: term.due, expires: term.expires)
            try record(id, "revived")
            return true
        default: return false
        }
    }

    // Off the quiet hours and quiet days; of use for three days.
    private func term(of monday: LocalDate) throws -> (due: Instant, expires: Instant) {
        let due = QuietTimes(try settings).onOrAfter(monday, at: try settings.digestTime)
        return (due, due + .days(3))
    }

    private func move(_ id: Int64, due: Instant, expires: Instant) throws {
        try db.run(
            """
            UPDATE outbox SET state = 'ready', due = ?2, expires = ?3, local_time = ?4, zone = ?5, finished_at = NULL
            WHERE id = ?1
            """, id, due.milliseconds, expires.milliseconds, settings.zone.local(due).description,
            settings.zone.identifier)
        noteDue(due)
    }
}
