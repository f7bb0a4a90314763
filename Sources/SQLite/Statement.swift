import CSQLite

// A prepared statement, kept by its connection and used again.
final class Statement {
    let handle: OpaquePointer
    private let connection: OpaquePointer

    init(handle: OpaquePointer, connection: OpaquePointer) {
        self.handle = handle
        self.connection = connection
    }

    /// True when a row is ready to be read.
    func step() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw SQLiteError(code: code, message: String(cString: sqlite3_errmsg(connection)))
        }
    }

    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    func finalize() {
        sqlite3_finalize(handle)
    }
}

/// One row of a result, valid only inside the closure that reads it.
package struct Row {
    let statement: OpaquePointer

    package func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
    /// A count, a length or a version: what a damaged file says beyond 32 bits is the nearest that fits, so that no
    /// arithmetic with it can overflow and end the program.
    package func int(_ column: Int32) -> Int { Int(Int32(clamping: sqlite3_column_int64(statement, column))) }
    package func bool(_ column: Int32) -> Bool { sqlite3_column_int64(statement, column) != 0 }
    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
    package func integerOrNil(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    package func text(_ column: Int32) -> String {
        guard let bytes = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    package func textOrNil(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    /// Every column with its length, to compare a row with itself later; what is NULL differs from what is empty.
    package var everything: [UInt8] {
        (0..<sqlite3_column_count(statement)).reduce(into: []) { bytes, column in
            let value = isNull(column) ? [] : Array(text(column).utf8)
            bytes += Array("\(isNull(column) ? -1 : value.count):".utf8) + value
        }
    }

    package func blob(_ column: Int32) -> [UInt8] {
        guard let bytes = sqlite3_column_blob(statement, column) else { return [] }
        let count = Int(sqlite3_column_bytes(statement, column))
        return Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }
}
