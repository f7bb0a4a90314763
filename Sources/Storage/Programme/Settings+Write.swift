import Domain
import SQLite

extension TenantReader {
    /// The settings that differ from their default, as they are stored.
    package func storedSettings() throws -> [String: String] {
        let rows = try db.rows("SELECT key, value FROM setting ORDER BY key") { ($0.text(0), $0.text(1)) }
        // Two keys that SQLite tells apart may be one to Swift: bytes that are no text all read as the same sign.
        return try Dictionary(rows) { _, _ in
            throw StoreError.quarantined("a setting is stored twice: restore the file from a backup")
        }
    }

    /// The samenwerkingsverbanden that this tenant serves.
    package func swvs() throws -> [String] {
        try db.rows("SELECT name FROM swv ORDER BY name") { $0.text(0) }
    }

    /// How many coordinators may log in.
    package func coordinatorCount() throws -> Int {
        try db.first("SELECT count(*) FROM coordinator") { $0.int(0) } ?? 0
    }
}

extension TenantWriter {
    /// Stores one setting, as text that `TenantSettings` took.
    package func set(_ key: String, _ value: String) throws {
        try db.run("INSERT INTO setting(key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", key, value)
        settingsChanged()
    }

    func setSWVs(_ names: [String]) throws {
        for name in names { try db.run("INSERT INTO swv(name) VALUES (?1) ON CONFLICT DO NOTHING", name) }
    }

    package func addCoordinator(_ email: EmailAddress) throws {
        try addMember(email, role: .coordinator)
    }
}
