import Domain
import SQLite

extension TenantWriter {
    /// What would be mailed because a match is made: it is made to see, and taken back.
    ///
    /// Throws as `makeMatch` does.
    package func forecast(
        matching proposal: Uid, of request: Uid, _ version: Int, _ new: NewMatch
    ) throws -> MailForecast {
        try trying {
            let match = try makeMatch(proposal, of: request, version, new)
            let row = try matchRow(match)
            let person = try db.first(
                """
                SELECT b.name, b.state = 'stopped', b.email IS NULL, d.address IS NOT NULL,
                    EXISTS (SELECT 1 FROM opt_out WHERE buddy_id = b.id),
                    (SELECT count(*) FROM school_meeting WHERE match_id = k.id)
                FROM match k JOIN buddy b ON b.id = k.buddy_id LEFT JOIN dead_address d ON d.address = b.email
                WHERE k.id = ?1
                """, row
            ) { row in
                let obstacle: MailForecast.Obstacle? =
                    row.bool(1) ? .stopped : row.bool(2) ? .noAddress : row.bool(3) ? .deadAddress : nil
                return (firstName(row.text(0)), obstacle ?? (row.bool(4) ? .optedOut : nil), row.int(5))
            }
            guard let (name, obstacle, meetings) = person else { throw StoreError.unknown }
            return MailForecast(
                firstName: name, mails: try letters(ofMatch: row, after: nil), obstacle: obstacle, meetings: meetings)
        }
    }
}

extension TenantReader {
    /// What waits to be mailed about the meetings of a match after a day: it lapses when the match ends then.
    package func waitingMail(of match: Uid, after day: LocalDate) throws -> [MailForecast.Mail] {
        try letters(ofMatch: matchRow(match), after: day)
    }

    fileprivate func letters(ofMatch row: Int64, after day: LocalDate?) throws -> [MailForecast.Mail] {
        let zone = try settings.zone
        let now = now
        return try db.rows(
            """
            SELECT o.kind, o.due FROM school_meeting m
                JOIN outbox_reason r ON r.subject = 'meeting:' || m.uid JOIN outbox o ON o.id = r.outbox_id
                JOIN match k ON k.id = m.match_id JOIN buddy b ON b.id = k.buddy_id
            WHERE m.match_id = ?1 AND (?2 IS NULL OR substr(m.starts, 1, 10) > ?2)
                AND o.state IN ('ready', 'leased') AND o.person = b.uid
            ORDER BY o.due, o.id LIMIT 100
            """, row, day?.description
        ) { row -> MailForecast.Mail? in
            LetterKind(rawValue: row.text(0)).map { kind in
                let due = Instant(milliseconds: row.integer(1))
                return MailForecast.Mail(kind: kind, at: due <= now ? nil : zone.local(due))
            }
        }.compactMap { $0 }
    }
}
