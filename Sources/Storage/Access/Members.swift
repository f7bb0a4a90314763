import Domain
import SQLite

extension TenantReader {
    /// Everybody who may log in, in the order in which they came.
    package func members() throws -> [Member] {
        try db.rows("SELECT uid, email, name, phone, role, version FROM coordinator ORDER BY id") {
            Member($0, from: 0)
        }
        .compactMap { $0 }
    }

    /// Who logs in with this address.
    package func member(_ email: EmailAddress) throws -> Member? {
        try db.first(
            "SELECT uid, email, name, phone, role, version FROM coordinator WHERE email = ?1 COLLATE NOCASE",
            email.description
        ) { Member($0, from: 0) }.flatMap { $0 }
    }
}

extension TenantWriter {
    /// Lets somebody log in from now on; a known address keeps what it has.
    package func addMember(_ email: EmailAddress, role: Role, name: String? = nil, phone: String? = nil) throws {
        let uid = Uid.random()
        try db.run(
            """
            INSERT INTO coordinator(uid, email, since, name, phone, role) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO NOTHING
            """, uid.text, email.description, now.milliseconds, name, phone, role.rawValue)
        if db.changes > 0 { try log(.added, .member, uid) }
        try planDigests()
    }
}
