import Foundation
import SQLite
import TestSupport
import Testing

struct ConnectionTests {
    private func open(_ directory: TemporaryDirectory) throws -> Connection {
        try Connection(path: directory.file("test.sqlite"), creating: true)
    }

    @Test func `values come back as they went in`() throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let db = try open(directory)
        try db.script("CREATE TABLE t(i INTEGER, s TEXT, b BLOB, n TEXT) STRICT")
        try db.run("INSERT INTO t VALUES (?1, ?2, ?3, ?4)", Int64.min, "é\u{0}🌳", [0, 255] as [UInt8], String?.none)
        let row = try db.first("SELECT i, s, b, n FROM t") { ($0.integer(0), $0.text(1), $0.blob(2), $0.textOrNil(3)) }
        #expect(row?.0 == Int64.min)
        #expect(row?.1 == "é\u{0}🌳")
        #expect(row?.2 == [0, 255])
        #expect(row.map { $0.3 == nil } == true)
    }

    @Test(arguments: ["", "x", String(repeating: "lang ", count: 5_000)])
    func `a text stays a text, also an empty one`(text: String) throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let db = try open(directory)
        try db.script("CREATE TABLE t(s TEXT NOT NULL) STRICT")
        try db.run("INSERT INTO t VALUES (?1)", text)
        #expect(try db.first("SELECT s FROM t") { $0.text(0) } == text)
    }

    @Test func `a transaction that throws leaves nothing`() throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let db = try open(directory)
        try db.script("CREATE TABLE t(i INTEGER PRIMARY KEY) STRICT")
        #expect(throws: SQLiteError.self) {
            try db.transaction {
                try db.run("INSERT INTO t VALUES (1)")
                try db.run("INSERT INTO t VALUES (1)")
            }
        }
        #expect(try db.first("SELECT count(*) FROM t") { $0.int(0) } == 0)
        #expect(!db.isInTransaction)
    }

    @Test func `a broken rule names the rule and no value`() throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let db = try open(directory)
        try db.script("CREATE TABLE t(email TEXT UNIQUE) STRICT")
        try db.run("INSERT INTO t VALUES ('geheim@example.org')")
        do {
            try db.run("INSERT INTO t VALUES ('geheim@example.org')")
            Issue.record("the second row was taken")
        } catch {
            #expect(error.kind == .constraint)
            #expect(!error.description.contains("geheim"))
        }
    }

    @Test func `the file is opened as the plan asks`() throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let db = try open(directory)
        #expect(try db.first("PRAGMA journal_mode") { $0.text(0) } == "wal")
        #expect(try db.first("PRAGMA synchronous") { $0.int(0) } == 2)
        #expect(try db.first("PRAGMA foreign_keys") { $0.int(0) } == 1)
        #expect(try db.first("PRAGMA secure_delete") { $0.int(0) } == 1)
        #expect(try db.first("PRAGMA trusted_schema") { $0.int(0) } == 0)
        #expect(try db.first("PRAGMA locking_mode") { $0.text(0) } == "exclusive")
        #expect(throws: SQLiteError.self) { try db.run("ATTACH ':memory:' AS other") }
    }

    @Test func `a second connection is locked out`() throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let db = try open(directory)
        try db.script("CREATE TABLE t(i INTEGER) STRICT")
        #expect(throws: SQLiteError.self) { try Connection(path: directory.file("test.sqlite")).run("SELECT * FROM t") }
    }

    @Test func `a link is not followed`() throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        try open(directory).close()
        try FileManager.default.createSymbolicLink(
            atPath: directory.file("link.sqlite"), withDestinationPath: directory.file("test.sqlite"))
        #expect(throws: SQLiteError.self) { try Connection(path: directory.file("link.sqlite")) }
    }
}

struct MigratorTests {
    private static let one = Migration("one", "CREATE TABLE a(i INTEGER) STRICT; PRAGMA user_version=1;")
    private static let two = Migration("two", "CREATE TABLE b(i INTEGER) STRICT; PRAGMA user_version=2;")

    @Test func `a file is brought to the newest shape, once`() throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let path = directory.file("m.sqlite")
        let first = try Connection(path: path, creating: true)
        try Migrator([Self.one]).migrate(first)
        first.close()
        let second = try Connection(path: path)
        try Migrator([Self.one, Self.two]).migrate(second)
        try Migrator([Self.one, Self.two]).migrate(second)
        #expect(try second.first("SELECT count(*) FROM sqlite_schema") { $0.int(0) } == 2)
    }

    @Test func `a file of a newer program is refused`() throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let db = try Connection(path: directory.file("m.sqlite"), creating: true)
        try Migrator([Self.one, Self.two]).migrate(db)
        #expect(throws: MigrationError.tooNew(found: 2, known: 1)) { try Migrator([Self.one]).migrate(db) }
    }

    @Test(arguments: [Int32.min, Int32.min + 1, -1, 0])
    func `a file of ours whose number no Naast writes is refused and stays as it is`(version: Int32) throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let path = directory.file("m.sqlite")
        let made = try Connection(path: path, creating: true)
        try Migrator([Self.one]).migrate(made)
        made.close()
        // The header's user_version, big-endian (https://sqlite.org/fileformat.html, 1.3).
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: 60)
        try file.write(contentsOf: withUnsafeBytes(of: version.bigEndian) { Data($0) })
        try file.close()
        let db = try Connection(path: path)
        #expect(throws: MigrationError.damaged) { try Migrator([Self.one, Self.two]).examine(db) }
        #expect(throws: MigrationError.damaged) { try Migrator([Self.one, Self.two]).migrate(db) }
        #expect(try db.first("PRAGMA user_version") { $0.int(0) } == Int(version))
    }

    @Test func `a file of another program is refused`() throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let db = try Connection(path: directory.file("m.sqlite"), creating: true)
        try db.script("CREATE TABLE theirs(i INTEGER)")
        #expect(throws: MigrationError.notOurs) { try Migrator([Self.one]).migrate(db) }
    }

    @Test func `a migration that fails leaves the file as it was`() throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let db = try Connection(path: directory.file("m.sqlite"), creating: true)
        let broken = Migration(
            "broken", "CREATE TABLE b(i INTEGER) STRICT; CREATE TABLE a(i INTEGER); PRAGMA user_version=2;")
        #expect(throws: MigrationError.self) { try Migrator([Self.one, broken]).migrate(db) }
        #expect(try db.first("SELECT count(*) FROM sqlite_schema") { $0.int(0) } == 0, "a new file is made whole")
        try Migrator([Self.one]).migrate(db)
        #expect(throws: MigrationError.self) { try Migrator([Self.one, broken]).migrate(db) }
        #expect(try db.first("PRAGMA user_version") { $0.int(0) } == 1)
        #expect(try db.first("SELECT count(*) FROM sqlite_schema") { $0.int(0) } == 1)
    }
}
