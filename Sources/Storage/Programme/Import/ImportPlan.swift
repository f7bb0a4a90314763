import Domain

/// A table's row as one record wants it: typed, without keys of its own.
protocol ImportedRow: Equatable {
    associatedtype Record: ProgrammeRecord

    /// The row as it is stored.
    init(reading row: Int64, _ work: ImportWork) throws
    /// The row as the record leaves it; `known` is nil for a new one.
    init(_ record: Record, over known: Self?, row: Int64?, _ work: ImportWork) throws
    func insert(ref: String, _ work: ImportWork) throws -> Int64
    func update(_ row: Int64, from known: Self, _ work: ImportWork) throws
    /// True when letters depend on what changed.
    func concernsLetters(from known: Self) -> Bool
}

/// One record, and its row before and after.
struct ImportStep<Row: ImportedRow> {
    let record: Row.Record
    let row: Int64?
    let before: Row?
    var after: Row

    init(_ record: Row.Record, _ work: ImportWork) throws {
        self.record = record
        row = work.row(Row.Record.kind, record.ref)
        before = try row.map { try Row(reading: $0, work) }
        after = try Row(record, over: before, row: row, work)
    }

    var isChanged: Bool { before != nil && before != after }

    /// Who this row is, for other records that refer to it.
    var target: Target { row.map(Target.known) ?? .new(record.ref) }

    func write(_ work: ImportWork) throws {
        guard let row, let before else {
            let row = try after.insert(ref: record.ref, work)
            work.added(Row.Record.kind, record.ref, as: row)
            work.touch(Row.Record.kind, row)
            return
        }
        guard before != after else { return }
        try after.update(row, from: before, work)
        if after.concernsLetters(from: before) { work.touch(Row.Record.kind, row) }
    }
}

/// Everything that an import will write, known before the first of it is written.
struct ImportPlan {
    let buddies: [ImportStep<BuddyRow>]
    let requesters: [ImportStep<RequesterRow>]
    let requests: [ImportStep<RequestRow>]
    let matches: [ImportStep<MatchRow>]
    let meetings: [ImportStep<MeetingRow>]
    let intervisions: [ImportStep<IntervisionRow>]
    private let signals: [ImportStep<SignalRow>]

    /// Reads what the store has of each record; problems that only show now are noted in `work`.
    ///
    /// - Parameter names: what the file calls people, by kind and ref.
    init(_ file: ProgrammeFile, names: [RecordKind: [String: String]], _ work: ImportWork) throws {
        buddies = try file.buddies.map { try ImportStep($0, work) }
        requesters = try file.requesters.map { try ImportStep($0, work) }
        requests = try file.requests.map { try ImportStep($0, work) }
        var matches = try file.matches.map { try ImportStep<MatchRow>($0, work) }
        try MatchRow.settle(&matches, requests: requests, names: names, work)
        self.matches = matches
        meetings = try file.meetings.map { try ImportStep($0, work) }
        intervisions = try file.intervisions.map { try ImportStep($0, work) }
        signals = try file.signals.map { try ImportStep($0, work) }
    }

    var summary: ImportSummary {
        var summary = ImportSummary()
        func count<Row>(_ steps: [ImportStep<Row>]) {
            var count = ImportSummary.Count()
            for step in steps {
                if step.before == nil {
                    count.added += 1
                } else if step.isChanged {
                    count.changed += 1
                } else {
                    count.unchanged += 1
                }
            }
            summary.counts[Row.Record.kind] = count
        }
        count(buddies)
        count(requesters)
        count(requests)
        count(matches)
        count(meetings)
        count(intervisions)
        count(signals)
        return summary
    }

    /// Writes each list after those that it refers to.
    func write(_ work: ImportWork, progress: (String) -> Void) throws {
        func write<Row>(_ steps: [ImportStep<Row>]) throws {
            for (index, step) in steps.enumerated() {
                try step.write(work)
                if (index + 1) % 500 == 0 {
                    progress("\(Row.Record.kind.listName): \(index + 1) of \(steps.count) written")
                }
            }
        }
        try write(buddies)
        try write(requesters)
        try write(requests)
        try write(matches)
        try write(meetings)
        try write(intervisions)
        try write(signals)
    }
}

extension Change {
    /// The value of something that a row always has.
    func always(over known: Value?) -> Value {
        guard let value = applied(to: known) else {
            preconditionFailure("a checked file says everything that a new record needs")
        }
        return value
    }
}

extension Optional {
    /// The row that was asked for by a key just read in this transaction.
    ///
    /// - Throws: `quarantined`: only a damaged file has it no more, or no more readable.
    func found() throws(StoreError) -> Wrapped {
        guard let self else { throw .quarantined("a record is damaged: restore the file from a backup") }
        return self
    }
}
