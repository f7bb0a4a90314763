/// The lists of a programme file, in the order in which their records can be written: each refers only to earlier ones.
package enum RecordKind: String, CaseIterable, Hashable, Sendable {
    case buddy = "buddies"
    case requester = "requesters"
    case request = "requests"
    case match = "matches"
    case meeting = "meetings"
    case intervision = "intervisions"
    case signal = "signals"

    /// The list's name in the file.
    package var listName: String { rawValue }

    /// One record of it in words.
    package var noun: String {
        switch self {
        case .buddy: "buddy"
        case .requester: "requester"
        case .request: "request"
        case .match: "match"
        case .meeting: "meeting"
        case .intervision: "intervision"
        case .signal: "signal"
        }
    }
}

/// The refs that a tenant's file knows already, by kind.
package struct KnownRefs: Hashable, Sendable {
    private var refs: [RecordKind: Set<String>]

    package init(_ refs: [RecordKind: Set<String>] = [:]) {
        self.refs = refs
    }

    package func contains(_ ref: String, _ kind: RecordKind) -> Bool { refs[kind]?.contains(ref) ?? false }
    package mutating func insert(_ ref: String, _ kind: RecordKind) { refs[kind, default: []].insert(ref) }
}
