import Domain
import SQLite

struct BuddyRow: ImportedRow {
    var name: String
    var email: String?
    var phone: String?
    var state: String

    init(reading row: Int64, _ work: ImportWork) throws {
        self = try work.db.first("SELECT name, email, phone, state FROM buddy WHERE id = ?1", row) {
            Self(name: $0.text(0), email: $0.textOrNil(1), phone: $0.textOrNil(2), state: $0.text(3))
        }.found()
    }

    init(_ record: BuddyRecord, over known: Self?, row: Int64?, _ work: ImportWork) {
        name = record.name.always(over: known?.name)
        email = record.email.map(\.description).applied(to: known?.email)
        phone = record.phone.applied(to: known?.phone)
        state = record.state.map(\.rawValue).always(over: known?.state)
    }

    private init(name: String, email: String?, phone: String?, state: String) {
        self.name = name
        self.email = email
        self.phone = phone
        self.state = state
    }

    func insert(ref: String, _ work: ImportWork) throws -> Int64 {
        try work.db.run(
            "INSERT INTO buddy(uid, ref, name, email, phone, state, entered_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            Uid.random().text, ref, name, email, phone, state, work.now.milliseconds)
        let row = work.db.lastInsertedRow
        try recordStep(row, from: nil, work)
        return row
    }

    func update(_ row: Int64, from known: Self, _ work: ImportWork) throws {
        try work.db.run(
            "UPDATE buddy SET name = ?2, email = ?3, phone = ?4, state = ?5, version = version + 1 WHERE id = ?1", row,
            name, email, phone, state)
        if state != known.state { try recordStep(row, from: known.state, work) }
    }

    // The history of a buddy knows every change of state, whoever made it.
    private func recordStep(_ row: Int64, from earlier: String?, _ work: ImportWork) throws {
        guard let state = BuddyState(rawValue: state) else { return }
        try work.writer.recordStep(
            .imported, row, state: state, before: earlier.flatMap(BuddyState.init(rawValue:)))
    }

    func concernsLetters(from known: Self) -> Bool { email != known.email || state != known.state }
}

struct RequesterRow: ImportedRow {
    var kind: String
    var name: String
    var email: String?

    init(reading row: Int64, _ work: ImportWork) throws {
        self = try work.db.first("SELECT kind, name, email FROM requester WHERE id = ?1", row) {
            Self(kind: $0.text(0), name: $0.text(1), email: $0.textOrNil(2))
        }.found()
    }

    init(_ record: RequesterRecord, over known: Self?, row: Int64?, _ work: ImportWork) {
        kind = record.kind.map(\.rawValue).always(over: known?.kind)
        name = record.name.always(over: known?.name)
        email = record.email.map(\.description).applied(to: known?.email)
    }

    private init(kind: String, name: String, email: String?) {
        self.kind = kind
        self.name = name
        self.email = email
    }

    func insert(ref: String, _ work: ImportWork) throws -> Int64 {
        try work.db.run(
            "INSERT INTO requester(uid, ref, kind, name, email, entered_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            Uid.random().text, ref, kind, name, email, work.now.milliseconds)
        return work.db.lastInsertedRow
    }

    func update(_ row: Int64, from known: Self, _ work: ImportWork) throws {
        try work.db.run(
            "UPDATE requester SET kind = ?2, name = ?3, email = ?4, version = version + 1 WHERE id = ?1", row, kind,
            name,
            email)
    }

    func concernsLetters(from known: Self) -> Bool { false }
}

struct RequestRow: ImportedRow {
    var requester: Target
    var kind: String
    var mode: String
    var received: String

    init(reading row: Int64, _ work: ImportWork) throws {
        self = try work.db.first(
            "SELECT requester_id, kind, mode, received FROM support_request WHERE id = ?1", row
        ) {
            Self(requester: .known($0.integer(0)), kind: $0.text(1), mode: $0.text(2), received: $0.text(3))
        }.found()
    }

    init(_ record: RequestRecord, over known: Self?, row: Int64?, _ work: ImportWork) {
        // A request that is wrong in itself is still held against its matches.
        requester = record.requester.map(work.target).applied(to: known?.requester) ?? .unreadable
        kind = record.kind.map(\.rawValue).applied(to: known?.kind) ?? ""
        mode = record.mode.map(\.rawValue).applied(to: known?.mode) ?? ""
        received = record.received.map(\.description).applied(to: known?.received) ?? ""
    }

    private init(requester: Target, kind: String, mode: String, received: String) {
        self.requester = requester
        self.kind = kind
        self.mode = mode
        self.received = received
    }

    func insert(ref: String, _ work: ImportWork) throws -> Int64 {
        try work.db.run(
            """
            INSERT INTO support_request(uid, ref, requester_id, kind, mode, received, entered_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """, Uid.random().text, ref, work.row(requester, .requester), kind, mode, received, work.now.milliseconds)
        return work.db.lastInsertedRow
    }

    func update(_ row: Int64, from known: Self, _ work: ImportWork) throws {
        try work.db.run(
            """
            UPDATE support_request SET requester_id = ?2, kind = ?3, mode = ?4, received = ?5, version = version + 1
            WHERE id = ?1
            """, row, work.row(requester, .requester), kind, mode, received)
    }

    func concernsLetters(from known: Self) -> Bool { false }
}
