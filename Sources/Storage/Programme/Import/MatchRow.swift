import Domain
import SQLite

struct MatchRow: ImportedRow {
    var buddy: Target
    var requester: Target
    var request: Target?
    var since: LocalDate
    var until: LocalDate?
    // Empty until `settle` picks one.
    var label: String

    init(reading row: Int64, _ work: ImportWork) throws {
        self = try work.db.first(
            "SELECT buddy_id, requester_id, request_id, since, until, label FROM match WHERE id = ?1", row
        ) { Self($0) }.flatMap { $0 }.found()
    }

    init(_ record: MatchRecord, over known: Self?, row: Int64?, _ work: ImportWork) {
        buddy = record.buddy.map(work.target).always(over: known?.buddy)
        requester = record.requester.map(work.target).always(over: known?.requester)
        request = record.request.map(work.target).applied(to: known?.request)
        since = record.since.always(over: known?.since)
        until = record.until.applied(to: known?.until)
        label = known?.label ?? ""
        switch record.label {
        case .set(let given): label = given.text
        // Null leaves the choice to Naast: a label that it may have chosen itself stays.
        case .clear: label = MatchLabel.suggestions.contains(label) ? label : ""
        case .keep: break
        }
        if let until, until < since { work.problems.add(at: "\(record.place.path).until", "lies before since") }
    }

    private init?(_ row: Row) {
        guard let since = LocalDate(row.text(3)) else { return nil }
        buddy = .known(row.integer(0))
        requester = .known(row.integer(1))
        request = row.integerOrNil(2).map(Target.known)
        self.since = since
        until = row.textOrNil(4).flatMap { LocalDate($0) }
        label = row.text(5)
    }

    func insert(ref: String, _ work: ImportWork) throws -> Int64 {
        try work.db.run(
            """
            INSERT INTO match(uid, ref, buddy_id, requester_id, request_id, since, until, label, entered_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """, Uid.random().text, ref, work.row(buddy, .buddy), work.row(requester, .requester),
            request.map { work.row($0, .request) }, since.description, until?.description, label,
            work.now.milliseconds)
        return work.db.lastInsertedRow
    }

    func update(_ row: Int64, from known: Self, _ work: ImportWork) throws {
        try work.db.run(
            """
            UPDATE match SET buddy_id = ?2, requester_id = ?3, request_id = ?4, since = ?5, until = ?6, label = ?7
            WHERE id = ?1
            """, row, work.row(buddy, .buddy), work.row(requester, .requester),
            request.map { work.row($0, .request) }, since.description, until?.description, label)
        if buddy != known.buddy { try work.writer.handOverMeetings(of: row) }
    }

    func concernsLetters(from known: Self) -> Bool {
        buddy != known.buddy || since != known.since || until != known.until
    }

    // Whether both run on some day.
    private func overlaps(_ other: Self) -> Bool {
        (until.map { other.since <= $0 } ?? true) && (other.until.map { since <= $0 } ?? true)
    }
}

extension MatchRow {
    /// Sees all matches together: each is of the requester who asked, and no buddy has one label twice at a time.
    static func settle(
        _ steps: inout [ImportStep<MatchRow>], requests: [ImportStep<RequestRow>], _ work: ImportWork
    ) throws {
        let inFile = Set(steps.compactMap(\.row))
        try checkRequesters(steps, requests, inFile, work)
        var others: [Target: [MatchRow]] = [:]
        for buddy in Set(steps.map(\.after.buddy)) { others[buddy] = try stored(of: buddy, except: inFile, work) }
        for step in steps where !step.after.label.isEmpty { others[step.after.buddy, default: []].append(step.after) }

        for (index, step) in steps.enumerated() where step.after.label.isEmpty {
            let taken = Set((others[step.after.buddy] ?? []).map(\.label))
            steps[index].after.label = MatchLabel.suggestion(notIn: taken).text
            others[step.after.buddy, default: []].append(steps[index].after)
        }
        for step in steps where step.before != step.after {
            let same = (others[step.after.buddy] ?? []).filter {
                $0.label == step.after.label && $0.overlaps(step.after)
            }
            guard same.count > 1 else { continue }
            work.problems.add(
                at: "\(step.record.place.path).label",
                "this buddy has another match named \(step.after.label) at the same time; give one of them another label"
            )
        }
    }

    private static func checkRequesters(
        _ steps: [ImportStep<MatchRow>], _ requests: [ImportStep<RequestRow>], _ inFile: Set<Int64>, _ work: ImportWork
    ) throws {
        let planned = Dictionary(uniqueKeysWithValues: requests.map { ($0.target, $0.after.requester) })
        for step in steps {
            guard let request = step.after.request else { continue }
            let asked = try planned[request] ?? RequestRow(reading: work.row(request, .request), work).requester
            if asked != step.after.requester {
                work.problems.add(at: "\(step.record.place.path).request", "is a request of another requester")
            }
        }
        for request in requests where request.before.map({ $0.requester != request.after.requester }) ?? false {
            let matches = try work.db.rows("SELECT id FROM match WHERE request_id = ?1", request.row) { $0.integer(0) }
            if !inFile.isSuperset(of: matches) {
                work.problems.add(
                    at: "\(request.record.place.path).requester", "cannot change: a match of the earlier one is for it")
            }
        }
    }

    private static func stored(of buddy: Target, except inFile: Set<Int64>, _ work: ImportWork) throws -> [MatchRow] {
        guard case .known(let row) = buddy else { return [] }
        return try work.db.rows(
            "SELECT buddy_id, requester_id, request_id, since, until, label, id FROM match WHERE buddy_id = ?1", row
        ) { inFile.contains($0.integer(6)) ? nil : Self($0) }.compactMap(\.self)
    }
}
