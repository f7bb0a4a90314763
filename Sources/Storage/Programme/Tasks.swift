import Domain
import SQLite

/// An action with its owner and its date (N25).
package struct ProgrammeTask: Hashable, Sendable {
    package let uid: Uid
    package let version: Int
    package let text: String
    package let owner: TaskOwner
    package let due: LocalDate
    package let doneOn: LocalDate?
    /// The meeting from which it came, with the label of its match; nil for a task by itself.
    package let meeting: Uid?
    package let label: String?
}

extension TenantReader {
    /// What has to be done by this day, the oldest first; at most `limit`.
    package func openTasks(until day: LocalDate, limit: Int = 50) throws -> [ProgrammeTask] {
        try db.rows(
            """
            SELECT t.uid, t.version, t.text, t.owner, t.due, t.done_on, m.uid, k.label
            FROM task t LEFT JOIN school_meeting m ON m.id = t.meeting_id LEFT JOIN match k ON k.id = m.match_id
            WHERE t.done_on IS NULL AND t.due <= ?1 ORDER BY t.due, t.id LIMIT ?2
            """, day.description, limit
        ) { ProgrammeTask($0) }.compactMap { $0 }
    }

    /// All that was agreed in one meeting, the open ones first.
    package func tasks(of meeting: Uid) throws -> [ProgrammeTask] {
        try db.rows(
            """
            SELECT t.uid, t.version, t.text, t.owner, t.due, t.done_on, m.uid, k.label
            FROM school_meeting m JOIN task t ON t.meeting_id = m.id JOIN match k ON k.id = m.match_id
            WHERE m.uid = ?1 ORDER BY t.done_on IS NOT NULL, t.due, t.id LIMIT 200
            """, meeting.text
        ) { ProgrammeTask($0) }.compactMap { $0 }
    }
}

extension TenantWriter {
    /// Writes down who does what and when; after a meeting only with the parent's agreement (N04).
    package func addTask(_ text: String, owner: TaskOwner, due: LocalDate, meeting: Uid?) throws {
        let uid = Uid.random()
        try db.run(
            """
            INSERT INTO task(uid, meeting_id, text, owner, due, entered_at)
            SELECT ?1, (SELECT id FROM school_meeting WHERE uid = ?2), ?3, ?4, ?5, ?6
            WHERE ?2 IS NULL OR EXISTS (SELECT 1 FROM school_meeting WHERE uid = ?2 AND notes_agreed = 1)
            """, uid.text, meeting?.text, text, owner.rawValue, due.description, now.milliseconds)
        guard db.changes == 1 else { throw StoreError.unknown }
        try log(.added, .task, uid)
    }

    /// Ticks a task as done, or takes the tick away.
    package func tick(_ task: Uid, isDone: Bool) throws {
        try db.run(
            "UPDATE task SET done_on = ?2, version = version + 1 WHERE uid = ?1 AND (done_on IS NULL) = ?3", task.text,
            isDone ? try settings.zone.local(now).date.description : nil, isDone)
        if db.changes == 1 {
            try log(.changed, .task, task, [isDone ? "gedaan" : "weer open"])
        } else if try db.first("SELECT 1 FROM task WHERE uid = ?1", task.text, read: { _ in true }) == nil {
            throw StoreError.unknown
        }
    }

    /// Throws a task away.
    package func removeTask(_ task: Uid) throws {
        try db.run("DELETE FROM task WHERE uid = ?1", task.text)
        guard db.changes == 1 else { throw StoreError.unknown }
        try log(.removed, .task, task)
    }
}

extension ProgrammeTask {
    fileprivate init?(_ row: Row) {
        guard let uid = Uid(row.text(0)), let owner = TaskOwner(rawValue: row.text(3)), let due = LocalDate(row.text(4))
        else { return nil }
        self.init(
            uid: uid, version: row.int(1), text: row.text(2), owner: owner, due: due,
            doneOn: row.textOrNil(5).flatMap { LocalDate($0) }, meeting: row.textOrNil(6).flatMap { Uid($0) },
            label: row.textOrNil(7))
    }
}
