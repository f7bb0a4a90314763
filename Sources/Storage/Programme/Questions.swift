import Domain
import SQLite

/// How a question came in.
package enum QuestionWay: String, CaseIterable, Hashable, Sendable {
    case mail
    case phone
    case talk

    /// What a person reads.
    package var title: String {
        switch self {
        case .mail: "per mail"
        case .phone: "aan de telefoon"
        case .talk: "in een gesprek"
        }
    }
}

/// A question of a buddy: open until somebody answered it (N11, N36).
package struct HelpQuestion: Hashable, Sendable {
    /// What is written down when it comes in.
    package struct Draft: Hashable, Sendable {
        /// Nil when it is of nobody in particular.
        package let buddy: Uid?
        package let way: QuestionWay
        package let askedOn: LocalDate
        package let text: String

        package init(buddy: Uid?, way: QuestionWay, askedOn: LocalDate, text: String) {
            self.buddy = buddy
            self.way = way
            self.askedOn = askedOn
            self.text = text
        }
    }

    package struct Answer: Hashable, Sendable {
        /// Nil when it was said and not written down.
        package let text: String?
        package let by: String
        package let on: LocalDate

        package init(text: String?, by: String, on: LocalDate) {
            self.text = text
            self.by = by
            self.on = on
        }
    }

    package let uid: Uid
    package let version: Int
    package let draft: Draft
    /// The name of the buddy who asked.
    package let buddyName: String?
    package let answer: Answer?
}

extension TenantReader {
    package static let questionPage = 30

    /// What is open, the oldest first; at most 200.
    package func openQuestions() throws -> [HelpQuestion] {
        try db.rows(
            """
            SELECT q.uid, q.version, b.uid, b.name, q.via, q.asked_on, q.question, q.answer, q.answered_by, q.answered_on
            FROM help_question q LEFT JOIN buddy b ON b.id = q.buddy_id
            WHERE q.answered_on IS NULL ORDER BY q.asked_on, q.id LIMIT 200
            """
        ) { HelpQuestion($0) }.compactMap { $0 }
    }

    /// One page of what was answered, the newest first; from 0.
    package func answeredQuestions(page: Int) throws -> [HelpQuestion] {
        try db.rows(
            """
            SELECT q.uid, q.version, b.uid, b.name, q.via, q.asked_on, q.question, q.answer, q.answered_by, q.answered_on
            FROM help_question q LEFT JOIN buddy b ON b.id = q.buddy_id
            WHERE q.answered_on IS NOT NULL ORDER BY q.answered_on DESC, q.id DESC LIMIT ?1 OFFSET ?2
            """, Self.questionPage, page * Self.questionPage
        ) { HelpQuestion($0) }.compactMap { $0 }
    }

    /// One question; nil when there is none.
    package func question(_ uid: Uid) throws -> HelpQuestion? {
        try db.first(
            """
            SELECT q.uid, q.version, b.uid, b.name, q.via, q.asked_on, q.question, q.answer, q.answered_by, q.answered_on
            FROM help_question q LEFT JOIN buddy b ON b.id = q.buddy_id WHERE q.uid = ?1
            """, uid.text
        ) { HelpQuestion($0) }.flatMap { $0 }
    }
}

extension TenantWriter {
    /// Writes a question down.
    package func addQuestion(_ draft: HelpQuestion.Draft) throws -> Uid {
        let uid = Uid.random()
        try db.run(
            """
            INSERT INTO help_question(uid, buddy_id, via, asked_on, question, entered_at)
            VALUES (?1, (SELECT id FROM buddy WHERE uid = ?2), ?3, ?4, ?5, ?6)
            """, uid.text, draft.buddy?.text, draft.way.rawValue, draft.askedOn.description, draft.text,
            now.milliseconds)
        try log(.added, .question, uid)
        return uid
    }

    /// Changes what was written down; the answer stays.
    package func changeQuestion(_ uid: Uid, version: Int, to draft: HelpQuestion.Draft) throws {
        try db.run(
            """
            UPDATE help_question SET buddy_id = (SELECT id FROM buddy WHERE uid = ?3), via = ?4, asked_on = ?5,
                question = ?6, version = version + 1 WHERE uid = ?1 AND version = ?2
            """, uid.text, version, draft.buddy?.text, draft.way.rawValue, draft.askedOn.description, draft.text)
        try requireOneQuestion(uid)
        try log(.changed, .question, uid, ["vraag"])
    }

    /// Writes the answer down, or takes it back with nil: the question is open again.
    package func answerQuestion(_ uid: Uid, version: Int, _ answer: HelpQuestion.Answer?) throws {
        try db.run(
            """
            UPDATE help_question SET answer = ?3, answered_by = ?4, answered_on = ?5, version = version + 1
            WHERE uid = ?1 AND version = ?2
            """, uid.text, version, answer?.text, answer?.by, answer?.on.description)
        try requireOneQuestion(uid)
        try log(.changed, .question, uid, ["antwoord"])
    }

    /// Removes a question with its answer.
    package func removeQuestion(_ uid: Uid, version: Int) throws {
        try db.run("DELETE FROM help_question WHERE uid = ?1 AND version = ?2", uid.text, version)
        try requireOneQuestion(uid)
        try log(.removed, .question, uid)
    }

    private func requireOneQuestion(_ uid: Uid) throws {
        guard db.changes == 0 else { return }
        throw try question(uid) == nil ? StoreError.unknown : StoreError.stale
    }
}

extension HelpQuestion {
    init?(_ row: Row) {
        guard let uid = Uid(row.text(0)), let way = QuestionWay(rawValue: row.text(4)),
            let asked = LocalDate(row.text(5))
        else { return nil }
        let answered = row.textOrNil(9).flatMap { LocalDate($0) }
        self.init(
            uid: uid, version: row.int(1),
            draft: Draft(buddy: Uid(row.text(2)), way: way, askedOn: asked, text: row.text(6)),
            buddyName: row.textOrNil(3),
            answer: answered.map { Answer(text: row.textOrNil(7), by: row.text(8), on: $0) })
    }
}
