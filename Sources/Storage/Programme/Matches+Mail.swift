import Domain
import SQLite

/// What is mailed because a match is made.
package struct MatchMail: Hashable, Sendable {
    package let preview: MailPreview
    /// Why the buddy hears less than the programme would say, or nothing; nil when nothing is in the way.
    package let silence: SchoolMeeting.Silence?
    /// How many meetings the match then has.
    package let meetings: Int
}

extension TenantWriter {
    /// What would be mailed because a match is made: it is made to see, and taken back.
    ///
    /// Throws as `makeMatch` does.
    package func mail(
        matching proposal: Uid, of request: Uid, _ version: Int, _ new: NewMatch
    ) throws -> MatchMail {
        try trying {
            let match = try matchRow(try makeMatch(proposal, of: request, version, new))
            let (silence, meetings) =
                try db.first(
                    """
                    SELECT CASE WHEN b.state = 'stopped' THEN 'stopped' WHEN b.email IS NULL THEN 'noAddress'
                            WHEN d.address IS NOT NULL THEN 'deadAddress' END,
                        (SELECT count(*) FROM school_meeting WHERE match_id = k.id)
                    FROM match k JOIN buddy b ON b.id = k.buddy_id LEFT JOIN dead_address d ON d.address = b.email
                    WHERE k.id = ?1
                    """, match
                ) { ($0.textOrNil(0).flatMap(SchoolMeeting.Silence.init), $0.int(1)) } ?? (nil, 0)
            let letters = try letters(ofMatch: match, after: nil)
            return MatchMail(
                preview: MailPreview(goes: letters, goesNoMore: []), silence: silence, meetings: meetings)
        }
    }
}

extension TenantReader {
    /// What waits to be mailed about the meetings of a match after a day, and how earlier ones went: it lapses when the
    /// match ends then.
    package func lapsingMail(of match: Uid, after day: LocalDate) throws -> MailPreview {
        MailPreview(goes: [], goesNoMore: try letters(ofMatch: matchRow(match), after: day))
    }

    fileprivate func letters(ofMatch row: Int64, after day: LocalDate?) throws -> [MailPreview.Letter] {
        let letters = try db.rows(
            """
            SELECT r.reason, o.due, ?2 IS NULL OR substr(m.starts, 1, 10) > ?2 FROM school_meeting m
                JOIN outbox_reason r ON r.subject = 'meeting:' || m.uid JOIN outbox o ON o.id = r.outbox_id
                JOIN match k ON k.id = m.match_id JOIN buddy b ON b.id = coalesce(m.past_buddy_id, k.buddy_id)
            WHERE m.match_id = ?1 AND o.state IN ('ready', 'leased') AND o.person = b.uid
            ORDER BY o.due, o.id
            """, row, day?.description
        ) { row -> MailPreview.Letter? in
            guard let reason = Reason(row.text(0)), row.bool(2) || reason.kind.looksBack else { return nil }
            return MailPreview.Letter(
                kind: reason.kind, buddy: reason.buddy, due: Instant(milliseconds: row.integer(1)))
        }.compactMap { $0 }
        return Array(letters.prefix(100))
    }
}
