import Foundation
import SQLite

/// `control.sqlite` on disk: made at the first start.
enum ControlFile {
    static let migrator = Migrator([.registry, .participation, .skippedReleases, .helpdesk])

    /// Makes the file when the state directory is new.
    static func makeIfMissing(in directory: StateDirectory) throws {
        if access(directory.registry, F_OK) != 0 { try TenantFile.makeEmptyFile(directory.registry) }
    }

    static func open(in directory: StateDirectory, checking: Bool) throws -> Connection {
        try migrator.open(directory.registry, checking: checking)
    }
}
