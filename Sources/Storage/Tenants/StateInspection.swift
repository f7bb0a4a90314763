import Domain
import Foundation
import SQLite

/// What is wrong with a state directory, looked at while nobody works in it; nothing in it changes.
package struct StateInspection: Hashable, Sendable {
    /// With one of these no daemon starts.
    package private(set) var faults: [String] = []
    /// A tenant that would be set apart, or releases that would wait: the others run.
    package private(set) var cautions: [String] = []

    /// Looks at `control.sqlite` whole, and at who may open the other files; the caller holds the state lock.
    package init(of directory: StateDirectory) {
        do throws(StoreError) {
            try ControlFile.refuseLost(in: directory)
            if exists(directory.registry) { try lookAtTenants(in: directory) }
        } catch {
            // A full disk keeps no daemon from starting: it waits for room.
            if case .quarantined(let why) = error { faults.append(why) } else { cautions.append("\(error)") }
        }
        if exists(directory.national) { lookAtReleases(in: directory) }
    }

    private mutating func lookAtTenants(in directory: StateDirectory) throws(StoreError) {
        let slugs: [String]
        do {
            let connection = try ControlFile.open(in: directory, checking: true, migrating: false)
            defer { connection.close() }
            guard try ControlFile.migrator.examine(connection) > 0 else { return }
            slugs = try connection.rows("SELECT slug FROM tenant WHERE state <> 'closed' ORDER BY slug") { $0.text(0) }
        } catch {
            throw StoreError(translating: error).naming(directory.registry)
        }
        for slug in slugs.compactMap({ Slug($0) }) {
            do throws(StoreError) {
                try StateDirectory.checkFolder(directory.folder(of: slug))
                try StateDirectory.checkFile(directory.file(of: slug))
            } catch {
                cautions.append("\(slug) would be \(error)")
            }
        }
    }

    private mutating func lookAtReleases(in directory: StateDirectory) {
        do {
            try NationalFile.migrator.open(directory.national, checking: false, migrating: false).close()
        } catch {
            cautions.append("releases would wait: \(StoreError(translating: error).naming(directory.national).words)")
        }
    }

    private func exists(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0
    }
}
