import Domain
import SQLite

/// Which database a store keeps open.
enum StoreFile: Hashable, Sendable {
    case tenant(Slug)
    /// `control.sqlite`: the registry, and what the helpdesk keeps of its own.
    case control

    /// By what name the house knows its store.
    var slug: Slug {
        switch self {
        case .tenant(let slug): slug
        case .control: .helpdesk
        }
    }

    /// Opens the file after checking that it is the right one, whole and private.
    ///
    /// - Parameter checking: whether the whole file is looked through, as at a process's first opening.
    func open(in directory: StateDirectory, checking: Bool) throws -> Connection {
        switch self {
        case .tenant(let slug): try TenantFile.open(slug, in: directory, checking: checking)
        case .control: try ControlFile.open(in: directory, checking: checking)
        }
    }
}

extension Migrator {
    /// Opens a private file and brings it to the newest shape.
    ///
    /// - Parameter migrating: whether an older shape is made new; else it is only looked at, and nothing changes.
    func open(_ path: String, checking: Bool, migrating: Bool = true) throws -> Connection {
        try StateDirectory.checkFile(path)
        let connection = try Connection(path: path)
        do {
            if checking, try connection.first("PRAGMA quick_check(1)", read: { $0.text(0) }) != "ok" {
                throw StoreError.quarantined("\(path) is damaged: restore it from a backup")
            }
            if migrating { try migrate(connection) } else { try examine(connection) }
            return connection
        } catch {
            connection.close()
            throw error
        }
    }
}
