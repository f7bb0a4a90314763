import SQLite

extension Migration {
    static let outbox = Migration("T002 outbox", outboxTables, "PRAGMA user_version=2;")
}
