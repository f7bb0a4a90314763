import Domain
import Foundation
import SQLite

/// A tenant's file on disk: made once, checked at every opening.
enum TenantFile {
    static let migrator = Migrator([
        .programme, .outbox, .members, .logins, .buddies, .requests, .agenda, .contact, .spreadsheets,
        .sources, .refusals,
    ])

    /// Makes the folder and the file of a new tenant.
    ///
    /// - Throws: `refused` when something is there already: nothing is ever overwritten.
    static func create(_ slug: Slug, in directory: StateDirectory) throws {
        try directory.makeFolder(directory.tenants)
        let folder = directory.folder(of: slug)
        guard mkdir(folder, 0o700) == 0 else {
            if errno == EEXIST { throw StoreError.refused("\(folder) exists already: move it away first") }
            throw StoreError.unwritable(code: errno)
        }
        do {
            try makeEmptyFile(directory.file(of: slug))
            let connection = try Connection(path: directory.file(of: slug))
            defer { connection.close() }
            try migrator.bringUp(connection)
            try connection.run("INSERT INTO meta(key, value) VALUES ('tenant', ?1)", slug.text)
        } catch {
            // Only what this call made is removed again.
            for suffix in ["", "-wal", "-shm", "-journal"] { unlink(directory.file(of: slug) + suffix) }
            rmdir(folder)
            throw error
        }
    }

    /// Opens a tenant's file after checking that it is the right one, whole and private.
    static func open(_ slug: Slug, in directory: StateDirectory, checking: Bool) throws -> Connection {
        try StateDirectory.checkFolder(directory.folder(of: slug))
        return try open(directory.file(of: slug), of: slug, checking: checking)
    }

    /// The same for a file in any place.
    static func open(_ path: String, of slug: Slug, checking: Bool) throws -> Connection {
        let connection = try migrator.open(path, checking: checking)
        do {
            let owner = try connection.first("SELECT value FROM meta WHERE key = 'tenant'", read: { $0.text(0) })
            guard owner == slug.text else {
                throw StoreError.quarantined(
                    "\(path) is the file of tenant '\(owner ?? "nobody")': put the right file there")
            }
            return connection
        } catch {
            connection.close()
            throw error
        }
    }

    // With O_EXCL and 0600 from the start: SQLite would make it as wide as the umask allows.
    static func makeEmptyFile(_ path: String) throws {
        let descriptor = Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StoreError.unwritable(code: errno) }
        Foundation.close(descriptor)
    }
}
