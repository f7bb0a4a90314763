import SQLite

extension Migration {
    static let logins = Migration("T004 logins", "PRAGMA user_version=4;")
}
