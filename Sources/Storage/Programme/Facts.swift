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
        func isMeant(_ letter: PlannedLetter) -> Bool { only == nil || only == letter.reason }
        // Read only when something was told: before that nothing can be in doubt.
        var known: [LetterInDoubt]?
        func inDoubt(to buddy: Uid, besides letters: [PlannedLetter]) throws -> [LetterInDoubt] {
            if let only, letters.contains(where: { $0.reason == only }) { return [] }
            let all = try known ?? lettersInDoubt(about: subject)
            known = all
            return all.filter { doubt in
                doubt.reason.buddy == buddy && !letters.contains { $0.reason == doubt.reason }
            }
        }
        switch subject {
        case .meeting(let uid):
            return try meetingFacts(uid, for: only?.buddy).flatMap { facts in
                var letters = facts.letters(settings, now: now, evenIfOver: evenIfOver)
                if facts.told != nil {
                    letters += try inDoubt(to: facts.buddy, besides: letters).compactMap {
                        facts.again($0.reason, expires: $0.expires, settings, now: now, evenIfOver: evenIfOver)
                    }
                }
                return letters.filter(isMeant).map { letter in
                    let kind = letter.reason.kind
                    return WantedLetter(letter, facts.usefulness(of: kind, expires: letter.expires, at: now, settings))
                }
            }
        case .intervision(let uid):
            return try intervisionFacts(uid, for: only?.buddy).flatMap { facts in
                var letters = facts.letters(settings, now: now, evenIfOver: evenIfOver)
                if facts.told != nil {
                    letters += try inDoubt(to: facts.buddy, besides: letters).compactMap {
                        facts.again($0.reason, expires: $0.expires, settings, now: now, evenIfOver: evenIfOver)
                    }
                }
                return letters.filter(isMeant).map { letter in
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

    // Of the buddy whose match it is now, or who sat at it, and of who had it before and was told of it.
    private func meetingFacts(_ uid: Uid, for buddy: Uid?) throws -> [MeetingFacts] {
        let facts = try db.first(
            """
            SELECT b.uid, m.starts, m.minutes, m.cancelled, m.buddy_attends,
                b.state <> 'stopped' AND b.email IS NOT NULL AND d.address IS NULL, k.until,
                m.look_back_at IS NOT NULL, m.time_revision, m.change_count, m.entered_at, m.changed_at,
                (SELECT group_concat(kind) FROM opt_out WHERE buddy_id = b.id), m.timed_at, t.starts, t.place, t.cancelled,
                t.link, t.at
            FROM school_meeting m JOIN match k ON k.id = m.match_id
                JOIN buddy b ON b.id = coalesce(m.past_buddy_id, k.buddy_id)
                LEFT JOIN dead_address d ON d.address = b.email
                LEFT JOIN told t ON t.buddy_uid = b.uid AND t.subject_uid = m.uid
            WHERE m.uid = ?1
            """, uid.text
        ) { row -> MeetingFacts? in
            guard let buddy = Uid(row.text(0)), let starts = LocalDateTime(row.text(1)) else { return nil }
            return MeetingFacts(
                uid: uid, buddy: buddy, starts: starts, minutes: row.int(2), cancelled: row.bool(3),
                attends: row.bool(4), takesPart: row.bool(5), lastDay: row.date(6), hasLookBack: row.bool(7),
                refused: refused(row.textOrNil(12)), timeRevision: row.int(8), changeCount: row.int(9),
                enteredAt: Instant(milliseconds: row.integer(10)), changedAt: row.instant(11), timedAt: row.instant(13),
                told: told(row, from: 14))
        }.flatMap { $0 }
        guard let facts else { return [] }
        guard buddy != facts.buddy else { return [facts] }
        return try [facts] + earlierFacts(facts)
    }

    // By the outbox, which has an index for it.
    private func earlierFacts(_ present: MeetingFacts) throws -> [MeetingFacts] {
        try db.rows(
            """
            SELECT b.uid, b.state <> 'stopped' AND b.email IS NOT NULL AND d.address IS NULL, t.starts, t.place,
                t.cancelled, t.link, t.at
            FROM (SELECT DISTINCT o.person FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
                    WHERE r.subject = ?2 AND o.person <> ?3) earlier
                CROSS JOIN told t ON t.buddy_uid = earlier.person AND t.subject_uid = ?1
                CROSS JOIN buddy b ON b.uid = earlier.person LEFT JOIN dead_address d ON d.address = b.email
            """, present.uid.text, Reason.Subject.meeting(present.uid).description, present.buddy.text
        ) { row -> MeetingFacts? in
            guard let buddy = Uid(row.text(0)) else { return nil }
            var facts = present
            (facts.buddy, facts.isTheirs, facts.takesPart) = (buddy, false, row.bool(1))
            facts.told = told(row, from: 2)
            return facts
        }.compactMap { $0 }
    }

    private func intervisionFacts(_ uid: Uid, for buddy: Uid?) throws -> [IntervisionFacts] {
        let invited = try db.rows(
            """
            SELECT b.uid, s.starts, s.minutes, s.place, s.cancelled,
                b.state <> 'stopped' AND b.email IS NOT NULL AND d.address IS NULL,
                p.answer, s.time_revision, s.place_revision, s.change_count, p.entered_at, s.changed_at,
                (SELECT group_concat(kind) FROM opt_out WHERE buddy_id = b.id), s.kind,
                s.link, t.starts, t.place, t.cancelled, t.link, t.at
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
                link: row.textOrNil(14), cancelled: row.bool(4), takesPart: row.bool(5),
                answer: row.textOrNil(6).flatMap(IntervisionAnswer.init(rawValue:)),
                refused: refused(row.textOrNil(12), of: Gathering(rawValue: row.text(13)) ?? .intervision),
                timeRevision: row.int(7), placeRevision: row.int(8), changeCount: row.int(9),
                enteredAt: Instant(milliseconds: row.integer(10)), changedAt: row.instant(11), told: told(row, from: 15)
            )
        }.compactMap { $0 }
        guard buddy == nil || invited.isEmpty else { return invited }
        return try invited + withdrawnFacts(uid, for: buddy)
    }

    // Who was taken off the list after they were told. Their letter settles from the moment at which it was first planned.
    private func withdrawnFacts(_ uid: Uid, for buddy: Uid?) throws -> [IntervisionFacts] {
        try db.rows(
            """
            SELECT b.uid, s.starts, s.minutes, s.place, s.cancelled,
                b.state <> 'stopped' AND b.email IS NOT NULL AND d.address IS NULL, s.change_count,
                (SELECT min(e.at) FROM outbox_reason r JOIN event e ON e.outbox_id = r.outbox_id AND e.kind = 'planned'
                    WHERE r.reason = ?2 || ':cancelled:c' || s.change_count || ':buddy:' || b.uid),
                t.starts, t.place, t.cancelled, t.link, t.at
            FROM (SELECT DISTINCT o.person FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
                    WHERE r.subject = ?2 AND (?3 IS NULL OR o.person = ?3)) known
                CROSS JOIN told t ON t.buddy_uid = known.person AND t.subject_uid = ?1
                CROSS JOIN buddy b ON b.uid = known.person CROSS JOIN intervision_session s ON s.uid = ?1
                LEFT JOIN dead_address d ON d.address = b.email
            WHERE NOT EXISTS
                (SELECT 1 FROM intervision_participant p WHERE p.session_id = s.id AND p.buddy_id = b.id)
            """, uid.text, Reason.Subject.intervision(uid).description, buddy?.text
        ) { row -> IntervisionFacts? in
            guard let buddy = Uid(row.text(0)), let starts = LocalDateTime(row.text(1)), let told = told(row, from: 8)
            else { return nil }
            return IntervisionFacts(
                uid: uid, buddy: buddy, starts: starts, minutes: row.int(2), place: row.textOrNil(3),
                cancelled: row.bool(4), isInvited: false, takesPart: row.bool(5), changeCount: row.int(6),
                enteredAt: told.at, changedAt: row.instant(7) ?? now, told: told)
        }.compactMap { $0 }
    }

    /// The kinds of letter that a buddy does not want, from a list as SQL joins it.
    ///
    /// Of mail about trainings and information meetings apart: who wants no intervision may want to be trained.
    private func refused(_ list: String?, of gathering: Gathering = .intervision) -> Set<LetterKind> {
        guard let list else { return [] }
        let mails = list.split(separator: ",").compactMap { RefusableMail($0) }
        return Set(mails.filter { $0.gathering ?? gathering == gathering }.map(\.kind))
    }

    /// Reads five columns of `told`; nil when the person was told nothing yet.
    func told(_ row: Row, from column: Int32) -> Told? {
        guard let starts = LocalDateTime(row.text(column)) else { return nil }
        return Told(
            starts: starts, place: row.textOrNil(column + 1), link: row.textOrNil(column + 3),
            cancelled: row.bool(column + 2), at: Instant(milliseconds: row.integer(column + 4)))
    }
}
