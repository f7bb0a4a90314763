import Domain
import SQLite

/// One request as lists show it: nobody's name but the buddy's first.
package struct RequestLine: Hashable, Sendable {
    package let uid: Uid
    package let requester: RequesterKind
    package let kind: SupportKind
    package let mode: SupportMode
    package let state: RequestState
    package let received: LocalDate
    package let finishedOn: LocalDate?
    package let language: Language?
    package let hasInterpreter: Bool
    package let region: String?
    /// The first name of the buddy who is being asked.
    package let asked: String?
    /// Of the newest match.
    package let label: String?
}

/// Which requests a list shows.
package enum RequestShelf: String, CaseIterable, Hashable, Sendable {
    /// The longest waiting first.
    case open
    case matched
    /// The last finished first.
    case finished
}

extension TenantReader {
    /// How many requests are in each state; a state without any is absent.
    package func requestCounts() throws -> [RequestState: Int] {
        let rows = try db.rows("SELECT state, count(*) FROM support_request GROUP BY state") {
            (RequestState(rawValue: $0.text(0)), $0.int(1))
        }
        return Dictionary(rows.compactMap { state, count in state.map { ($0, count) } }) { $1 }
    }

    /// One page of a shelf.
    package func requests(_ shelf: RequestShelf, from offset: Int = 0, limit: Int = 50) throws -> [RequestLine] {
        switch shelf {
        case .open:
            try db.rows(
                """
                SELECT r.uid, q.kind, r.kind, r.mode, r.state, r.received, r.finished_on, r.language, r.interpreter,
                    r.region, (SELECT b.name FROM match_proposal p JOIN buddy b ON b.id = p.buddy_id
                        WHERE p.request_id = r.id ORDER BY p.id DESC LIMIT 1), NULL
                FROM support_request r JOIN requester q ON q.id = r.requester_id
                WHERE r.state IN ('waiting', 'proposed') ORDER BY r.received, r.id LIMIT ?1 OFFSET ?2
                """, limit, offset
            ) { RequestLine($0) }.compactMap { $0 }
        case .matched:
            try db.rows(
                """
                SELECT r.uid, q.kind, r.kind, r.mode, r.state, r.received, r.finished_on, r.language, r.interpreter,
                    r.region, NULL, (SELECT k.label FROM match k WHERE k.request_id = r.id ORDER BY k.id DESC LIMIT 1)
                FROM support_request r JOIN requester q ON q.id = r.requester_id
                WHERE r.state = 'matched' ORDER BY r.received DESC, r.id DESC LIMIT ?1 OFFSET ?2
                """, limit, offset
            ) { RequestLine($0) }.compactMap { $0 }
        case .finished:
            try db.rows(
                """
                SELECT r.uid, q.kind, r.kind, r.mode, r.state, r.received, r.finished_on, r.language, r.interpreter,
                    r.region, NULL, (SELECT k.label FROM match k WHERE k.request_id = r.id ORDER BY k.id DESC LIMIT 1)
                FROM support_request r JOIN requester q ON q.id = r.requester_id
                WHERE r.state IN ('given', 'closed') ORDER BY r.finished_on DESC, r.id DESC LIMIT ?1 OFFSET ?2
                """, limit, offset
            ) { RequestLine($0) }.compactMap { $0 }
        }
    }
}

extension RequestLine {
    fileprivate init?(_ row: Row) {
        guard let uid = Uid(row.text(0)), let requester = RequesterKind(rawValue: row.text(1)),
            let kind = SupportKind(rawValue: row.text(2)), let mode = SupportMode(rawValue: row.text(3)),
            let state = RequestState(rawValue: row.text(4)), let received = LocalDate(row.text(5))
        else { return nil }
        self.uid = uid
        self.requester = requester
        self.kind = kind
        self.mode = mode
        self.state = state
        self.received = received
        finishedOn = row.textOrNil(6).flatMap { LocalDate($0) }
        language = row.textOrNil(7).flatMap(Language.init(rawValue:))
        hasInterpreter = row.bool(8)
        region = row.textOrNil(9)
        asked = state == .proposed ? row.textOrNil(10).map(firstName) : nil
        label = row.textOrNil(11)
    }
}
