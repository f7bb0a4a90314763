import Domain
import Foundation
import SQLite

/// A spreadsheet that somebody chose and has not read in yet.
package struct SpreadsheetDraft: Hashable, Sendable {
    package let uid: Uid
    package let kind: SheetKind
    package let content: [UInt8]
}

/// A spreadsheet that was read in less than an hour ago.
package struct ReadSpreadsheet: Hashable, Sendable {
    package let uid: Uid
    package let kind: SheetKind
    package let readAt: Instant
    /// Rows that it made or changed.
    package let rows: Int
    /// Who read it in; nil when they no longer log in here.
    package let member: String?
    package let isUndone: Bool
}

/// How long a spreadsheet waits, and can be taken back.
package enum SpreadsheetTerms {
    package static let kept = Span.hours(1)
}

extension TenantReader {
    /// The spreadsheet that this member chose; another's is unknown.
    package func spreadsheetDraft(_ uid: Uid, of member: Uid) throws -> SpreadsheetDraft {
        let found = try db.first(
            "SELECT kind, content FROM spreadsheet_draft WHERE uid = ?1 AND member = ?2 AND chosen_at > ?3", uid.text,
            member.text, (now - SpreadsheetTerms.kept).milliseconds
        ) { (SheetKind(rawValue: $0.text(0)), $0.blob(1)) }
        guard let found, let kind = found.0 else { throw StoreError.unknown }
        return SpreadsheetDraft(uid: uid, kind: kind, content: found.1)
    }

    /// What was read in within the hour, the newest first.
    package func readSpreadsheets() throws -> [ReadSpreadsheet] {
        try db.rows(
            """
            SELECT s.uid, s.kind, s.read_at, s.rows, coalesce(c.name, c.email), s.undone_at FROM spreadsheet s
                LEFT JOIN coordinator c ON c.uid = s.member WHERE s.read_at > ?1 ORDER BY s.id DESC LIMIT 20
            """, (now - SpreadsheetTerms.kept).milliseconds
        ) { row -> ReadSpreadsheet? in
            guard let uid = Uid(row.text(0)), let kind = SheetKind(rawValue: row.text(1)) else { return nil }
            return ReadSpreadsheet(
                uid: uid, kind: kind, readAt: Instant(milliseconds: row.integer(2)), rows: row.int(3),
                member: row.textOrNil(4), isUndone: !row.isNull(5))
        }.compactMap { $0 }
    }

    /// Whether anything waits to be forgotten.
    var keepsSpreadsheets: Bool {
        get throws {
            try db.first(
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM spreadsheet_draft) OR EXISTS (SELECT 1 FROM spreadsheet)"
            ) { _ in true } ?? false
        }
    }

    /// What a spreadsheet would do; nothing is written.
    package func lookOver(_ content: [UInt8], _ kind: SheetKind) throws -> Result<SheetDraft, SheetProblem> {
        do throws(SheetProblem) {
            let zone: Zone
            do { zone = try settings.zone } catch { throw SheetProblem("Probeer het later opnieuw.") }
            return .success(try SheetDraft(try Sheet(csv: content), kind, zone: zone))
        } catch {
            return .failure(error)
        }
    }
}

/// What came of a spreadsheet: what it did, or would do, or why it cannot be read in.
package enum SpreadsheetOutcome: Sendable {
    case done(ImportSummary)
    case refused([SheetProblem])
}

extension TenantWriter {
    /// Keeps what somebody chose until they read it in; one at a time for each member.
    package func keepSpreadsheet(_ content: [UInt8], _ kind: SheetKind, of member: Uid) throws -> Uid {
        try forgetSpreadsheets()
        try forgetSpreadsheetDraft(of: member)
        noteKeptForAnHour()
        let uid = Uid.random()
        try db.run(
            "INSERT INTO spreadsheet_draft(uid, member, kind, chosen_at, content) VALUES (?1, ?2, ?3, ?4, ?5)",
            uid.text,
            member.text, kind.rawValue, now.milliseconds, content)
        return uid
    }

    package func forgetSpreadsheetDraft(of member: Uid) throws {
        try db.run("DELETE FROM spreadsheet_draft WHERE member = ?1", member.text)
    }

    /// Forgets all that is older than an hour; the daemon asks for it too.
    func forgetSpreadsheets() throws {
        let limit = (now - SpreadsheetTerms.kept).milliseconds
        try db.run("DELETE FROM spreadsheet_draft WHERE chosen_at <= ?1", limit)
        try db.run("DELETE FROM spreadsheet WHERE read_at <= ?1", limit)
    }

    /// Looks a spreadsheet over with all that the store knows; nothing is written.
    package func tryOut(_ content: [UInt8], _ kind: SheetKind) throws -> SpreadsheetOutcome {
        try imported(content, kind, dryRun: true) { _, _ in }
    }

    /// The same, with what would be mailed because of it.
    package func tryOutWithMail(_ content: [UInt8], _ kind: SheetKind) throws -> (SpreadsheetOutcome, MailPreview) {
        // Nobody is mailed about somebody new: then it need not be written to see that.
        if [.buddies, .requesters, .requests].contains(kind) {
            let outcome = try tryOut(content, kind)
            guard kind == .buddies, case .done(let summary) = outcome, summary[.buddy].changed > 0 else {
                return (outcome, MailPreview(goes: [], goesNoMore: []))
            }
        }
        let (outcome, subjects, goes) = try trying {
            let outcome = try imported(content, kind, dryRun: false) { _, _ in }
            guard case .done(let summary) = outcome else {
                return (outcome, [Reason.Subject](), [MailPreview.Letter]())
            }
            return (outcome, summary.replanned, try summary.replanned.flatMap(lettersReady))
        }
        let before = Set(try subjects.flatMap(lettersReady))
        let after = Set(goes)
        return (
            outcome,
            MailPreview(
                goes: goes.filter { !before.contains($0) }, goesNoMore: before.filter { !after.contains($0) })
        )
    }

    /// Reads a spreadsheet in, all of it or nothing, and remembers for an hour how everything was.
    package func readIn(_ draft: SpreadsheetDraft, of member: Uid) throws -> SpreadsheetOutcome {
        try forgetSpreadsheets()
        var steps: [RememberedStep] = []
        var work: ImportWork?
        let before = try followers()
        let outcome = try imported(draft.content, draft.kind, dryRun: false) { plan, importWork in
            steps = try plan.remembered(importWork)
            work = importWork
        }
        guard case .done = outcome, let work else { return outcome }
        let uid = Uid.random()
        try db.run(
            "INSERT INTO spreadsheet(uid, kind, read_at, member, rows) VALUES (?1, ?2, ?3, ?4, ?5)", uid.text,
            draft.kind.rawValue, now.milliseconds, member.text, steps.count)
        noteKeptForAnHour()
        let sheet = db.lastInsertedRow
        let lines = try Sheet(csv: draft.content).lines
        for step in steps {
            guard let row = work.row(step.kind, step.ref), let hash = try rowHash(row, step.kind) else { continue }
            let was = try step.was.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
            try db.run(
                """
                INSERT INTO spreadsheet_row(spreadsheet_id, line, row_id, was, after_hash) VALUES (?1, ?2, ?3, ?4, ?5)
                """, sheet, lines[step.index].number, row, was, hash)
        }
        for (key, became) in try followers() {
            guard let was = before[key], was != became else { continue }
            try db.run(
                "INSERT INTO spreadsheet_follow(spreadsheet_id, tab, row_id, was, became) VALUES (?1, ?2, ?3, ?4, ?5)",
                sheet, key.tab, key.row, was, became)
        }
        try forgetSpreadsheetDraft(of: member)
        try log(.added, .spreadsheet, uid, [draft.kind.rawValue])
        return outcome
    }

    private func imported(
        _ content: [UInt8], _ kind: SheetKind, dryRun: Bool,
        beforeWriting: (ImportPlan, ImportWork) throws -> Void
    ) throws -> SpreadsheetOutcome {
        let sheet: SheetDraft
        switch try lookOver(content, kind) {
        case .failure(let problem): return .refused([problem])
        case .success(let draft): sheet = draft
        }
        let result = try importProgramme(
            sheet.programme, dryRun: dryRun, progress: { _ in }, beforeWriting: beforeWriting)
        switch result {
        case .success(let summary): return .done(summary)
        case .failure(let refused): return .refused(sheet.problems(refused.problems))
        }
    }
}

/// A row that an import may change besides those in its file.
struct Follower: Hashable {
    let tab: String
    let row: Int64
}

extension TenantReader {
    /// What follows from matches: the state of every request, and which proposals were withdrawn.
    func followers() throws -> [Follower: String] {
        let requests = try db.rows("SELECT id, state, coalesce(finished_on, '') FROM support_request") {
            (Follower(tab: "request", row: $0.integer(0)), "\($0.text(1)) \($0.text(2))")
        }
        let proposals = try db.rows("SELECT id, coalesce(withdrawn_at, '') FROM match_proposal") {
            (Follower(tab: "proposal", row: $0.integer(0)), $0.text(1))
        }
        return Dictionary(requests + proposals) { $1 }
    }
}
