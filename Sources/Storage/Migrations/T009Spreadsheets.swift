import SQLite

extension Migration {
    static let spreadsheets = Migration("T009 spreadsheets", "PRAGMA user_version=9;")
}
