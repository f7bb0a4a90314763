import SQLite

extension Migration {
    static let agenda = Migration("T007 agenda", "PRAGMA user_version=7;")
}
