import Domain
import SQLite

/// What an import did, by kind, and whose letters it planned again.
package struct ImportSummary: Hashable, Sendable {
    package struct Count: Hashable, Sendable {
        package var added = 0
        package var changed = 0
        package var unchanged = 0
    }

    package internal(set) var counts: [RecordKind: Count] = [:]
    /// What it did with the records of one kind.
    package subscript(kind: RecordKind) -> Count { counts[kind] ?? Count() }

    /// Meetings and sessions whose letters may have changed, each once.
    package internal(set) var replanned: [Reason.Subject] = []
}

extension ImportSummary: CustomStringConvertible {
    /// `buddies: 3 added, 1 changed, 12 unchanged`, a line for each kind that the file had.
    package var description: String {
        let lines = RecordKind.allCases.compactMap { kind -> String? in
            guard let count = counts[kind], count != Count() else { return nil }
            let parts = [("added", count.added), ("changed", count.changed), ("unchanged", count.unchanged)]
            let words = parts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
            return "\(kind.listName): \(words.joined(separator: ", "))"
        }
        return lines.isEmpty ? "the file has no records" : lines.joined(separator: "\n")
    }
}

extension TenantReader {
    /// The rows that have a ref, by kind and ref.
    func rowsByRef() throws -> [RecordKind: [String: Int64]] {
        try Dictionary(uniqueKeysWithValues: RecordKind.allCases.map { ($0, try rowsByRef($0)) })
    }

    private func rowsByRef(_ kind: RecordKind) throws -> [String: Int64] {
        let sql: StaticString =
            switch kind {
            case .buddy: "SELECT ref, id FROM buddy WHERE ref IS NOT NULL"
            case .requester: "SELECT ref, id FROM requester WHERE ref IS NOT NULL"
            case .request: "SELECT ref, id FROM support_request WHERE ref IS NOT NULL"
            case .match: "SELECT ref, id FROM match WHERE ref IS NOT NULL"
            case .meeting: "SELECT ref, id FROM school_meeting WHERE ref IS NOT NULL"
            case .intervision: "SELECT ref, id FROM intervision_session WHERE ref IS NOT NULL"
            case .signal: "SELECT ref, id FROM signal WHERE ref IS NOT NULL"
            }
        let rows = try db.rows(sql) { ($0.text(0), $0.integer(1)) }
        // Two refs that Unicode calls the same text, though their bytes differ, are one ref here: the later row's.
        return Dictionary(rows) { $1 }
    }
}

extension TenantWriter {
    /// Brings the programme to what the file says, and the outbox with it; all in this transaction.
    ///
    /// Imported again it changes nothing. When the file is refused nothing was written, so the transaction may commit.
    /// - Parameters:
    ///   - dryRun: counts, and writes nothing.
    ///   - progress: hears a sentence now and then.
    package func importProgramme(
        _ draft: ProgrammeDraft, dryRun: Bool = false, progress: (String) -> Void = { _ in }
    ) throws -> Result<ImportSummary, ProgrammeFileRefused> {
        try importProgramme(draft, dryRun: dryRun, progress: progress) { _, _ in }
    }

    /// - Parameter beforeWriting: sees what will be written, as the last thing before it is.
    func importProgramme(
        _ draft: ProgrammeDraft, dryRun: Bool, progress: (String) -> Void,
        beforeWriting: (ImportPlan, ImportWork) throws -> Void
    ) throws -> Result<ImportSummary, ProgrammeFileRefused> {
        let work = try ImportWork(self)
        let judged = draft.judged(against: work.knownRefs)
        let file = judged.file
        work.unsound = judged.unsound
        let plan = try ImportPlan(file, names: judged.names, work)
        let problems = draft.inOrder(judged.problems + work.problems.problems)
        guard problems.isEmpty else { return .failure(ProgrammeFileRefused(problems)) }
        progress("\(file.count) records are right")
        if !dryRun {
            try beforeWriting(plan, work)
            try plan.write(work, progress: progress)
            try followImportedMatches()
        }
        var summary = plan.summary
        guard !dryRun else { return .success(summary) }
        summary.replanned = try work.subjectsToReplan()
        for (index, subject) in summary.replanned.enumerated() {
            try replan(subject)
            if (index + 1) % 500 == 0 { progress("letters planned for \(index + 1) of \(summary.replanned.count)") }
        }
        return .success(summary)
    }
}
