import Domain
import SQLite

extension TenantWriter {
    /// Ends a match, and the request with it: what would still be mailed about later meetings is cancelled.
    ///
    /// - Throws: `refused` for a day before it began or after today; `stale` when it has ended already.
    package func endMatch(_ uid: Uid, _ version: Int, on day: LocalDate, outcome: MatchOutcome?) throws {
        let row = try claimMatch(uid, version)
        try end(uid, on: day)
        try db.run("UPDATE match SET outcome = ?2 WHERE id = ?1", row, outcome?.rawValue)
        try db.run(
            """
            UPDATE support_request SET state = 'closed', finished_on = ?2, version = version + 1
            WHERE id = (SELECT request_id FROM match WHERE id = ?1) AND state = 'matched'
                AND NOT EXISTS (SELECT 1 FROM match k WHERE k.request_id = support_request.id
                    AND (k.until IS NULL OR k.until > ?3))
            """, row, day.description, today.description)
    }

    /// Ends a match because another buddy is wanted: the request waits again, and who was the buddy stays known.
    ///
    /// - Returns: the request; one is made when the match was imported without.
    package func seekOtherBuddy(for uid: Uid, _ version: Int) throws -> Uid {
        let row = try claimMatch(uid, version)
        let today = try today
        // A meeting later today is for the next buddy already, so this one's last day was yesterday.
        let meetsToday = try db.first(
            """
            SELECT 1 FROM school_meeting m JOIN match k ON k.id = m.match_id
            WHERE k.id = ?1 AND k.since < ?2 AND m.cancelled = 0 AND substr(m.starts, 1, 10) = ?2 AND m.starts >= ?3
            """, row, today.description, settings.zone.local(now).description
        ) { _ in true }
        try end(uid, on: meetsToday == true ? today - 1 : today)
        if let request = try db.first(
            "SELECT r.uid FROM match k JOIN support_request r ON r.id = k.request_id WHERE k.id = ?1", row,
            read: { Uid($0.text(0)) }
        ).flatMap({ $0 }) {
            try db.run(
                """
                UPDATE support_request SET state = 'waiting', finished_on = NULL, version = version + 1
                WHERE uid = ?1 AND state IN ('matched', 'given', 'closed')
                """, request.text)
            try log(.changed, .request, request, ["zoekt een andere buddy"])
            return request
        }
        let request = Uid.random()
        try db.run(
            """
            INSERT INTO support_request(uid, requester_id, kind, mode, received, entered_at)
            SELECT ?2, requester_id, 'long-term', 'in-person', ?3, ?4 FROM match WHERE id = ?1
            """, row, request.text, today.description, now.milliseconds)
        try db.run(
            "UPDATE match SET request_id = (SELECT id FROM support_request WHERE uid = ?2) WHERE id = ?1", row,
            request.text)
        try log(.added, .request, request)
        return request
    }

    /// Sets the last day and plans its letters again; the buddy's state follows from the matches where it is read.
    func end(_ uid: Uid, on day: LocalDate) throws {
        let row = try matchRow(uid)
        let today = try today
        let known = try db.first("SELECT since, until FROM match WHERE id = ?1", row) {
            ($0.date(0), $0.date(1))
        }
        guard case (let since?, let until)? = known else { throw StoreError.unknown }
        guard until.map({ $0 > today }) ?? true else { throw StoreError.stale }
        guard day <= today, day >= min(since, today) else {
            throw StoreError.refused("a match ends on a day from its first until today")
        }
        // One that should have begun later ends before it began; the file asks that a match lasts a day at least.
        try db.run("UPDATE match SET until = ?2, since = min(since, ?2) WHERE id = ?1", row, day.description)
        try replanMeetings(of: row)
        // It ends now, not tonight: nobody is asked any more how an earlier meeting went.
        if day == today { try stopAsking(aboutMeetingsOf: row) }
        try log(.changed, .match, uid, ["laatste dag"])
    }

    private func stopAsking(aboutMeetingsOf match: Int64) throws {
        let asking = try db.rows(
            """
            SELECT o.id, o.uid, r.reason FROM school_meeting m JOIN outbox_reason r ON r.subject = 'meeting:' || m.uid
                JOIN outbox o ON o.id = r.outbox_id
            WHERE m.match_id = ?1 AND o.state IN ('ready', 'leased') AND m.starts < ?2
            """, match, settings.zone.local(now).description
        ) { row -> (id: Int64, mail: Uid, reason: Reason)? in
            guard let mail = Uid(row.text(1)), let reason = Reason(row.text(2)), reason.kind.looksBack else {
                return nil
            }
            return (row.integer(0), mail, reason)
        }.compactMap(\.self)
        for (id, letters) in Dictionary(grouping: asking, by: \.id) {
            if let mail = letters.first?.mail { try cancel(letters.map(\.reason), of: id, mail) }
        }
    }

    /// Gives what an ended match of this request still had planned to its new match.
    ///
    /// Reminders name the buddy in their reason, so the new buddy's are new ones. Who was told before hears that it goes on
    /// without them.
    func takeOverMeetings(of request: Int64, by match: Int64, from day: LocalDate) throws {
        let meetings = try db.rows(
            """
            SELECT m.uid, m.id FROM school_meeting m JOIN match k ON k.id = m.match_id
            WHERE k.request_id = ?1 AND k.id <> ?2 AND m.cancelled = 0 AND k.until <= ?5
                AND substr(m.starts, 1, 10) >= ?3 AND m.starts >= ?4
            """, request, match, day.description, settings.zone.local(now).description, today.description
        ) { row in Uid(row.text(0)).map { (uid: $0, row: row.integer(1)) } }.compactMap { $0 }
        for meeting in meetings {
            try db.run(
                "UPDATE school_meeting SET match_id = ?2, version = version + 1 WHERE id = ?1", meeting.row, match)
            try handOver(meeting: meeting.row)
            try log(.changed, .meeting, meeting.uid, ["koppeling"])
            try replan(.meeting(meeting.uid))
        }
    }

    private func replanMeetings(of match: Int64) throws {
        let meetings = try db.rows("SELECT uid FROM school_meeting WHERE match_id = ?1", match) { Uid($0.text(0)) }
        for meeting in meetings.compactMap({ $0 }) { try replan(.meeting(meeting)) }
    }
}
