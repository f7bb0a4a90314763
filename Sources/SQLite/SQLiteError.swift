import CSQLite

/// What SQLite said when it refused.
///
/// Its text names tables and columns, never values, so it may be logged.
package struct SQLiteError: Error, Hashable, CustomStringConvertible {
    /// The extended result code, such as 2067 (`SQLITE_CONSTRAINT_UNIQUE`).
    package let code: Int32
    package let message: String

    package init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    /// The primary result code, such as 19 (`SQLITE_CONSTRAINT`).
    package var primaryCode: Int32 { code & 0xff }

    package var kind: Kind {
        switch primaryCode {
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM: .unwritable
        case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
        case SQLITE_BUSY, SQLITE_LOCKED: .locked
        default: .other
        }
    }

    /// What a caller can do about it.
    package enum Kind: Hashable, Sendable {
        case constraint
        case unwritable
        case corrupt
        case locked
        case other
    }

    package var description: String { "SQLite \(code): \(message)" }
}
