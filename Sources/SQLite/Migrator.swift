/// One step of a database's shape; its number is its place in the list, from 1.
package struct Migration: Sendable {
    package let name: StaticString
    /// Run one after another; a part may be shared with another file's migration.
    package let sql: [StaticString]

    package init(_ name: StaticString, _ sql: StaticString...) {
        self.name = name
        self.sql = sql
    }
}

/// Why a file's shape was not taken.
package enum MigrationError: Error, Hashable {
    /// Another program's database, or a text file with the right name.
    case notOurs
    /// Ours by its mark, but with a number for its shape that no Naast writes.
    case damaged
    /// Written by a newer Naast; this one would read it wrongly.
    case tooNew(found: Int, known: Int)
    case sqlite(SQLiteError)
}

/// Brings a database to the newest shape, each step in a transaction of its own.
package struct Migrator: Sendable {
    private let migrations: [Migration]
    // "NAAS" in ASCII, as `file(1)` and we recognise our files.
    private static let applicationID: Int64 = 0x4E41_4153

    package init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// Which shape a file has, 0 when it is new; throws when it is none that could be migrated, and changes nothing.
    @discardableResult
    package func examine(_ connection: Connection) throws(MigrationError) -> Int {
        let id: Int64
        let version: Int
        do throws(SQLiteError) {
            id = try connection.first("PRAGMA application_id", read: { $0.integer(0) }) ?? 0
            version = try connection.first("PRAGMA user_version", read: { $0.int(0) }) ?? 0
        } catch {
            throw .sqlite(error)
        }
        guard id == Self.applicationID || (id == 0 && version == 0 && isEmpty(connection)) else { throw .notOurs }
        // The mark and the first shape were written together. SQLite's number has a sign.
        guard version > 0 || id == 0 else { throw .damaged }
        guard version <= migrations.count else { throw .tooNew(found: version, known: migrations.count) }
        return version
    }

    /// Migrates a new or an existing file.
    package func migrate(_ connection: Connection) throws(MigrationError) {
        let version = try examine(connection)
        do {
            let missing = migrations.dropFirst(version)
            // A new file is made whole or not at all, and with one wait for the disk.
            if version == 0, !missing.isEmpty {
                return try connection.transaction { try apply(missing, to: connection) }
            }
            for migration in missing {
                try connection.transaction { try apply([migration], to: connection) }
            }
        } catch let error as SQLiteError {
            throw .sqlite(error)
        } catch let error as MigrationError {
            throw error
        } catch {
            preconditionFailure("a migration throws nothing else")
        }
    }

    private func apply(_ migrations: ArraySlice<Migration>, to connection: Connection) throws {
        for sql in migrations.flatMap(\.sql) { try connection.script(sql) }
        try connection.script("PRAGMA application_id=0x4E414153")
    }

    private func isEmpty(_ connection: Connection) -> Bool {
        ((try? connection.first("SELECT count(*) FROM sqlite_schema", read: { $0.int(0) })) ?? 1) == 0
    }
}
