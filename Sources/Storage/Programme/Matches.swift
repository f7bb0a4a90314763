import Domain
import SQLite

/// One match as lists show it: its label and the buddy's first name, never the requester's.
package struct MatchLine: Hashable, Sendable {
    package let uid: Uid
    package let label: String
    package let buddy: Uid
    /// The buddy's first name.
    package let firstName: String
    package let since: LocalDate
    package let until: LocalDate?
    package let expectedUntil: LocalDate?
    package let outcome: MatchOutcome?
    /// The next school meeting that was not called off.
    package let nextMeeting: LocalDateTime?
    /// Still goes on today; one that ends today does not.
    package let runs: Bool
}

/// How one side looks back.
package struct MatchEvaluation: Hashable, Sendable {
    package let first: EvaluationAnswer
    package let second: EvaluationAnswer
    package let recordedOn: LocalDate

    package init(first: EvaluationAnswer, second: EvaluationAnswer, recordedOn: LocalDate) {
        self.first = first
        self.second = second
        self.recordedOn = recordedOn
    }
}

/// One match with all that its own page shows but who asked.
package struct MatchDetail: Hashable, Sendable {
    package let line: MatchLine
    package let version: Int
    package let requester: RequesterKind
    package let request: Uid?
    package let evaluations: [EvaluationSide: MatchEvaluation]
    /// The first days first.
    package let meetings: [MatchMeeting]
}

/// A school meeting of a match, as its page shows it.
package struct MatchMeeting: Hashable, Sendable {
    package let uid: Uid
    package let starts: LocalDateTime
    package let minutes: Int
    package let isOff: Bool
    /// The buddy was told of it by mail.
    package let wasTold: Bool
}

extension TenantReader {
    /// How many matches run now, and how many have ended.
    package func matchCounts() throws -> (running: Int, ended: Int) {
        try db.first(
            """
            SELECT count(*) FILTER (WHERE until IS NULL OR until > ?1), count(*) FILTER (WHERE until <= ?1) FROM match
            """, today.description
        ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
    }

    /// One page of the matches that run, by label, or of those that have ended, the last first.
    package func matches(running: Bool, from offset: Int = 0, limit: Int = 50) throws -> [MatchLine] {
        let (today, time) = (try today.description, try settings.zone.local(now).description)
        if running {
            return try db.rows(
                """
                SELECT k.uid, k.label, b.uid, b.name, k.since, k.until, k.expected_until, k.outcome,
                    (SELECT min(m.starts) FROM school_meeting m
                        WHERE m.match_id = k.id AND m.cancelled = 0 AND m.starts >= ?2), k.until IS NULL OR k.until > ?1
                FROM match k JOIN buddy b ON b.id = k.buddy_id
                WHERE k.until IS NULL OR k.until > ?1 ORDER BY k.label, k.id LIMIT ?3 OFFSET ?4
                """, today, time, limit, offset
            ) { MatchLine($0) }.compactMap { $0 }
        }
        return try db.rows(
            """
            SELECT k.uid, k.label, b.uid, b.name, k.since, k.until, k.expected_until, k.outcome, NULL, 0
            FROM match k JOIN buddy b ON b.id = k.buddy_id
            WHERE k.until <= ?1 ORDER BY k.until DESC, k.id DESC LIMIT ?2 OFFSET ?3
            """, today, limit, offset
        ) { MatchLine($0) }.compactMap { $0 }
    }

    /// Every match for a request, the newest first.
    func matches(ofRequest request: Int64) throws -> [MatchLine] {
        try db.rows(
            """
            SELECT k.uid, k.label, b.uid, b.name, k.since, k.until, k.expected_until, k.outcome,
                (SELECT min(m.starts) FROM school_meeting m
                    WHERE m.match_id = k.id AND m.cancelled = 0 AND m.starts >= ?3), k.until IS NULL OR k.until > ?2
            FROM match k JOIN buddy b ON b.id = k.buddy_id WHERE k.request_id = ?1 ORDER BY k.id DESC
            """, request, today.description, settings.zone.local(now).description
        ) { MatchLine($0) }.compactMap { $0 }
    }

    /// One match.
    ///
    /// - Throws: `unknown`.
    package func match(_ uid: Uid) throws -> MatchDetail {
        let row = try matchRow(uid)
        let (today, time) = (try today.description, try settings.zone.local(now).description)
        let evaluations = try db.rows(
            "SELECT side, first, second, recorded_on FROM match_evaluation WHERE match_id = ?1", row
        ) { row -> (EvaluationSide, MatchEvaluation)? in
            guard let side = EvaluationSide(rawValue: row.text(0)), let first = EvaluationAnswer(rawValue: row.text(1)),
                let second = EvaluationAnswer(rawValue: row.text(2)), let on = row.date(3)
            else { return nil }
            return (side, MatchEvaluation(first: first, second: second, recordedOn: on))
        }.compactMap { $0 }
        let meetings = try self.meetings(of: row)
        let detail = try db.first(
            """
            SELECT k.uid, k.label, b.uid, b.name, k.since, k.until, k.expected_until, k.outcome,
                (SELECT min(m.starts) FROM school_meeting m
                    WHERE m.match_id = k.id AND m.cancelled = 0 AND m.starts >= ?3), k.until IS NULL OR k.until > ?2,
                k.version, q.kind, r.uid
            FROM match k JOIN buddy b ON b.id = k.buddy_id JOIN requester q ON q.id = k.requester_id
                LEFT JOIN support_request r ON r.id = k.request_id
            WHERE k.id = ?1
            """, row, today, time
        ) { row -> MatchDetail? in
            guard let line = MatchLine(row), let requester = RequesterKind(rawValue: row.text(11)) else { return nil }
            return MatchDetail(
                line: line, version: row.int(10), requester: requester, request: row.textOrNil(12).flatMap { Uid($0) },
                evaluations: Dictionary(evaluations) { $1 }, meetings: meetings)
        }.flatMap { $0 }
        guard let detail else { throw StoreError.unknown }
        return detail
    }

    func matchRow(_ uid: Uid) throws -> Int64 {
        guard let row = try db.first("SELECT id FROM match WHERE uid = ?1", uid.text, read: { $0.integer(0) }) else {
            throw StoreError.unknown
        }
        return row
    }

    // Three years of meetings are some tens.
    private func meetings(of match: Int64) throws -> [MatchMeeting] {
        try db.rows(
            """
            SELECT m.uid, m.starts, m.minutes, m.cancelled OR NOT m.buddy_attends, t.at IS NOT NULL
            FROM school_meeting m JOIN match k ON k.id = m.match_id JOIN buddy b ON b.id = k.buddy_id
                LEFT JOIN told t ON t.buddy_uid = b.uid AND t.subject_uid = m.uid
            WHERE m.match_id = ?1 ORDER BY m.starts, m.id LIMIT 200
            """, match
        ) { row -> MatchMeeting? in
            guard let uid = Uid(row.text(0)), let starts = LocalDateTime(row.text(1)) else { return nil }
            return MatchMeeting(
                uid: uid, starts: starts, minutes: row.int(2), isOff: row.bool(3), wasTold: row.bool(4))
        }.compactMap { $0 }
    }
}

extension MatchLine {
    fileprivate init?(_ row: Row) {
        guard let uid = Uid(row.text(0)), let buddy = Uid(row.text(2)), let since = LocalDate(row.text(4)) else {
            return nil
        }
        self.uid = uid
        label = row.text(1)
        self.buddy = buddy
        firstName = Storage.firstName(row.text(3))
        self.since = since
        until = row.date(5)
        expectedUntil = row.date(6)
        outcome = row.textOrNil(7).flatMap(MatchOutcome.init(rawValue:))
        nextMeeting = row.textOrNil(8).flatMap { LocalDateTime($0) }
        runs = row.bool(9)
    }
}
