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
        // A match that is wrong in itself is still held against the others.
        buddy = record.buddy.map(work.target).applied(to: known?.buddy) ?? .unreadable
        requester = record.requester.map(work.target).applied(to: known?.requester) ?? .unreadable
        request = record.request.map(work.target).applied(to: known?.request)
        since = record.since.applied(to: known?.since) ?? LocalDate(daysSince1970: 0)
        until = record.until.applied(to: known?.until)
        label = known?.label ?? ""
        switch record.label {
        case .set(let given): label = given.text
        // Null leaves the choice to Naast: a label that it may have chosen itself stays.
        case .clear: label = MatchLabel.suggestions.contains(label) ? label : ""
        case .keep: break
        }
        if let until, until < since, work.isSound(record.place, "since", "until") {
            work.problems.add(at: "\(record.place.path).until", "lies before since")
        }
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
            UPDATE match SET buddy_id = ?2, requester_id = ?3, request_id = ?4, since = ?5, until = ?6, label = ?7,
                version = version + 1
            WHERE id = ?1
            """, row, work.row(buddy, .buddy), work.row(requester, .requester),
            request.map { work.row($0, .request) }, since.description, until?.description, label)
        if buddy != known.buddy { try work.writer.handOverMeetings(of: row, from: work.row(known.buddy, .buddy)) }
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
    /// Sees all matches together: each is of the requester who asked, no label tells a name, and no buddy has one label
    /// twice at a time.
    static func settle(
        _ steps: inout [ImportStep<MatchRow>], requests: [ImportStep<RequestRow>],
        names: [RecordKind: [String: String]], _ work: ImportWork
    ) throws {
        let inFile = Set(steps.compactMap(\.row))
        try checkRequesters(steps, requests, inFile, work)
        var others: [Target: [MatchRow]] = [:]
        for buddy in Set(steps.map(\.after.buddy)) { others[buddy] = try stored(of: buddy, except: inFile, work) }
        let sound = steps.indices.filter {
            work.isSound(steps[$0].record.place, "ref", "buddy", "since", "until", "label")
        }
        for index in sound where !steps[index].after.label.isEmpty {
            others[steps[index].after.buddy, default: []].append(steps[index].after)
        }
        for (index, step) in steps.enumerated() {
            if step.after.label.isEmpty {
                let taken = Set((others[step.after.buddy] ?? []).map(\.label))
                let people = try people(of: step, names, work)
                steps[index].after.label = MatchLabel.suggestion(notIn: taken, naming: people).text
                others[step.after.buddy, default: []].append(steps[index].after)
            } else if case .set(let label) = step.record.label,
                try people(of: step, names, work).contains(where: label.tells)
            {
                work.problems.add(
                    at: "\(step.record.place.path).label",
                    "is part of the name of somebody in this match; it stands in mail so that no name has to")
            }
        }
        for step in sound.map({ steps[$0] }) where step.before != step.after {
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

    // Both may be new in this file, or have another name in it.
    private static func people(
        of step: ImportStep<MatchRow>, _ names: [RecordKind: [String: String]], _ work: ImportWork
    ) throws -> [String] {
        let buddy = try name(
            step.after.buddy, names[.buddy], work.isSound(step.record.place, "buddy"), work
        ) { row in try work.db.first("SELECT ref, name FROM buddy WHERE id = ?1", row) { ($0.textOrNil(0), $0.text(1)) }
        }
        let requester = try name(
            step.after.requester, names[.requester], work.isSound(step.record.place, "requester"), work
        ) { row in
            try work.db.first("SELECT ref, name FROM requester WHERE id = ?1", row) { ($0.textOrNil(0), $0.text(1)) }
        }
        return [buddy, requester].compactMap(\.self)
    }

    private static func name(
        _ target: Target, _ inFile: [String: String]?, _ isSound: Bool, _ work: ImportWork,
        stored: (Int64) throws -> (String?, String)?
    ) throws -> String? {
        guard isSound else { return nil }
        switch target {
        case .new(let ref): return inFile?[ref]
        case .known(let row):
            guard let (ref, name) = try stored(row) else { return nil }
            return ref.flatMap { inFile?[$0] } ?? name
        }
    }

    private static func checkRequesters(
        _ steps: [ImportStep<MatchRow>], _ requests: [ImportStep<RequestRow>], _ inFile: Set<Int64>, _ work: ImportWork
    ) throws {
        let planned = Dictionary(requests.map { ($0.target, $0) }) { $1 }
        for step in steps where work.isSound(step.record.place, "request", "requester") {
            guard let request = step.after.request else { continue }
            let asked: Target
            switch (planned[request], request) {
            case (let record?, _):
                guard work.isSound(record.record.place, "requester") else { continue }
                asked = record.after.requester
            case (nil, .known(let row)): asked = try RequestRow(reading: row, work).requester
            // It could not be read.
            case (nil, .new): continue
            }
            if asked != step.after.requester {
                work.problems.add(at: "\(step.record.place.path).request", "is a request of another requester")
            }
        }
        for request in requests where request.before.map({ $0.requester != request.after.requester }) ?? false {
            guard work.isSound(request.record.place, "requester") else { continue }
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
