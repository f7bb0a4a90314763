import CSQLite
import Synchronization

/// One open database file.
///
/// Not `Sendable`: it lives on one serial queue. No second connection to the same file exists in this process, because
/// Debian 12's SQLite 3.40.1 can corrupt a WAL that is reset under two writers (fixed in 3.51.3).
package final class Connection {
    let handle: OpaquePointer
    private var statements: [UnsafePointer<UInt8>: Statement] = [:]

    /// Statements run by all connections of this process; a test asserts that it stands still while nothing is due.
    package static var statementsRun: Int { statementCounter.load(ordering: .relaxed) }

    /// Opens a file, hardened and in WAL mode.
    ///
    /// - Parameter creating: whether a missing file is made; the caller has set the umask or makes the file itself.
    package init(path: String, creating: Bool = false) throws(SQLiteError) {
        var opened: OpaquePointer?
        let flags =
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE
            | (creating ? SQLITE_OPEN_CREATE : 0)
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard let opened else { throw SQLiteError(code: code, message: "out of memory") }
        guard code == SQLITE_OK else {
            let error = SQLiteError(code: code, message: String(cString: sqlite3_errmsg(opened)))
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        try harden()
    }

    deinit {
        close()
    }

    /// Finalizes every statement and closes the file; the connection is of no use afterwards.
    package func close() {
        guard !isClosed else { return }
        isClosed = true
        for statement in statements.values { statement.finalize() }
        statements = [:]
        sqlite3_close_v2(handle)
    }

    private var isClosed = false

    // Every setting that ARCHITECTURE.md asks for, before the first read.
    private func harden() throws(SQLiteError) {
        _ = naast_sqlite_db_config_bool(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
        sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
        sqlite3_busy_timeout(handle, 0)
        try script(
            """
            PRAGMA trusted_schema=OFF;
            PRAGMA cell_size_check=ON;
            PRAGMA locking_mode=EXCLUSIVE;
            PRAGMA journal_mode=WAL;
            PRAGMA synchronous=FULL;
            PRAGMA foreign_keys=ON;
            PRAGMA secure_delete=ON;
            PRAGMA temp_store=MEMORY;
            PRAGMA cache_size=-512;
            """)
    }

    /// Runs several statements that take no values, such as a migration.
    package func script(_ sql: StaticString) throws(SQLiteError) {
        statementCounter.add(1, ordering: .relaxed)
        let code = sqlite3_exec(
            handle, UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self), nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// Runs one statement to its end; rows are ignored.
    package func run(_ sql: StaticString, _ values: any Bindable...) throws(SQLiteError) {
        let statement = try bound(sql, values)
        defer { statement.reset() }
        while try statement.step() {}
    }

    /// Every row that a statement gives, read by `read`.
    package func rows<Value>(
        _ sql: StaticString, _ values: any Bindable..., read: (Row) throws(SQLiteError) -> Value
    ) throws(SQLiteError) -> [Value] {
        let statement = try bound(sql, values)
        defer { statement.reset() }
        var results: [Value] = []
        while try statement.step() { results.append(try read(Row(statement: statement.handle))) }
        return results
    }

    /// The first row, or nil when there is none.
    package func first<Value>(
        _ sql: StaticString, _ values: any Bindable..., read: (Row) throws(SQLiteError) -> Value
    ) throws(SQLiteError) -> Value? {
        let statement = try bound(sql, values)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return try read(Row(statement: statement.handle))
    }

    /// How many steps SQLite's machine took for all statements of this connection: work, whatever the clock says.
    package var machineSteps: Int {
        statements.values.reduce(0) { $0 + Int(sqlite3_stmt_status($1.handle, SQLITE_STMTSTATUS_VM_STEP, 0)) }
    }

    /// Rows that the last statement changed.
    package var changes: Int { Int(sqlite3_changes64(handle)) }
    package var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }
    package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Does all of `body` or nothing of it.
    package func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        try run("BEGIN IMMEDIATE")
        do {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            // A full disk may have rolled back already; then there is nothing left to undo.
            if isInTransaction { try? run("ROLLBACK") }
            throw error
        }
    }

    private func bound(_ sql: StaticString, _ values: [any Bindable]) throws(SQLiteError) -> Statement {
        statementCounter.add(1, ordering: .relaxed)
        let statement = try cached(sql)
        var index: Int32 = 0
        for value in values {
            index += 1
            let code = value.bind(to: statement.handle, at: index)
            guard code == SQLITE_OK else { throw failure(code) }
        }
        return statement
    }

    // A statement's text is a literal, so its address names it: nobody can build SQL from input.
    private func cached(_ sql: StaticString) throws(SQLiteError) -> Statement {
        if let statement = statements[sql.utf8Start] { return statement }
        var prepared: OpaquePointer?
        let text = UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self)
        let code = sqlite3_prepare_v3(
            handle, text, Int32(sql.utf8CodeUnitCount), UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared else { throw failure(code) }
        let statement = Statement(handle: prepared, connection: handle)
        statements[sql.utf8Start] = statement
        return statement
    }

    private func failure(_ code: Int32) -> SQLiteError {
        SQLiteError(code: code, message: String(cString: sqlite3_errmsg(handle)))
    }
}

private let statementCounter = Atomic<Int>(0)
