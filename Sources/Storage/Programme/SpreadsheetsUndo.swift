import Domain
import Foundation
import SQLite

extension TenantWriter {
    /// Takes back what a spreadsheet did, all of it or nothing: rows that it changed are as they were, new ones are gone.
    ///
    /// - Returns: the rows that stand in the way, because something was changed since; empty when it was taken back.
    /// - Throws: `unknown` when it was never read in, was taken back, or longer than an hour ago.
    package func undoSpreadsheet(_ uid: Uid) throws -> [SheetProblem] {
        try forgetSpreadsheets()
        let found = try db.first(
            "SELECT id, kind, read_at FROM spreadsheet WHERE uid = ?1 AND undone_at IS NULL", uid.text
        ) { ($0.integer(0), SheetKind(rawValue: $0.text(1)), Instant(milliseconds: $0.integer(2))) }
        guard let found, let kind = found.1 else { throw StoreError.unknown }
        let rows = try db.rows(
            "SELECT line, row_id, was, after_hash FROM spreadsheet_row WHERE spreadsheet_id = ?1 ORDER BY line", found.0
        ) { RememberedRow($0) }
        var undo = try SpreadsheetUndo(self, kind.record, readAt: found.2)
        try db.run("SAVEPOINT undo")
        try undo.takeBack(rows, of: found.0)
        guard undo.problems.isEmpty else {
            try db.run("ROLLBACK TO undo")
            try db.run("RELEASE undo")
            return undo.problems
        }
        try db.run("RELEASE undo")
        for subject in try undo.subjects() { try replan(subject) }
        try db.run("UPDATE spreadsheet SET undone_at = ?2 WHERE id = ?1", found.0, now.milliseconds)
        try db.run("DELETE FROM spreadsheet_row WHERE spreadsheet_id = ?1", found.0)
        try db.run("DELETE FROM spreadsheet_follow WHERE spreadsheet_id = ?1", found.0)
        try log(.undone, .spreadsheet, uid, [kind.rawValue])
        return []
    }
}

struct RememberedRow {
    let line: Int
    let row: Int64
    /// Nil when it is new.
    let was: [String?]?
    let afterHash: [UInt8]

    init(_ row: Row) {
        line = row.int(0)
        self.row = row.integer(1)
        was = row.textOrNil(2).flatMap { try? JSONDecoder().decode([String?].self, from: Data($0.utf8)) }
        afterHash = row.blob(3)
    }
}

/// One taking back, confined to its transaction.
struct SpreadsheetUndo {
    private let writer: TenantWriter
    private let work: ImportWork
    private let kind: RecordKind
    private let readAt: Instant
    private(set) var problems: [SheetProblem] = []
    private var goneSubjects: [Reason.Subject] = []

    init(_ writer: TenantWriter, _ kind: RecordKind, readAt: Instant) throws {
        self.writer = writer
        self.kind = kind
        self.readAt = readAt
        work = try ImportWork(writer)
    }

    private var db: Connection { writer.db }

    mutating func takeBack(_ rows: [RememberedRow], of sheet: Int64) throws {
        for row in rows where try writer.rowHash(row.row, kind) != row.afterHash {
            problems.append(SheetProblem(line: row.line, "Deze rij is daarna veranderd of weggehaald."))
        }
        guard problems.isEmpty else { return }
        // First what is new: a label that was given to a new match is free again for the one that had it.
        for row in rows.reversed() where row.was == nil { try remove(row) }
        for row in rows { if let was = row.was { try restore(row, was) } }
        try restoreFollowers(of: sheet)
        problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    /// Meetings and sessions whose letters have to be planned again.
    func subjects() throws -> [Reason.Subject] { try work.subjectsToReplan() + goneSubjects }

    private mutating func restore(_ row: RememberedRow, _ was: [String?]) throws {
        let isRestored =
            switch kind {
            case .buddy: try restore(BuddyRow.self, row, was)
            case .requester: try restore(RequesterRow.self, row, was)
            case .request: try restore(RequestRow.self, row, was)
            case .match: try restore(MatchRow.self, row, was)
            case .meeting: try restore(MeetingRow.self, row, was)
            case .intervision: try restore(IntervisionRow.self, row, was)
            case .signal: false
            }
        if !isRestored {
            problems.append(
                SheetProblem(line: row.line, "Waar deze rij eerst bij hoorde, is er niet meer of past niet meer."))
        }
    }

    private func restore<Imported: RestorableRow>(
        _: Imported.Type, _ row: RememberedRow, _ was: [String?]
    ) throws -> Bool {
        let known = try Imported(reading: row.row, work)
        guard let earlier = try known.restored(was, row.row, work) else { return false }
        do {
            try earlier.update(row.row, from: known, work)
            try earlier.finishRestoring(was, row.row, work)
        } catch let error as SQLiteError where error.kind == .constraint {
            return false
        }
        if earlier.concernsLetters(from: known) { work.touch(kind, row.row) }
        return true
    }

    private mutating func remove(_ row: RememberedRow) throws {
        if let why = try SpreadsheetTies(writer, since: readAt).reason(to: kind, row.row) {
            problems.append(SheetProblem(line: row.line, why))
            return
        }
        try noteSubject(row.row)
        do {
            try delete(row.row)
        } catch let error as SQLiteError where error.kind == .constraint {
            problems.append(SheetProblem(line: row.line, SpreadsheetTies.inUse))
        }
    }

    private mutating func noteSubject(_ row: Int64) throws {
        switch kind {
        case .meeting:
            let uid = try db.first("SELECT uid FROM school_meeting WHERE id = ?1", row) { Uid($0.text(0)) }
            if case let uid?? = uid { goneSubjects.append(.meeting(uid)) }
        case .intervision:
            let uid = try db.first("SELECT uid FROM intervision_session WHERE id = ?1", row) { Uid($0.text(0)) }
            if case let uid?? = uid { goneSubjects.append(.intervision(uid)) }
        case .buddy, .requester, .request, .match, .signal: break
        }
    }

    private func delete(_ row: Int64) throws {
        switch kind {
        case .buddy: try db.run("DELETE FROM buddy WHERE id = ?1", row)
        case .requester: try db.run("DELETE FROM requester WHERE id = ?1", row)
        case .request: try db.run("DELETE FROM support_request WHERE id = ?1", row)
        case .match: try db.run("DELETE FROM match WHERE id = ?1", row)
        case .meeting: try db.run("DELETE FROM school_meeting WHERE id = ?1", row)
        case .intervision: try db.run("DELETE FROM intervision_session WHERE id = ?1", row)
        case .signal: break
        }
    }

    private mutating func restoreFollowers(of sheet: Int64) throws {
        let list = try db.rows(
            "SELECT tab, row_id, was, became FROM spreadsheet_follow WHERE spreadsheet_id = ?1", sheet
        ) { (Follower(tab: $0.text(0), row: $0.integer(1)), $0.text(2), $0.text(3)) }
        guard !list.isEmpty else { return }
        let current = try writer.followers()
        for (follower, was, became) in list {
            guard current[follower] == became else {
                problems.append(
                    SheetProblem("Een aanvraag die door dit bestand een buddy kreeg, is daarna veranderd."))
                continue
            }
            try restore(follower, was)
        }
    }

    private func restore(_ follower: Follower, _ was: String) throws {
        guard follower.tab == "request" else {
            try db.run(
                "UPDATE match_proposal SET withdrawn_at = ?2, version = version + 1 WHERE id = ?1", follower.row,
                Int64(was))
            return
        }
        let parts = was.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return }
        try db.run(
            "UPDATE support_request SET state = ?2, finished_on = ?3, version = version + 1 WHERE id = ?1",
            follower.row,
            String(parts[0]), parts[1].isEmpty ? nil : String(parts[1]))
    }
}
