import Domain
import SQLite

/// A case from intervision without anybody in it (N27).
package struct CaseCard: Hashable, Sendable {
    /// What sort of case it is.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case hard
        case success

        /// What a person reads.
        package var title: String {
            switch self {
            case .hard: "lastige situatie"
            case .success: "ging goed"
            }
        }
    }

    /// What stands on it.
    package struct Text: Hashable, Sendable {
        package var kind: Kind
        package var title: String
        package var situation: String
        package var question: String?
        package var advice: String?
        package var outcome: String?

        package init(
            kind: Kind, title: String, situation: String, question: String? = nil, advice: String? = nil,
            outcome: String? = nil
        ) {
            self.kind = kind
            self.title = title
            self.situation = situation
            self.question = question
            self.advice = advice
            self.outcome = outcome
        }
    }

    package let uid: Uid
    package let version: Int
    package let writtenOn: LocalDate
    package let text: Text
}

extension TenantReader {
    /// One card; nil when there is none.
    package func caseCard(_ uid: Uid) throws -> CaseCard? {
        try db.first(
            """
            SELECT uid, version, written_on, kind, title, situation, question, advice, outcome FROM case_card
            WHERE uid = ?1
            """, uid.text
        ) { CaseCard($0) }.flatMap { $0 }
    }

    /// The newest cards, whole.
    package func caseCards(limit: Int = 100) throws -> [CaseCard] {
        try db.rows(
            """
            SELECT uid, version, written_on, kind, title, situation, question, advice, outcome FROM case_card
            ORDER BY written_on DESC, id DESC LIMIT ?1
            """, limit
        ) { CaseCard($0) }.compactMap { $0 }
    }

    /// The names that may stand in no anonymous text: people's, and those of schools.
    package func knownNames() throws -> KnownNames {
        KnownNames(
            people: try db.rows("SELECT name FROM buddy UNION SELECT name FROM requester") { $0.text(0) },
            schools: try db.rows(
                "SELECT school FROM buddy_school UNION SELECT school FROM support_request WHERE school IS NOT NULL"
            ) { $0.text(0) })
    }
}

extension TenantWriter {
    /// Writes a card, or changes one that nobody else changed meanwhile.
    ///
    /// - Throws: `stale`; the caller has checked that no known name stands in it.
    @discardableResult
    package func saveCaseCard(_ text: CaseCard.Text, over uid: Uid? = nil, version: Int? = nil) throws -> Uid {
        guard let uid else {
            let uid = Uid.random()
            try db.run(
                """
                INSERT INTO case_card(uid, kind, title, situation, question, advice, outcome, written_on)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                """, uid.text, text.kind.rawValue, text.title, text.situation, text.question, text.advice,
                text.outcome, try settings.zone.local(now).date.description)
            try log(.added, .caseCard, uid)
            return uid
        }
        try db.run(
            """
            UPDATE case_card SET kind = ?3, title = ?4, situation = ?5, question = ?6, advice = ?7, outcome = ?8,
                version = version + 1
            WHERE uid = ?1 AND version = ?2
            """, uid.text, version, text.kind.rawValue, text.title, text.situation, text.question, text.advice,
            text.outcome)
        guard db.changes == 1 else {
            throw try caseCard(uid) == nil ? StoreError.unknown : StoreError.stale
        }
        try log(.changed, .caseCard, uid)
        return uid
    }

    /// Throws a card away.
    package func removeCaseCard(_ uid: Uid) throws {
        try db.run("DELETE FROM case_card WHERE uid = ?1", uid.text)
        guard db.changes == 1 else { throw StoreError.unknown }
        try log(.removed, .caseCard, uid)
    }
}

extension CaseCard {
    fileprivate init?(_ row: Row) {
        guard let uid = Uid(row.text(0)), let day = LocalDate(row.text(2)), let kind = Kind(rawValue: row.text(3))
        else { return nil }
        self.init(
            uid: uid, version: row.int(1), writtenOn: day,
            text: Text(
                kind: kind, title: row.text(4), situation: row.text(5), question: row.textOrNil(6),
                advice: row.textOrNil(7), outcome: row.textOrNil(8)))
    }
}
