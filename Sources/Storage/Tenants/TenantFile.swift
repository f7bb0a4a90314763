import Domain
import Foundation
import SQLite

/// A tenant's file on disk: made once, checked at every opening.
enum TenantFile {
    static let migrator = Migrator([
        .programme, .outbox, .members, .logins, .buddies, .requests, .agenda, .contact, .spreadsheets,
        .sources, .refusals, .changes,
    ])

    /// Makes the folder and the file of a new tenant, with all that it begins with, or nothing.
    ///
    /// - Throws: `refused` when something is there already: nothing is ever overwritten.
    static func create(
        _ slug: Slug, in directory: StateDirectory, at now: Instant, _ furnish: (TenantWriter) throws -> Void
    ) throws {
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
            try migrator.migrate(connection)
            try connection.transaction {
                try connection.run("INSERT INTO meta(key, value) VALUES ('tenant', ?1)", slug.text)
                try furnish(TenantWriter(db: connection, memory: FileMemory(of: .tenant(slug)), now: now))
            }
        } catch {
            remove(slug, in: directory)
            throw error
        }
    }

    /// Takes away what `create` made, when the tenant came to nothing after all.
    static func remove(_ slug: Slug, in directory: StateDirectory) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(directory.file(of: slug) + suffix) }
        rmdir(directory.folder(of: slug))
    }

    /// Throws `refused`, with what to do, when the folder or file there is a link or another tenant's.
    ///
    /// A file that is damaged, lost or open to others is the tenant's own all the same.
    static func refuseAnothers(_ slug: Slug, in directory: StateDirectory) throws(StoreError) {
        let (folder, path) = (directory.folder(of: slug), directory.file(of: slug))
        do throws(StoreError) {
            var facts = stat()
            guard lstat(folder, &facts) == 0 else { return }
            try StateDirectory.checkItself(folder, is: S_IFDIR)
            // A pipe beside it would stop the opening thread for good.
            for suffix in ["", "-wal", "-shm", "-journal"] where lstat(path + suffix, &facts) == 0 {
                try StateDirectory.checkItself(path + suffix, is: S_IFREG)
            }
        } catch {
            throw .refused(error.words)
        }
        guard let connection = try? Connection(path: path) else { return }
        defer { connection.close() }
        let owner = try? connection.first("SELECT value FROM meta WHERE key = 'tenant'", read: { $0.text(0) })
        guard let owner, owner != slug.text else { return }
        throw .refused("\(path) is the file of tenant '\(owner)': put the right file there")
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
    static func makeEmptyFile(_ path: String) throws(StoreError) {
        let descriptor = Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StoreError.unwritable(code: errno) }
        Foundation.close(descriptor)
    }
}
