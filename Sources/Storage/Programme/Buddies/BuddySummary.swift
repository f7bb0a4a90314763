import Domain
import SQLite

/// One line of the list of buddies.
package struct BuddySummary: Hashable, Sendable {
    package let uid: Uid
    package let name: String
    package let state: BuddyState
    /// Since when they are in this state.
    package let since: LocalDate
    /// Of the matches that run now.
    package let labels: [String]
    package let lastContact: LocalDate?
    package let callOn: LocalDate?
    package let pausedUntil: LocalDate?
    package let interviewAt: LocalDateTime?
    package let trainedOn: LocalDate?
    package let certificateSeenOn: LocalDate?
    package let hasAddress: Bool
    package let hasDeadAddress: Bool
    package let languages: [Language]
    package let expertise: [Expertise]
    package let region: String?
}

extension TenantReader {
    /// More than any programme has; a list of this length is cut.
    package static let buddyLimit = 2_000

    /// Every buddy, by name.
    package func buddies() throws -> [BuddySummary] { try summaries(nil) }

    func summary(_ row: Int64) throws -> BuddySummary? { try summaries(row).first }

    private func summaries(_ only: Int64?) throws -> [BuddySummary] {
        let zone = try settings.zone
        let today = zone.local(now).date
        return try db.rows(
            """
            SELECT b.uid, b.name, b.state, b.entered_at,
                (SELECT at FROM buddy_step WHERE buddy_id = b.id AND undone_at IS NULL
                    AND step NOT IN ('train', 'see-certificate') ORDER BY id DESC LIMIT 1),
                (SELECT group_concat(label) FROM match WHERE buddy_id = b.id AND (until IS NULL OR until > ?1)),
                (SELECT min(since, ?1) FROM match WHERE buddy_id = b.id AND (until IS NULL OR until > ?1)
                    ORDER BY since LIMIT 1),
                (SELECT max(until) FROM match WHERE buddy_id = b.id AND until <= ?1),
                b.last_contact_on, b.call_on, b.paused_until, b.interview_at, b.trained_on, b.certificate_seen_on,
                b.email IS NOT NULL, EXISTS (SELECT 1 FROM dead_address WHERE address = b.email),
                (SELECT group_concat(language) FROM buddy_language WHERE buddy_id = b.id),
                (SELECT group_concat(expertise) FROM buddy_expertise WHERE buddy_id = b.id), b.region
            FROM buddy b WHERE ?3 IS NULL OR b.id = ?3 ORDER BY b.name COLLATE NOCASE, b.id LIMIT ?2
            """, today.description, Self.buddyLimit, only
        ) { BuddySummary($0, zone) }.compactMap { $0 }
    }
}

extension BuddySummary {
    init?(_ row: Row, _ zone: Zone) {
        guard let uid = Uid(row.text(0)), let stored = BuddyState(rawValue: row.text(2)) else { return nil }
        let labels = row.list(5)
        let (begun, ended) = (row.date(6), row.date(7))
        let step = zone.local(Instant(milliseconds: row.integerOrNil(4) ?? row.integer(3))).date
        let state = BuddyStanding.settled(stored, runningMatches: labels.count, hadMatches: ended != nil)
        let since =
            switch state {
            case .matched: begun ?? step
            case .available: max(step, ended ?? step)
            default: step
            }
        self.init(
            uid: uid, name: row.text(1), state: state, since: since, labels: labels.sorted(),
            lastContact: row.date(8), callOn: row.date(9), pausedUntil: row.date(10),
            interviewAt: row.textOrNil(11).flatMap { LocalDateTime($0) }, trainedOn: row.date(12),
            certificateSeenOn: row.date(13), hasAddress: row.bool(14), hasDeadAddress: row.bool(15),
            languages: row.list(16).compactMap(Language.init(rawValue:)),
            expertise: row.list(17).compactMap(Expertise.init(rawValue:)), region: row.textOrNil(18))
    }

    /// When to speak again; nil when nothing waits for it.
    package func contactDue(_ rhythm: ContactRhythm) -> LocalDate? {
        rhythm.due(state, since: since, lastContact: lastContact, callOn: callOn, pausedUntil: pausedUntil)
    }
}

extension Row {
    func date(_ column: Int32) -> LocalDate? { textOrNil(column).flatMap { LocalDate($0) } }
    // What SQLite's `group_concat` made of words that hold no comma.
    func list(_ column: Int32) -> [String] { text(column).split(separator: ",").map(String.init) }
}
