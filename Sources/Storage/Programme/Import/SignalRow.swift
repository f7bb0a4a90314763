import Domain
import SQLite

struct SignalRow: ImportedRow {
    var theme: String
    var sector: String
    var kind: String
    var recorded: String
    var request: Target?
    var note: String?

    init(reading row: Int64, _ work: ImportWork) throws {
        self = try work.db.first(
            "SELECT theme, sector, kind, recorded, request_id, note FROM signal WHERE id = ?1", row
        ) { Self($0) }.found()
    }

    init(_ record: SignalRecord, over known: Self?, row: Int64?, _ work: ImportWork) {
        theme = record.theme.map(\.rawValue).always(over: known?.theme)
        sector = record.sector.map(\.rawValue).always(over: known?.sector)
        kind = record.kind.map(\.rawValue).always(over: known?.kind)
        recorded = record.recorded.map(\.description).always(over: known?.recorded)
        request = record.request.map(work.target).applied(to: known?.request)
        note = record.note.applied(to: known?.note)
    }

    private init(_ row: Row) {
        theme = row.text(0)
        sector = row.text(1)
        kind = row.text(2)
        recorded = row.text(3)
        request = row.integerOrNil(4).map(Target.known)
        note = row.textOrNil(5)
    }

    // The release key is random and never changes: a release sums the keys of its signals (disclosure/README.md, 3).
    func insert(ref: String, _ work: ImportWork) throws -> Int64 {
        try work.db.run(
            """
            INSERT INTO signal(uid, ref, theme, sector, kind, recorded, request_id, note, release_key, entered_at,
                quarter)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """, Uid.random().text, ref, theme, sector, kind, recorded, request.map { work.row($0, .request) }, note,
            Int64(bitPattern: UInt64.random(in: .min ... .max)), work.now.milliseconds,
            Quarter(
                recorded: try LocalDate(recorded).found(), enteredOn: work.settings.zone.local(work.now).date
            ).description)
        return work.db.lastInsertedRow
    }

    func update(_ row: Int64, from known: Self, _ work: ImportWork) throws {
        try work.db.run(
            """
            UPDATE signal SET theme = ?2, sector = ?3, kind = ?4, recorded = ?5, request_id = ?6, note = ?7,
                version = version + 1
            WHERE id = ?1
            """, row, theme, sector, kind, recorded, request.map { work.row($0, .request) }, note)
    }

    func concernsLetters(from known: Self) -> Bool { false }
}
