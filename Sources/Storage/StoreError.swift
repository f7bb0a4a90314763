import SQLite

/// A store operation that did not happen; nothing was written when one is thrown.
package enum StoreError: Error, Hashable, Sendable {
    /// The disk is full or failing, or the directory cannot be written. Try again when the operator has made room.
    case unwritable(code: Int32)
    /// A constraint refused the row: the input is at fault, not the store.
    case conflict(String)
    /// The tenant's file is not to be trusted; the text says what is wrong and what to do.
    case quarantined(String)
    /// No tenant has this name, or it was closed.
    case noSuchTenant
    /// There is no such record, or it is another tenant's: nobody is told which.
    case unknown
    /// Somebody else changed the record meanwhile; nothing was overwritten.
    case stale
    /// What was asked is not possible now; the text says why.
    case refused(String)
    /// Another process, or a bug: SQLite's own words.
    case other(String)

    /// Whether trying again later is of no use: the file is set apart, or the tenant is gone.
    package var isFinal: Bool {
        switch self {
        case .quarantined, .noSuchTenant: true
        case .unwritable, .conflict, .unknown, .stale, .refused, .other: false
        }
    }

    /// Whether a rule said no to what was asked, for which the page has words of its own.
    package var isRefusal: Bool { if case .refused = self { true } else { false } }

    init(_ error: SQLiteError) {
        switch error.kind {
        case .constraint: self = .conflict(error.message)
        case .unwritable: self = .unwritable(code: error.code)
        case .corrupt:
            self = .quarantined("the file is damaged (\(error.message)); restore it from a backup")
        case .locked: self = .other("the file is in use by another process")
        case .other: self = .other(error.description)
        }
    }

    // A shape that cannot be taken, told in words for the operator.
    private init(_ error: MigrationError) {
        switch error {
        case .notOurs: self = .quarantined("not a file of Naast: put the right file there")
        case .damaged: self = .quarantined("the file is damaged (the number of its shape); restore it from a backup")
        case .tooNew(let found, let known):
            self = .quarantined(
                "written by a newer Naast (shape \(found), this one knows \(known)): install the newer one")
        case .sqlite(let error): self = Self(error)
        }
    }

    /// The same about a file whose name the reader does not know yet.
    func naming(_ path: String) -> Self {
        guard case .quarantined(let why) = self, !why.contains(path) else { return self }
        return .quarantined("\(path): \(why)")
    }

    /// Translates anything that was thrown inside a store, at the store's border.
    init(translating error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as SQLiteError: self = Self(error)
        case let error as MigrationError: self = Self(error)
        default: self = .other("\(type(of: error))")
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// What is wrong and what to do, of a file that belongs to no tenant: nothing is set apart then.
    package var words: String { if case .quarantined(let why) = self { why } else { description } }

    package var description: String {
        switch self {
        case .unwritable(let code): "the disk cannot be written (SQLite \(code)): make room or mend its permissions"
        case .conflict(let constraint): "refused by a rule of the file: \(constraint)"
        case .quarantined(let why): "set apart: \(why)"
        case .noSuchTenant: "there is no such tenant; `naast tenant list` shows them"
        case .unknown: "there is no such record"
        case .stale: "somebody else changed it meanwhile: look at it again"
        case .refused(let why): why
        case .other(let what): what
        }
    }
}
