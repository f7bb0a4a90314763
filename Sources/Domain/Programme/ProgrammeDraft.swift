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

    init(refusing text: String) {
        self.init(.object([]), zone: .amsterdam)
        problems = [Problem(at: "", text)]
    }

    init(_ json: JSON, zone: Zone) {
        let problems = ProblemList()
        let root = JSONField(json, problems: problems)
        var lists = root.members(RecordKind.allCases.map(\.listName)).map(RecordLists.init(members:))
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
        let problems = problems + missingKeys(known) + brokenReferences(known)
        guard problems.isEmpty else { throw ProgrammeFileRefused(problems) }
        return ProgrammeFile(
            buddies: buddies, requesters: requesters, requests: requests, matches: matches, meetings: meetings,
            intervisions: intervisions, signals: signals)
    }

    // Only what is not known yet must say everything.
    private func missingKeys(_ known: KnownRefs) -> [Problem] {
        records.flatMap { record in
            let kind = type(of: record).kind
            guard !known.contains(record.ref, kind) else { return [Problem]() }
            return type(of: record).keysOfNew.filter { !record.place.stated.contains($0) }.map { key in
                Problem(at: record.place.path, "a new \(kind.noun) needs \"\(key)\"")
            }
        }
    }

    private func brokenReferences(_ known: KnownRefs) -> [Problem] {
        var known = known
        for record in records { known.insert(record.ref, type(of: record).kind) }
        return records.flatMap(\.references).filter { !known.contains($0.ref, $0.kind) }.map { reference in
            Problem(at: reference.path, "there is no \(reference.kind.noun) with this ref, in this file or before")
        }
    }
}

// The lists of one file, while it is being read.
private struct RecordLists {
    private let items: [RecordKind: [JSONField]]

    init(members: JSONMembers) {
        items = Dictionary(
            uniqueKeysWithValues: RecordKind.allCases.map { kind in
                (kind, members.value(kind.listName) { $0.list() } ?? [])
            })
    }

    var count: Int { items.values.reduce(0) { $0 + $1.count } }

    func read<Record: ProgrammeRecord>(zone: Zone) -> [Record] {
        var first: [String: String] = [:]
        return (items[Record.kind] ?? []).compactMap { item in
            guard let members = item.members(Record.keys) else { return nil }
            let ref = members.value("ref") { $0.ref() }
            let stated = Set(members.all.map(\.key))
            let place = RecordPlace(ref: ref ?? "", path: item.path, stated: stated)
            // Read even without a ref, so that its other problems come out now.
            let record = Record(place: place, reading: RecordFields(members: members, zone: zone))
            guard let ref else {
                if !members.has("ref") { item.refuse("needs a \"ref\", your own name for this \(Record.kind.noun)") }
                return nil
            }
            if let earlier = first.updateValue(item.path, forKey: ref) {
                members.refuse("ref", "is the ref of \(earlier) too; each stands once in its list")
            }
            return record
        }
    }
}
