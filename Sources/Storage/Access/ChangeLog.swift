import Domain
import SQLite

/// What somebody did, for the log that coordinators read.
///
/// It says which fields changed, never from what into what: a cleared phone number is really gone.
package struct LoggedChange: Hashable, Sendable {
    /// What was changed; the word stands in the file.
    package enum Subject: String, CaseIterable, Hashable, Sendable {
        case buddy
        case request
        case match
        case meeting
        case session
        case caseCard = "case-card"
        case message
        case groupLetter = "group-letter"
        case question
        case contact
        case expense
        case report
        case setting
        case member
        case spreadsheet
        case signal
        case task
    }

    package enum Action: String, CaseIterable, Hashable, Sendable {
        case added
        case changed
        case removed
        case sent
        case undone
        /// A name and phone number were shown to somebody who pressed the button.
        case seen
    }

    /// Rises with every change of this tenant.
    package let number: Int64
    package let at: Instant
    /// Nil when no member did it: an import by the operator, or the daemon itself.
    package let member: Uid?
    package let subject: Subject
    package let uid: Uid?
    package let action: Action
    /// Names of what changed, as the forms call it in Dutch.
    package let fields: [String]
}

extension TenantWriter {
    /// Writes a line into the change log, in the same transaction as the change itself.
    package func log(
        _ action: LoggedChange.Action, _ subject: LoggedChange.Subject, _ uid: Uid?, _ fields: [String] = []
    ) throws {
        try db.run(
            "INSERT INTO change(at, coordinator_uid, subject, subject_uid, action, fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            now.milliseconds, actor?.text, subject.rawValue, uid?.text, action.rawValue,
            fields.joined(separator: ", "))
    }
}

extension TenantReader {
    /// The newest changes, of everything or of one thing; at most `limit`, older than the one with that number.
    package func changes(of uid: Uid? = nil, before number: Int64? = nil, limit: Int = 200) throws -> [LoggedChange] {
        let number = number ?? .max
        let rows: [LoggedChange?]
        if let uid {
            rows = try db.rows(
                """
                SELECT at, coordinator_uid, subject, subject_uid, action, fields, id FROM change
                WHERE subject_uid = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3
                """, uid.text, number, limit
            ) { LoggedChange($0) }
        } else {
            rows = try db.rows(
                """
                SELECT at, coordinator_uid, subject, subject_uid, action, fields, id FROM change
                WHERE id < ?1 ORDER BY id DESC LIMIT ?2
                """, number, limit
            ) { LoggedChange($0) }
        }
        return rows.compactMap { $0 }
    }
}

extension LoggedChange {
    fileprivate init?(_ row: Row) {
        guard let subject = Subject(rawValue: row.text(2)), let action = Action(rawValue: row.text(4)) else {
            return nil
        }
        self.init(
            number: row.integer(6), at: Instant(milliseconds: row.integer(0)),
            member: row.textOrNil(1).flatMap { Uid($0) }, subject: subject, uid: row.textOrNil(3).flatMap { Uid($0) },
            action: action, fields: row.text(5).isEmpty ? [] : row.text(5).split(separator: ", ").map(String.init))
    }
}
