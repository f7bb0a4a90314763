import Domain
import SQLite

/// A match that both sides agreed to, as it is entered.
package struct NewMatch: Hashable, Sendable {
    package var label: MatchLabel
    package var since: LocalDate
    package var expectedUntil: LocalDate?
    /// The first school meeting, when its date is known already.
    package var meeting: FirstMeeting?

    package struct FirstMeeting: Hashable, Sendable {
        package var starts: LocalDateTime
        package var minutes: Int

        package init(starts: LocalDateTime, minutes: Int) {
            self.starts = starts
            self.minutes = minutes
        }
    }

    package init(label: MatchLabel, since: LocalDate, expectedUntil: LocalDate?, meeting: FirstMeeting?) {
        self.label = label
        self.since = since
        self.expectedUntil = expectedUntil
        self.meeting = meeting
    }
}

extension TenantReader {
    /// A label that no running match of this tenant has, and this buddy never had.
    package func suggestedLabel(for buddy: Uid) throws -> MatchLabel {
        let taken = try db.rows(
            """
            SELECT k.label FROM match k JOIN buddy b ON b.id = k.buddy_id
            WHERE b.uid = ?1 OR k.until IS NULL OR k.until > ?2
            """, buddy.text, today.description
        ) { $0.text(0) }
        return MatchLabel.suggestion(notIn: Set(taken))
    }

    /// Whether this buddy has another match of this name that goes on after that day.
    package func isTaken(_ label: MatchLabel, by buddy: Uid, from since: LocalDate, except match: Uid? = nil) throws
        -> Bool
    {
        try db.first(
            """
            SELECT 1 FROM match k JOIN buddy b ON b.id = k.buddy_id
            WHERE b.uid = ?1 AND k.label = ?2 AND (k.until IS NULL OR k.until >= ?3) AND k.uid IS NOT ?4
            """, buddy.text, label.text, since.description, match?.text
        ) { _ in true } ?? false
    }
}

extension TenantReader {
    /// Whether a label is part of the name of who asked, or of a buddy who was proposed: it stands in mail and lists so
    /// that no name has to.
    package func isName(_ label: MatchLabel, inRequest request: Uid) throws -> Bool {
        try db.rows(
            """
            SELECT q.name FROM support_request r JOIN requester q ON q.id = r.requester_id WHERE r.uid = ?1
            UNION ALL
            SELECT b.name FROM match_proposal p JOIN support_request r ON r.id = p.request_id
                JOIN buddy b ON b.id = p.buddy_id WHERE r.uid = ?1
            """, request.text
        ) { $0.text(0) }.contains(where: label.tells)
    }

    package func isName(_ label: MatchLabel, inMatch match: Uid) throws -> Bool {
        try db.rows(
            """
            SELECT q.name FROM match k JOIN requester q ON q.id = k.requester_id WHERE k.uid = ?1
            UNION ALL SELECT b.name FROM match k JOIN buddy b ON b.id = k.buddy_id WHERE k.uid = ?1
            """, match.text
        ) { $0.text(0) }.contains(where: label.tells)
    }
}

extension TenantWriter {
    /// Makes the match that an agreed proposal stands for, with its first meeting; reminders follow in this transaction.
    ///
    /// Meetings that an earlier buddy of this request would have gone to from that day on go over to this one.
    /// - Throws: `stale` when something changed since that version of the proposal, or not both said yes.
    package func makeMatch(_ proposal: Uid, of request: Uid, _ version: Int, _ new: NewMatch) throws -> Uid {
        let requestRow = try requestRow(request)
        let found = try db.first(
            """
            SELECT p.id, p.buddy_id, b.uid, r.requester_id FROM match_proposal p JOIN buddy b ON b.id = p.buddy_id
                JOIN support_request r ON r.id = p.request_id
            WHERE p.uid = ?1 AND p.request_id = ?2 AND p.version = ?3 AND p.withdrawn_at IS NULL AND p.match_id IS NULL
                AND p.buddy_answer = 'yes' AND p.requester_answer = 'yes' AND r.state = 'proposed'
                AND b.state <> 'stopped'
            """, proposal.text, requestRow, version
        ) { ($0.integer(0), $0.integer(1), Uid($0.text(2)), $0.integer(3)) }
        guard case (let proposalRow, let buddyRow, let buddy?, let requesterRow)? = found else {
            let isKnown = try db.first(
                "SELECT 1 FROM match_proposal WHERE uid = ?1 AND request_id = ?2", proposal.text, requestRow
            ) { _ in true }
            throw isKnown == true ? StoreError.stale : StoreError.unknown
        }
        guard try !isTaken(new.label, by: buddy, from: new.since) else {
            throw StoreError.refused("this buddy has another match named \(new.label)")
        }
        let uid = Uid.random()
        try db.run(
            """
            INSERT INTO match(uid, buddy_id, requester_id, request_id, since, expected_until, label, entered_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """, uid.text, buddyRow, requesterRow, requestRow, new.since.description, new.expectedUntil?.description,
            new.label.text, now.milliseconds)
        let match = db.lastInsertedRow
        try db.run(
            "UPDATE match_proposal SET match_id = ?2, version = version + 1 WHERE id = ?1", proposalRow, match)
        try db.run(
            "UPDATE support_request SET state = 'matched', version = version + 1 WHERE id = ?1", requestRow)
        try log(.added, .match, uid)
        if let meeting = new.meeting {
            try saveMeeting(MeetingDraft(match: uid, starts: meeting.starts, minutes: meeting.minutes))
        }
        try takeOverMeetings(of: requestRow, by: match, from: new.since)
        return uid
    }

    /// Gives a match another label.
    package func changeLabel(of match: Uid, _ version: Int, to label: MatchLabel) throws {
        let row = try claimMatch(match, version)
        let known = try db.first(
            "SELECT b.uid, k.since FROM match k JOIN buddy b ON b.id = k.buddy_id WHERE k.id = ?1", row
        ) { ($0.text(0), $0.text(1)) }
        guard let known, let buddy = Uid(known.0), let since = LocalDate(known.1) else { throw StoreError.unknown }
        guard try !isTaken(label, by: buddy, from: since, except: match) else {
            throw StoreError.refused("this buddy has another match named \(label)")
        }
        try db.run("UPDATE match SET label = ?2 WHERE id = ?1", row, label.text)
        try log(.changed, .match, match, ["naam van de koppeling"])
    }

    /// Says until when a match will probably go on.
    package func changeExpectedEnd(of match: Uid, _ version: Int, to date: LocalDate?) throws {
        let row = try claimMatch(match, version)
        try db.run("UPDATE match SET expected_until = ?2 WHERE id = ?1", row, date?.description)
        try log(.changed, .match, match, ["verwacht einde"])
    }

    /// Keeps how one side looks back; said again, it takes the place of what was said.
    package func evaluate(
        _ match: Uid, _ version: Int, by side: EvaluationSide, _ first: EvaluationAnswer, _ second: EvaluationAnswer
    ) throws {
        let row = try claimMatch(match, version)
        try db.run(
            """
            INSERT INTO match_evaluation(match_id, side, first, second, recorded_on) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET first = ?3, second = ?4, recorded_on = ?5
            """, row, side.rawValue, first.rawValue, second.rawValue, today.description)
        try log(.changed, .match, match, [side == .buddy ? "terugkijken met de buddy" : "terugkijken met de ouder"])
    }

    /// Keeps what became of it, for a match that has ended before somebody knew.
    package func changeOutcome(of match: Uid, _ version: Int, to outcome: MatchOutcome?) throws {
        let row = try claimMatch(match, version)
        try db.run("UPDATE match SET outcome = ?2 WHERE id = ?1", row, outcome?.rawValue)
        try log(.changed, .match, match, ["afloop"])
    }

    /// The row of a match that nobody changed since that version; the version rises.
    func claimMatch(_ uid: Uid, _ version: Int) throws -> Int64 {
        let row = try matchRow(uid)
        try db.run("UPDATE match SET version = version + 1 WHERE id = ?1 AND version = ?2", row, version)
        guard db.changes == 1 else { throw StoreError.stale }
        return row
    }
}
