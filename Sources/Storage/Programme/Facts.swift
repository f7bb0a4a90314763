import Domain
import SQLite

/// A letter that is asked for now, and what it is of use for.
struct WantedLetter {
    let letter: PlannedLetter
    let usefulness: Usefulness

    init(_ letter: PlannedLetter, _ usefulness: Usefulness) {
        self.letter = letter
        self.usefulness = usefulness
    }
}

extension TenantReader {
    /// The letters that the programme asks for now about one meeting or session, each with what it is of use for.
    ///
    /// - Parameters:
    ///   - only: the letter for this reason alone; nil for all.
    ///   - evenIfOver: also the letters that are of no use any more.
    func wantedLetters(
        about subject: Reason.Subject, only: Reason? = nil, evenIfOver: Bool = false
    ) throws -> [WantedLetter] {
        let settings = try settings
        let moment = evenIfOver ? Instant(milliseconds: 0) : now
        func isMeant(_ letter: PlannedLetter) throws -> Bool {
            let reason = letter.reason
            guard only == nil || only == reason else { return false }
            return try !reason.kind.isRefusable || !hasOptedOut(reason)
        }
        // Read only when something was told: before that nothing can be in doubt.
        var known: [LetterInDoubt]?
        func inDoubt(besides letters: [PlannedLetter]) throws -> [LetterInDoubt] {
            if let only, letters.contains(where: { $0.reason == only }) { return [] }
            let all = try known ?? lettersInDoubt(about: subject)
            known = all
            return all.filter { doubt in !letters.contains { $0.reason == doubt.reason } }
        }
        switch subject {
        case .meeting(let uid):
            guard let facts = try meetingFacts(uid) else { return [] }
            var letters = facts.letters(settings, now: moment)
            if facts.told != nil {
                letters += try inDoubt(besides: letters).compactMap {
                    facts.again($0.reason, expires: $0.expires, settings, now: moment)
                }
            }
            return try letters.filter(isMeant).map { letter in
                let kind = letter.reason.kind
                return WantedLetter(letter, facts.usefulness(of: kind, expires: letter.expires, at: now, settings))
            }
        case .intervision(let uid):
            return try intervisionFacts(uid, for: only?.buddy).flatMap { facts in
                var letters = facts.letters(settings, now: moment)
                if facts.told != nil {
                    letters += try inDoubt(besides: letters).filter { $0.reason.buddy == facts.buddy }.compactMap {
                        facts.again($0.reason, expires: $0.expires, settings, now: moment)
                    }
                }
                return try letters.filter(isMeant).map { letter in
                    let kind = letter.reason.kind
                    return WantedLetter(letter, facts.usefulness(of: kind, expires: letter.expires, at: now, settings))
                }
            }
        }
    }

    /// The address mail to this buddy goes to; nil when there is none, or it is known not to work.
    func address(of buddy: Uid) throws -> String? {
        try db.first(
            """
            SELECT email FROM buddy WHERE uid = ?1 AND email IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM dead_address WHERE address = email)
            """, buddy.text
        ) { $0.text(0) }
    }

    /// How often the time, place or cancellation of this subject changed.
    func changeCount(of subject: Reason.Subject) throws -> Int? {
        switch subject {
        case .meeting(let uid):
            try db.first("SELECT change_count FROM school_meeting WHERE uid = ?1", uid.text) { $0.int(0) }
        case .intervision(let uid):
            try db.first("SELECT change_count FROM intervision_session WHERE uid = ?1", uid.text) { $0.int(0) }
        }
    }

    // Of mail about trainings and information meetings apart: who wants no intervision may want to be trained.
    private func hasOptedOut(_ reason: Reason) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM opt_out o JOIN buddy b ON b.id = o.buddy_id WHERE b.uid = ?1 AND o.kind = ?2
                || coalesce((SELECT ':' || kind FROM intervision_session WHERE uid = ?3 AND kind <> 'intervision'), '')
            """, reason.buddy.text, reason.kind.rawValue, reason.subject.uid.text
        ) { _ in true } ?? false
    }

    private func meetingFacts(_ uid: Uid) throws -> MeetingFacts? {
        try db.first(
            """
            SELECT b.uid, m.starts, m.minutes, m.cancelled OR NOT m.buddy_attends,
                b.state <> 'stopped' AND b.email IS NOT NULL AND d.address IS NULL
                    AND (k.until IS NULL OR substr(m.starts, 1, 10) <= k.until),
                m.look_back_at IS NOT NULL, m.time_revision, m.change_count, m.entered_at, m.changed_at,
                t.starts, t.place, t.cancelled, t.at
            FROM school_meeting m JOIN match k ON k.id = m.match_id JOIN buddy b ON b.id = k.buddy_id
                LEFT JOIN dead_address d ON d.address = b.email
                LEFT JOIN told t ON t.buddy_uid = b.uid AND t.subject_uid = m.uid
            WHERE m.uid = ?1
            """, uid.text
        ) { row -> MeetingFacts? in
            guard let buddy = Uid(row.text(0)), let starts = LocalDateTime(row.text(1)) else { return nil }
            return MeetingFacts(
                uid: uid, buddy: buddy, starts: starts, minutes: row.int(2), cancelled: row.bool(3),
                matchRuns: row.bool(4), hasLookBack: row.bool(5), timeRevision: row.int(6), changeCount: row.int(7),
                enteredAt: Instant(milliseconds: row.integer(8)),
                changedAt: row.integerOrNil(9).map(Instant.init(milliseconds:)), told: told(row, from: 10))
        }.flatMap { $0 }
    }

    private func intervisionFacts(_ uid: Uid, for buddy: Uid?) throws -> [IntervisionFacts] {
        try db.rows(
            """
            SELECT b.uid, s.starts, s.minutes, s.place, s.cancelled,
                b.state <> 'stopped' AND b.email IS NOT NULL AND d.address IS NULL,
                p.answer, s.time_revision, s.place_revision, s.change_count, p.entered_at, s.changed_at,
                t.starts, t.place, t.cancelled, t.at
            FROM intervision_session s JOIN intervision_participant p ON p.session_id = s.id
                JOIN buddy b ON b.id = p.buddy_id
                LEFT JOIN dead_address d ON d.address = b.email
                LEFT JOIN told t ON t.buddy_uid = b.uid AND t.subject_uid = s.uid
            WHERE s.uid = ?1 AND (?2 IS NULL OR b.uid = ?2)
            """, uid.text, buddy?.text
        ) { row -> IntervisionFacts? in
            guard let buddy = Uid(row.text(0)), let starts = LocalDateTime(row.text(1)) else { return nil }
            return IntervisionFacts(
                uid: uid, buddy: buddy, starts: starts, minutes: row.int(2), place: row.textOrNil(3),
                cancelled: row.bool(4), takesPart: row.bool(5),
                answer: row.textOrNil(6).flatMap(IntervisionAnswer.init(rawValue:)), timeRevision: row.int(7),
                placeRevision: row.int(8), changeCount: row.int(9), enteredAt: Instant(milliseconds: row.integer(10)),
                changedAt: row.integerOrNil(11).map(Instant.init(milliseconds:)), told: told(row, from: 12))
        }.compactMap { $0 }
    }

    /// Reads four columns of `told`; nil when the person was told nothing yet.
    func told(_ row: Row, from column: Int32) -> Told? {
        guard let starts = LocalDateTime(row.text(column)) else { return nil }
        return Told(
            starts: starts, place: row.textOrNil(column + 1), cancelled: row.bool(column + 2),
            at: Instant(milliseconds: row.integer(column + 3)))
    }
}
