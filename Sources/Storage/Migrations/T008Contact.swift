import SQLite

extension Migration {
    static let contact = Migration("T008 contact", "PRAGMA user_version=8;")
}
