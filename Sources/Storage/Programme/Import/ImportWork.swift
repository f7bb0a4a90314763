import Domain
import SQLite

/// A row that a record refers to: one that the store has, or one that this import makes first.
enum Target: Hashable {
    case known(Int64)
    case new(String)

    /// Stands for a reference that the file gives wrongly; such a file is never written.
    static let unreadable = Self.new("")
}

/// What one import needs on its way through the lists; confined to its transaction.
final class ImportWork {
    let writer: TenantWriter
    let settings: TenantSettings
    let problems = ProblemList()
    /// The paths of values that are wrong: what depends on one is not judged further.
    var unsound: Set<String> = []
    private var rows: [RecordKind: [String: Int64]]

    // Whose letters may have changed: rows, because their subjects are found when everything is written.
    private var buddies: Set<Int64> = []
    private var matches: Set<Int64> = []
    private var meetings: Set<Int64> = []
    private var sessions: Set<Int64> = []

    /// - Parameter readsRefs: false for a form, which knows its rows already.
    init(_ writer: TenantWriter, readsRefs: Bool = true) throws {
        self.writer = writer
        settings = try writer.settings
        rows = readsRefs ? try writer.rowsByRef() : [:]
    }

    var db: Connection { writer.db }
    var now: Instant { writer.now }

    var knownRefs: KnownRefs { KnownRefs(rows.mapValues { Set($0.keys) }) }

    func row(_ kind: RecordKind, _ ref: String) -> Int64? { rows[kind]?[ref] }

    func added(_ kind: RecordKind, _ ref: String, as row: Int64) {
        rows[kind, default: [:]][ref] = row
    }

    /// Whether these values of a record are as the file means them.
    func isSound(_ place: RecordPlace, _ keys: String...) -> Bool {
        keys.allSatisfy { !unsound.contains("\(place.path).\($0)") }
    }

    func target(_ reference: Reference) -> Target {
        row(reference.kind, reference.ref).map(Target.known) ?? .new(reference.ref)
    }

    /// The row of a target, after its list was written.
    func row(_ target: Target, _ kind: RecordKind) -> Int64 {
        switch target {
        case .known(let row): return row
        case .new(let ref):
            guard let row = row(kind, ref) else { preconditionFailure("a checked file refers to nothing unknown") }
            return row
        }
    }

    /// Notes that the letters of this row's meetings or sessions may have changed.
    func touch(_ kind: RecordKind, _ row: Int64) {
        switch kind {
        case .buddy: buddies.insert(row)
        case .match: matches.insert(row)
        case .meeting: meetings.insert(row)
        case .intervision: sessions.insert(row)
        case .requester, .request, .signal: break
        }
    }

    /// Every meeting and session that was touched, itself or through its buddy or match, in the order of their rows.
    func subjectsToReplan() throws -> [Reason.Subject] {
        for buddy in buddies {
            let occasions = try writer.occasions(ofBuddy: buddy)
            meetings.formUnion(occasions.meetings)
            sessions.formUnion(occasions.sessions)
        }
        for match in matches {
            meetings.formUnion(
                try db.rows("SELECT id FROM school_meeting WHERE match_id = ?1", match) { $0.integer(0) })
        }
        return try meetings.sorted().compactMap(writer.subject(ofMeeting:))
            + sessions.sorted().compactMap(writer.subject(ofSession:))
    }
}
