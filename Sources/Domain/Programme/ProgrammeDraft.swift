import Foundation

/// A programme file as it was read, with all that is wrong in it so far; the store has not been asked yet.
package struct ProgrammeDraft: Sendable {
    /// What is wrong with the file whatever the store holds.
    package private(set) var problems: [Problem]
    private let buddies: [BuddyRecord]
    private let requesters: [RequesterRecord]
    private let requests: [RequestRecord]
    private let matches: [MatchRecord]
    private let meetings: [MeetingRecord]
    private let intervisions: [IntervisionRecord]
    private let signals: [SignalRecord]
    // Refs of records that could not be read: what refers to them is not wrong for that.
    private let unread: KnownRefs
    // The names of the lists in the order of the file.
    private let lists: [String]

    init(refusing text: String) {
        self.init(.object([]), zone: .amsterdam)
        problems = [Problem(at: "", text)]
    }

    init(_ json: JSON, zone: Zone) {
        let problems = ProblemList()
        let root = JSONField(json, problems: problems)
        let members = root.members(RecordKind.allCases.map(\.listName))
        self.lists = members?.all.map(\.key) ?? []
        var lists = members.map(RecordLists.init(members:))
        let count = lists?.count ?? 0
        if count > ProgrammeFile.recordLimit {
            problems.add(at: "", "\(count) records; at most \(ProgrammeFile.recordLimit) fit in one file: split it")
            lists = nil
        }
        buddies = lists?.read(zone: zone) ?? []
        requesters = lists?.read(zone: zone) ?? []
        requests = lists?.read(zone: zone) ?? []
        matches = lists?.read(zone: zone) ?? []
        meetings = lists?.read(zone: zone) ?? []
        intervisions = lists?.read(zone: zone) ?? []
        signals = lists?.read(zone: zone) ?? []
        unread = lists?.unread ?? KnownRefs()
        for match in matches {
            if case .set(let since) = match.since, case .set(let until) = match.until, until < since {
                problems.add(at: "\(match.place.path).until", "lies before since")
            }
        }
        self.problems = problems.problems
    }

    private var records: [any ProgrammeRecord] {
        buddies as [any ProgrammeRecord] + requesters + requests + matches + meetings + intervisions + signals
    }

    /// The file when everything in it is right, given what the store knows; else all problems, earlier ones too.
    package func checked(against known: KnownRefs) throws(ProgrammeFileRefused) -> ProgrammeFile {
        let judged = judged(against: known)
        guard judged.problems.isEmpty else { throw ProgrammeFileRefused(judged.problems) }
        return judged.file
    }

    /// The file as far as it can be judged without the store's rows, given what the store knows.
    package func judged(against known: KnownRefs) -> JudgedProgramme {
        let missing = missingKeys(known)
        let problems = problems + missing.map(\.problem) + brokenReferences(known)
        let unsound = Set(problems.map(\.path) + missing.map(\.path))
        func whole<Record: ProgrammeRecord>(_ records: [Record]) -> [Record] {
            records.filter { record in
                known.contains(record.ref, Record.kind)
                    || !Record.keysOfNew.contains { unsound.contains("\(record.place.path).\($0)") }
            }
        }
        let names = [
            RecordKind.buddy: Dictionary(buddies.map { ($0.ref, $0.name) }) { $1 },
            .requester: Dictionary(requesters.map { ($0.ref, $0.name) }) { $1 },
        ]
        return JudgedProgramme(
            file: ProgrammeFile(
                buddies: whole(buddies), requesters: whole(requesters), requests: requests, matches: matches,
                meetings: whole(meetings), intervisions: whole(intervisions), signals: whole(signals)),
            problems: inOrder(problems), unsound: unsound, names: names.mapValues { $0.compactMapValues(\.given) })
    }

    /// Problems in the order of the file, those of one record as they were found.
    package func inOrder(_ problems: [Problem]) -> [Problem] {
        func place(_ problem: Problem) -> (list: Int, index: Int) {
            let list = problem.path.prefix { $0 != "[" && $0 != "." }
            let index = problem.path.dropFirst(list.count + 1).prefix { $0 != "]" }
            return (lists.firstIndex { $0 == list } ?? -1, Int(index) ?? -1)
        }
        return problems.enumerated().map { (place($1), $0, $1) }
            .sorted { ($0.0.list, $0.0.index, $0.1) < ($1.0.list, $1.0.index, $1.1) }.map(\.2)
    }

    // Only what is not known yet must say everything.
    private func missingKeys(_ known: KnownRefs) -> [(path: String, problem: Problem)] {
        records.flatMap { record in
            let kind = type(of: record).kind
            guard !known.contains(record.ref, kind) else { return [(path: String, problem: Problem)]() }
            return type(of: record).keysOfNew.filter { !record.place.stated.contains($0) }.map { key in
                (
                    "\(record.place.path).\(key)",
                    Problem(at: record.place.path, "a new \(kind.noun) needs \"\(key)\"")
                )
            }
        }
    }

    private func brokenReferences(_ known: KnownRefs) -> [Problem] {
        var known = known
        for record in records { known.insert(record.ref, type(of: record).kind) }
        return records.flatMap(\.references).filter {
            !known.contains($0.ref, $0.kind) && !unread.contains($0.ref, $0.kind)
        }.map { reference in
            Problem(at: reference.path, "there is no \(reference.kind.noun) with this ref, in this file or before")
        }
    }
}

/// A programme file, and what is wrong with it so far.
package struct JudgedProgramme: Sendable {
    /// Records that can become rows; requests and matches all, so that what is wrong between them is found now.
    package let file: ProgrammeFile
    /// In the order of the file.
    package let problems: [Problem]
    /// The paths of values that are wrong or missing: nothing more is to be said of what depends on them.
    package let unsound: Set<String>
    /// What the file itself calls people, by kind and ref.
    package let names: [RecordKind: [String: String]]
}

// The lists of one file, while it is being read.
private struct RecordLists {
    private let items: [RecordKind: [JSONField]]
    private(set) var unread = KnownRefs()

    init(members: JSONMembers) {
        items = Dictionary(
            uniqueKeysWithValues: RecordKind.allCases.map { kind in
                (kind, members.value(kind.listName) { $0.list() } ?? [])
            })
    }

    var count: Int { items.values.reduce(0) { $0 + $1.count } }

    mutating func read<Record: ProgrammeRecord>(zone: Zone) -> [Record] {
        var first: [String: String] = [:]
        var records: [Record] = []
        for item in items[Record.kind] ?? [] {
            guard let members = item.members(Record.keys) else { continue }
            let ref = members.value("ref") { $0.ref() }
            let stated = Set(members.all.map(\.key))
            let place = RecordPlace(ref: ref ?? "", path: item.path, stated: stated)
            // Read even without a ref, so that its other problems come out now.
            let record = Record(place: place, reading: RecordFields(members: members, zone: zone))
            guard let ref else {
                if !members.has("ref") { item.refuse("needs a \"ref\", your own name for this \(Record.kind.noun)") }
                if case .string(let text)? = members.all.first(where: { $0.key == "ref" })?.field.value {
                    unread.insert(text.trimmingCharacters(in: .whitespacesAndNewlines), Record.kind)
                }
                continue
            }
            if let earlier = first.updateValue(item.path, forKey: ref) {
                members.refuse("ref", "is the ref of \(earlier) too; each stands once in its list")
            }
            records.append(record)
        }
        return records
    }
}
