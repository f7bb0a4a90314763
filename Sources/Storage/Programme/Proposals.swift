import Domain
import SQLite

/// One buddy who was proposed for a request, and what both sides said.
package struct ProposalLine: Hashable, Sendable {
    package let uid: Uid
    package let version: Int
    package let buddy: Uid
    /// The buddy's first name.
    package let firstName: String
    package let madeAt: Instant
    /// True for yes, false for no, nil while nobody answered.
    package let buddyAnswer: Bool?
    package let requesterAnswer: Bool?
    package let isWithdrawn: Bool
    /// The match that came of it.
    package let match: Uid?

    package var isOpen: Bool { !isWithdrawn && match == nil && buddyAnswer != false && requesterAnswer != false }
    package var isAgreed: Bool { isOpen && buddyAnswer == true && requesterAnswer == true }
}

extension TenantReader {
    /// Every proposal for a request, the newest first.
    func proposals(of request: Int64) throws -> [ProposalLine] {
        try db.rows(
            """
            SELECT p.uid, p.version, b.uid, b.name, p.made_at, p.buddy_answer, p.requester_answer, p.withdrawn_at,
                k.uid
            FROM match_proposal p JOIN buddy b ON b.id = p.buddy_id LEFT JOIN match k ON k.id = p.match_id
            WHERE p.request_id = ?1 ORDER BY p.id DESC
            """, request
        ) { row -> ProposalLine? in
            guard let uid = Uid(row.text(0)), let buddy = Uid(row.text(2)) else { return nil }
            return ProposalLine(
                uid: uid, version: row.int(1), buddy: buddy, firstName: firstName(row.text(3)),
                madeAt: Instant(milliseconds: row.integer(4)), buddyAnswer: row.textOrNil(5).map { $0 == "yes" },
                requesterAnswer: row.textOrNil(6).map { $0 == "yes" }, isWithdrawn: !row.isNull(7),
                match: row.textOrNil(8).flatMap { Uid($0) })
        }.compactMap { $0 }
    }

    /// Everybody who takes part, as matching looks at them for this request.
    package func candidates(for request: Uid) throws -> [MatchCandidate] {
        let request = try requestRow(request)
        let languages = try grouped("SELECT buddy_id, language FROM buddy_language") { Language(rawValue: $0) }
        let expertise = try grouped("SELECT buddy_id, expertise FROM buddy_expertise") { Expertise(rawValue: $0) }
        let schools = try grouped("SELECT buddy_id, school FROM buddy_school ORDER BY school") { $0 }
        let history = try history(of: request)
        let today = try today
        let zone = try settings.zone
        return try db.rows(
            """
            SELECT b.id, b.uid, b.name, b.state, b.region, b.online, b.in_person, b.most_matches,
                (SELECT count(*) FROM match k WHERE k.buddy_id = b.id AND (k.until IS NULL OR k.until > ?1)),
                b.trained_on, b.certificate_seen_on,
                (SELECT max(s.at) FROM buddy_step s WHERE s.buddy_id = b.id AND s.state = 'available'
                    AND s.undone_at IS NULL AND s.step NOT IN ('train', 'see-certificate')),
                (SELECT max(k.until) FROM match k WHERE k.buddy_id = b.id)
            FROM buddy b WHERE b.state <> 'stopped'
            """, today.description
        ) { row -> MatchCandidate? in
            guard let uid = Uid(row.text(1)), let state = BuddyState(rawValue: row.text(3)) else { return nil }
            let id = row.integer(0)
            return MatchCandidate(
                uid: uid, firstName: firstName(row.text(2)), state: state, region: row.textOrNil(4),
                online: row.bool(5), inPerson: row.bool(6), languages: Set(languages[id] ?? []),
                expertise: Set(expertise[id] ?? []), schools: schools[id] ?? [], mostMatches: row.int(7),
                runningMatches: row.int(8), trainedOn: row.date(9), certificateSeenOn: row.date(10),
                availableSince: [row.instant(11).map { zone.local($0).date }, row.date(12)].compactMap { $0 }.max(),
                history: history[id] ?? [])
        }.compactMap { $0 }
    }

    private func grouped<Value>(_ sql: StaticString, _ read: (String) -> Value?) throws -> [Int64: [Value]] {
        var found: [Int64: [Value]] = [:]
        for (id, text) in try db.rows(sql, read: { ($0.integer(0), $0.text(1)) }) {
            if let value = read(text) { found[id, default: []].append(value) }
        }
        return found
    }

    private func history(of request: Int64) throws -> [Int64: Set<MatchCandidate.History>] {
        var history: [Int64: Set<MatchCandidate.History>] = [:]
        let proposals = try db.rows(
            """
            SELECT buddy_id, buddy_answer, requester_answer, withdrawn_at FROM match_proposal
            WHERE request_id = ?1 AND match_id IS NULL
            """, request
        ) { ($0.integer(0), $0.text(1) == "no", $0.text(2) == "no", !$0.isNull(3)) }
        for (buddy, declined, refused, withdrawn) in proposals {
            if declined { history[buddy, default: []].insert(.declined) }
            if refused { history[buddy, default: []].insert(.refused) }
            if withdrawn { history[buddy, default: []].insert(.withdrawn) }
        }
        for buddy in try db.rows("SELECT buddy_id FROM match WHERE request_id = ?1", request, read: { $0.integer(0) }) {
            history[buddy, default: []].insert(.wasBuddy)
        }
        return history
    }
}

extension TenantWriter {
    /// Begins to ask a buddy and the requester.
    ///
    /// - Throws: `stale` when the request changed, or when somebody is being asked already.
    package func propose(_ buddy: Uid, for request: Uid, _ version: Int) throws -> Uid {
        let row = try claimRequest(request, version)
        let buddyRow = try db.first(
            "SELECT id FROM buddy WHERE uid = ?1 AND state <> 'stopped'", buddy.text, read: { $0.integer(0) })
        guard let buddyRow else { throw StoreError.unknown }
        let isWaiting = try db.first("SELECT state FROM support_request WHERE id = ?1", row) { $0.text(0) == "waiting" }
        guard isWaiting == true else { throw StoreError.stale }
        let uid = Uid.random()
        try db.run(
            "INSERT INTO match_proposal(uid, request_id, buddy_id, made_at) VALUES (?1, ?2, ?3, ?4)", uid.text, row,
            buddyRow, now.milliseconds)
        try followProposals(of: row)
        try log(.changed, .request, request, ["buddy gevraagd"])
        return uid
    }

    /// Records what one side said; no reason is asked or kept.
    package func answer(_ proposal: Uid, of request: Uid, _ version: Int, by side: EvaluationSide, yes: Bool) throws {
        let row = try requestRow(request)
        let word = yes ? "yes" : "no"
        switch side {
        case .buddy:
            try db.run(
                """
                UPDATE match_proposal SET buddy_answer = ?4, version = version + 1
                WHERE uid = ?1 AND request_id = ?2 AND version = ?3 AND withdrawn_at IS NULL AND match_id IS NULL
                """, proposal.text, row, version, word)
        case .requester:
            try db.run(
                """
                UPDATE match_proposal SET requester_answer = ?4, version = version + 1
                WHERE uid = ?1 AND request_id = ?2 AND version = ?3 AND withdrawn_at IS NULL AND match_id IS NULL
                """, proposal.text, row, version, word)
        }
        try settle(proposal, row)
        try log(.changed, .request, request, [side == .buddy ? "antwoord van de buddy" : "antwoord van de ouder"])
    }

    /// Takes a proposal back; it stays known that it was there.
    package func withdraw(_ proposal: Uid, of request: Uid, _ version: Int) throws {
        let row = try requestRow(request)
        try db.run(
            """
            UPDATE match_proposal SET withdrawn_at = ?4, version = version + 1
            WHERE uid = ?1 AND request_id = ?2 AND version = ?3 AND withdrawn_at IS NULL AND match_id IS NULL
            """, proposal.text, row, version, now.milliseconds)
        try settle(proposal, row)
        try log(.changed, .request, request, ["voorstel ingetrokken"])
    }

    func withdrawProposals(of request: Int64) throws {
        try db.run(
            """
            UPDATE match_proposal SET withdrawn_at = ?2, version = version + 1
            WHERE request_id = ?1 AND withdrawn_at IS NULL AND match_id IS NULL
                AND coalesce(buddy_answer, 'yes') <> 'no' AND coalesce(requester_answer, 'yes') <> 'no'
            """, request, now.milliseconds)
    }

    // After a change of one proposal: nothing changed means that it is another one's, or somebody was first.
    private func settle(_ proposal: Uid, _ request: Int64) throws {
        guard db.changes == 1 else {
            let isKnown = try db.first(
                "SELECT 1 FROM match_proposal WHERE uid = ?1 AND request_id = ?2", proposal.text, request
            ) { _ in true }
            throw isKnown == true ? StoreError.stale : StoreError.unknown
        }
        try db.run("UPDATE support_request SET version = version + 1 WHERE id = ?1", request)
        try followProposals(of: request)
    }

    // A request is `proposed` exactly while somebody is being asked.
    private func followProposals(of request: Int64) throws {
        try db.run(
            """
            UPDATE support_request SET state = CASE WHEN EXISTS (SELECT 1 FROM match_proposal p
                WHERE p.request_id = ?1 AND p.withdrawn_at IS NULL AND p.match_id IS NULL
                    AND coalesce(p.buddy_answer, 'yes') <> 'no' AND coalesce(p.requester_answer, 'yes') <> 'no')
                THEN 'proposed' ELSE 'waiting' END
            WHERE id = ?1 AND state IN ('waiting', 'proposed')
            """, request)
    }
}
