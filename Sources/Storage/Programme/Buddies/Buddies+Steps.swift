import Domain
import SQLite

extension TenantReader {
    /// What decides about a buddy's next step, with the row and version that a change needs.
    func standing(_ uid: Uid) throws -> (row: Int64, version: Int, stored: BuddyState, standing: BuddyStanding) {
        let settings = try settings
        let today = settings.zone.local(now).date.description
        let found = try db.first(
            """
            SELECT id, version, state, trained_on IS NOT NULL, certificate_seen_on IS NOT NULL,
                (SELECT count(*) FROM match WHERE buddy_id = b.id AND (until IS NULL OR until > ?2)),
                EXISTS (SELECT 1 FROM match WHERE buddy_id = b.id AND until <= ?2)
            FROM buddy b WHERE uid = ?1
            """, uid.text, today
        ) { row -> (Int64, Int, BuddyState, BuddyStanding)? in
            guard let stored = BuddyState(rawValue: row.text(2)) else { return nil }
            let state = BuddyStanding.settled(stored, runningMatches: row.int(5), hadMatches: row.bool(6))
            return (
                row.integer(0), row.int(1), stored,
                BuddyStanding(
                    state: state, isTrained: row.bool(3), hasCertificate: row.bool(4),
                    needsCertificate: settings.certificateNeeded, runningMatches: row.int(5))
            )
        }
        guard case .some(.some(let standing)) = found else { throw StoreError.unknown }
        return standing
    }
}

/// What comes with a step besides the step itself.
package struct BuddyStepDetails: Hashable, Sendable {
    /// When it happened; for a planned interview its day.
    package var day: LocalDate?
    /// For a planned interview.
    package var time: TimeOfDay?
    /// The end of a pause.
    package var until: LocalDate?
    /// A day to speak again.
    package var callOn: LocalDate?
    package var findings: [InterviewTopic: InterviewFinding] = [:]
    /// Kept until the training is behind, then forgotten.
    package var note: String?

    package init(
        day: LocalDate? = nil, time: TimeOfDay? = nil, until: LocalDate? = nil, callOn: LocalDate? = nil,
        findings: [InterviewTopic: InterviewFinding] = [:], note: String? = nil
    ) {
        self.day = day
        self.time = time
        self.until = until
        self.callOn = callOn
        self.findings = findings
        self.note = note
    }
}

extension TenantWriter {
    /// Takes a step by hand, writes it into the history, and plans letters again where it matters.
    ///
    /// - Throws: `BuddyStepRefusal` as the result when the state machine has no such step now; `stale` when somebody
    ///   changed the buddy meanwhile.
    package func take(
        _ step: BuddyStep, _ uid: Uid, version: Int, _ details: BuddyStepDetails = BuddyStepDetails()
    ) throws -> BuddyStepRefusal? {
        let (row, found, stored, standing) = try standing(uid)
        guard found == version else { throw StoreError.stale }
        guard step.isByHand else { return .notFromHere }
        let next: BuddyState
        do {
            next = try standing.state(after: step)
        } catch {
            return error
        }
        let today = try settings.zone.local(now).date
        let day = details.day ?? today
        let before = try keepFact(of: step, row, day, details)
        // A fact such as a training seen moves nobody: what is stored stays as it is.
        let isFact = step == .train || step == .seeCertificate
        try setState(isFact ? stored : next, of: row, from: stored)
        try db.run("UPDATE buddy SET version = version + 1 WHERE id = ?1", row)
        try recordStep(step, row, state: next, before: standing.state, day: day, dayBefore: before)
        if let callOn = details.callOn {
            try db.run("UPDATE buddy SET call_on = ?2 WHERE id = ?1", row, callOn.description)
        }
        if step == .pause {
            try db.run("UPDATE buddy SET paused_until = ?2 WHERE id = ?1", row, details.until?.description)
        }
        try log(.changed, .buddy, uid, [step.title])
        return nil
    }

    /// Takes the last step back, because it was a mistake; it stays in the history as such.
    package func takeBack(_ uid: Uid, version: Int) throws -> BuddyStepRefusal? {
        let (row, found, stored, standing) = try standing(uid)
        guard found == version else { throw StoreError.stale }
        let last = try db.first(
            """
            SELECT id, step, state_before, day_before FROM buddy_step WHERE buddy_id = ?1 AND undone_at IS NULL
            ORDER BY id DESC LIMIT 1
            """, row
        ) { ($0.integer(0), $0.text(1), $0.textOrNil(2), $0.textOrNil(3)) }
        guard let (id, word, earlier, dayBefore) = last, let step = BuddyStep(rawValue: word) else {
            return .nothingToTakeBack
        }
        let target: BuddyState
        do {
            target = try standing.state(takingBack: step, to: earlier.flatMap(BuddyState.init(rawValue:)))
        } catch {
            return error
        }
        switch step {
        case .train: try db.run("UPDATE buddy SET trained_on = ?2 WHERE id = ?1", row, dayBefore)
        case .seeCertificate:
            try db.run(
                "UPDATE buddy SET certificate_seen_by = NULL, certificate_seen_on = ?2 WHERE id = ?1", row, dayBefore)
        case .planInterview, .suited, .later, .unsuited:
            try setState(target, of: row, from: stored)
            try db.run("UPDATE buddy SET interview_at = ?2 WHERE id = ?1", row, dayBefore)
        default: try setState(target, of: row, from: stored)
        }
        try db.run("UPDATE buddy_step SET undone_at = ?2 WHERE id = ?1", id, now.milliseconds)
        try db.run("UPDATE buddy SET version = version + 1 WHERE id = ?1", row)
        try log(.undone, .buddy, uid, [step.title])
        return nil
    }

    /// Writes a step into a buddy's history.
    func recordStep(
        _ step: BuddyStep, _ row: Int64, state: BuddyState, before: BuddyState? = nil, day: LocalDate? = nil,
        dayBefore: String? = nil
    ) throws {
        try db.run(
            """
            INSERT INTO buddy_step(buddy_id, at, step, state, state_before, day, day_before, coordinator_uid)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """, row, now.milliseconds, step.rawValue, state.rawValue, before?.rawValue, day?.description, dayBefore,
            actor?.text)
    }

    // Letters go to who takes part: one who leaves or comes back has them planned again, as after an import.
    private func setState(_ state: BuddyState, of row: Int64, from stored: BuddyState) throws {
        guard state != stored else { return }
        try db.run("UPDATE buddy SET state = ?2 WHERE id = ?1", row, state.rawValue)
        if state.takesPart != stored.takesPart { try replanLetters(ofBuddy: row) }
    }

    // What a step leaves behind on the buddy; gives the day that stood there before.
    private func keepFact(
        of step: BuddyStep, _ row: Int64, _ day: LocalDate, _ details: BuddyStepDetails
    ) throws -> String? {
        switch step {
        case .planInterview:
            let time = details.time ?? TimeOfDay(minuteOfDay: 0)
            let before = try plannedInterview(row)
            try db.run(
                "UPDATE buddy SET interview_at = ?2 WHERE id = ?1", row, LocalDateTime(day, time).description)
            return before
        case .suited, .later, .unsuited:
            let before = try plannedInterview(row)
            try db.run("DELETE FROM buddy_interview WHERE buddy_id = ?1", row)
            try db.run("DELETE FROM buddy_interview_note WHERE buddy_id = ?1", row)
            try db.run("UPDATE buddy SET interview_at = NULL WHERE id = ?1", row)
            try touchContact(row, on: day)
            guard step != .unsuited else { return before }
            for (topic, finding) in details.findings {
                try db.run(
                    "INSERT INTO buddy_interview(buddy_id, topic, finding) VALUES (?1, ?2, ?3)", row, topic.rawValue,
                    finding.rawValue)
            }
            if let note = details.note {
                try db.run("INSERT INTO buddy_interview_note(buddy_id, note) VALUES (?1, ?2)", row, note)
            }
            return before
        case .train:
            let before = try db.first("SELECT trained_on FROM buddy WHERE id = ?1", row) { $0.textOrNil(0) }
            try db.run("UPDATE buddy SET trained_on = ?2 WHERE id = ?1", row, day.description)
            return before.flatMap { $0 }
        case .seeCertificate:
            let before = try db.first("SELECT certificate_seen_on FROM buddy WHERE id = ?1", row) { $0.textOrNil(0) }
            try db.run(
                """
                UPDATE buddy SET certificate_seen_on = ?2,
                    certificate_seen_by = (SELECT coalesce(name, email) FROM coordinator WHERE uid = ?3)
                WHERE id = ?1
                """, row, day.description, actor?.text)
            return before.flatMap { $0 }
        default: return nil
        }
    }

    private func plannedInterview(_ row: Int64) throws -> String? {
        try db.first("SELECT interview_at FROM buddy WHERE id = ?1", row) { $0.textOrNil(0) }.flatMap { $0 }
    }

    /// Notes that somebody spoke with the buddy; an earlier day than the last changes nothing.
    func touchContact(_ row: Int64, on day: LocalDate) throws {
        try db.run(
            "UPDATE buddy SET last_contact_on = max(coalesce(last_contact_on, ?2), ?2) WHERE id = ?1", row,
            day.description)
    }
}
