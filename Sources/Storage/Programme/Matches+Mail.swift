import Domain
import SQLite

extension TenantReader {
    /// What would be mailed to a buddy about a school meeting that is entered now: the planner's own words for it.
    ///
    /// - Throws: `unknown` for a buddy there is not.
    package func forecast(buddy: Uid, starts: LocalDateTime, minutes: Int) throws -> MailForecast {
        let person = try db.first(
            """
            SELECT b.name, b.state, b.email IS NULL, d.address IS NOT NULL, b.id
            FROM buddy b LEFT JOIN dead_address d ON d.address = b.email WHERE b.uid = ?1
            """, buddy.text
        ) { (firstName($0.text(0)), $0.text(1) == "stopped", $0.bool(2), $0.bool(3), $0.integer(4)) }
        guard let (name, isStopped, hasNoAddress, isDead, row) = person else { throw StoreError.unknown }
        if isStopped { return MailForecast(firstName: name, mails: [], obstacle: .stopped) }
        if hasNoAddress { return MailForecast(firstName: name, mails: [], obstacle: .noAddress) }
        if isDead { return MailForecast(firstName: name, mails: [], obstacle: .deadAddress) }
        let refused = Set(
            try db.rows("SELECT kind FROM opt_out WHERE buddy_id = ?1", row) { LetterKind(rawValue: $0.text(0)) })
        let settings = try settings
        let facts = MeetingFacts(
            uid: Uid.random(), buddy: buddy, starts: starts, minutes: minutes, enteredAt: now)
        let letters = facts.letters(settings, now: now)
        let wanted = letters.filter { !$0.reason.kind.isRefusable || !refused.contains($0.reason.kind) }
        return MailForecast(
            firstName: name,
            mails: wanted.map { letter in
                MailForecast.Mail(
                    kind: letter.reason.kind, at: letter.due <= now ? nil : settings.zone.local(letter.due))
            }, obstacle: wanted.count < letters.count ? .optedOut : nil)
    }

    /// What waits to be mailed about the meetings of a match after a day: it lapses when the match ends then.
    package func waitingMail(of match: Uid, after day: LocalDate) throws -> [MailForecast.Mail] {
        let zone = try settings.zone
        return try db.rows(
            """
            SELECT o.kind, o.due FROM school_meeting m
                JOIN outbox_reason r ON r.subject = 'meeting:' || m.uid JOIN outbox o ON o.id = r.outbox_id
            WHERE m.match_id = (SELECT id FROM match WHERE uid = ?1) AND substr(m.starts, 1, 10) > ?2
                AND o.state IN ('ready', 'leased')
            ORDER BY o.due LIMIT 100
            """, match.text, day.description
        ) { row -> MailForecast.Mail? in
            LetterKind(rawValue: row.text(0)).map {
                MailForecast.Mail(kind: $0, at: zone.local(Instant(milliseconds: row.integer(1))))
            }
        }.compactMap { $0 }
    }
}
