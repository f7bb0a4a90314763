import Foundation
import SQLite

/// `control.sqlite` on disk: made at the first start.
enum ControlFile {
    static let migrator = Migrator([.registry, .participation, .skippedReleases, .helpdesk])

    /// Makes the file when the state directory is new.
    ///
    /// - Throws: `quarantined` when it is lost: a new one would know of no tenant, and give their slugs out again.
    static func makeIfMissing(in directory: StateDirectory) throws(StoreError) {
        try refuseLost(in: directory)
        if access(directory.registry, F_OK) != 0 { try TenantFile.makeEmptyFile(directory.registry) }
    }

    /// Throws when there were tenants and the file that knows them is gone, or empty.
    static func refuseLost(in directory: StateDirectory) throws(StoreError) {
        var facts = stat()
        if lstat(directory.registry, &facts) == 0, facts.st_size > 0 { return }
        // Its first rows may still be in the log beside it.
        if lstat(directory.registry + "-wal", &facts) == 0, facts.st_size > 0 { return }
        for folder in [directory.tenants, directory.closed] {
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder), !names.isEmpty else {
                continue
            }
            throw .quarantined(
                "\(directory.registry) is lost, and \(folder) is not empty: restore the file from a backup; a new one"
                    + " would know of no tenant")
        }
    }

    static func open(in directory: StateDirectory, checking: Bool, migrating: Bool = true) throws -> Connection {
        do {
            return try migrator.open(directory.registry, checking: checking, migrating: migrating)
        } catch {
            throw StoreError(translating: error).naming(directory.registry)
        }
    }
}
