import Domain
import SQLite

/// Everything of one buddy, for their own page.
package struct BuddyFile: Hashable, Sendable {
    package let uid: Uid
    package let version: Int
    package let particulars: BuddyParticulars
    package let standing: BuddyStanding
    package let summary: BuddySummary
    package let certificateSeenBy: String?
    package let heardFrom: String?
    package let findings: [InterviewTopic: InterviewFinding]
    package let interviewNote: String?
    package let matches: [BuddyMatch]
    /// Mail that this buddy does not want any more.
    package let refusedMail: [RefusableMail]
    /// The newest first, at most 100.
    package let steps: [BuddyHistoryStep]

    package var state: BuddyState { standing.state }

    /// The step that "vergissing" would take back.
    package var lastStep: BuddyStep? {
        steps.first { $0.undoneAt == nil }.flatMap { last in
            (try? standing.state(takingBack: last.step, to: last.before)) == nil ? nil : last.step
        }
    }
}

/// A match of a buddy, by its label alone.
package struct BuddyMatch: Hashable, Sendable {
    package let uid: Uid
    package let label: String
    package let since: LocalDate
    package let until: LocalDate?
}

/// One line of a buddy's history.
package struct BuddyHistoryStep: Hashable, Sendable {
    package let at: Instant
    package let step: BuddyStep
    package let state: BuddyState
    package let before: BuddyState?
    /// When it happened, where somebody said so.
    package let day: LocalDate?
    /// Who did it, as they are called now; nil for an import, or who was never named.
    package let by: String?
    package let undoneAt: Instant?
}

extension TenantReader {
    /// All of one buddy.
    ///
    /// - Throws: `unknown` when there is none.
    package func buddy(_ uid: Uid) throws -> BuddyFile {
        let (row, version, _, standing) = try standing(uid)
        let summary = try summary(row)
        let more = try db.first(
            "SELECT certificate_seen_by, heard_from FROM buddy WHERE id = ?1", row
        ) { ($0.textOrNil(0), $0.textOrNil(1)) }
        guard let summary, let more else { throw StoreError.unknown }
        let findings = try db.rows("SELECT topic, finding FROM buddy_interview WHERE buddy_id = ?1", row) {
            (InterviewTopic(rawValue: $0.text(0)), InterviewFinding(rawValue: $0.text(1)))
        }
        let note = try db.first("SELECT note FROM buddy_interview_note WHERE buddy_id = ?1", row) { $0.text(0) }
        return BuddyFile(
            uid: uid, version: version, particulars: try particulars(row), standing: standing, summary: summary,
            certificateSeenBy: more.0, heardFrom: more.1,
            findings: Dictionary(
                findings.compactMap { topic, finding in topic.flatMap { topic in finding.map { (topic, $0) } } },
                uniquingKeysWith: { $1 }),
            interviewNote: note, matches: try matches(ofBuddy: row), refusedMail: try refusedMail(ofBuddy: row),
            steps: try steps(ofBuddy: row))
    }

    /// What was filled in about a buddy.
    func particulars(_ row: Int64) throws -> BuddyParticulars {
        let found = try db.first(
            """
            SELECT name, email, phone, region, availability, online, in_person, most_matches, adult_on FROM buddy
            WHERE id = ?1
            """, row
        ) { row in
            BuddyParticulars(
                name: row.text(0), email: row.textOrNil(1).flatMap { EmailAddress($0) }, phone: row.textOrNil(2),
                region: row.textOrNil(3), availability: row.textOrNil(4), online: row.bool(5), inPerson: row.bool(6),
                mostMatches: row.int(7), adultOn: row.date(8))
        }
        guard var particulars = found else { throw StoreError.unknown }
        particulars.languages = Set(
            try db.rows("SELECT language FROM buddy_language WHERE buddy_id = ?1", row) {
                Language(rawValue: $0.text(0))
            }.compactMap { $0 })
        particulars.expertise = Set(
            try db.rows("SELECT expertise FROM buddy_expertise WHERE buddy_id = ?1", row) {
                Expertise(rawValue: $0.text(0))
            }.compactMap { $0 })
        particulars.schools = try db.rows(
            "SELECT school FROM buddy_school WHERE buddy_id = ?1 ORDER BY school COLLATE NOCASE", row
        ) { $0.text(0) }
        return particulars
    }

    private func matches(ofBuddy row: Int64) throws -> [BuddyMatch] {
        try db.rows(
            "SELECT uid, label, since, until FROM match WHERE buddy_id = ?1 ORDER BY since DESC, id DESC LIMIT 100", row
        ) { row -> BuddyMatch? in
            guard let uid = Uid(row.text(0)), let since = row.date(2) else { return nil }
            return BuddyMatch(uid: uid, label: row.text(1), since: since, until: row.date(3))
        }.compactMap { $0 }
    }

    private func steps(ofBuddy row: Int64) throws -> [BuddyHistoryStep] {
        try db.rows(
            """
            SELECT s.at, s.step, s.state, s.state_before, s.day, coalesce(c.name, c.email), s.undone_at
            FROM buddy_step s LEFT JOIN coordinator c ON c.uid = s.coordinator_uid
            WHERE s.buddy_id = ?1 ORDER BY s.id DESC LIMIT 100
            """, row
        ) { row -> BuddyHistoryStep? in
            guard let step = BuddyStep(rawValue: row.text(1)), let state = BuddyState(rawValue: row.text(2)) else {
                return nil
            }
            return BuddyHistoryStep(
                at: Instant(milliseconds: row.integer(0)), step: step, state: state,
                before: row.textOrNil(3).flatMap(BuddyState.init(rawValue:)), day: row.date(4), by: row.textOrNil(5),
                undoneAt: row.integerOrNil(6).map(Instant.init(milliseconds:)))
        }.compactMap { $0 }
    }
}
