import Domain
import SQLite

/// A school or organisation with a person there (N13, N14).
package struct NetworkContact: Hashable, Sendable {
    /// What a member writes; no family is ever in it.
    package struct Draft: Hashable, Sendable {
        package var kind: NetworkKind
        package var name: String
        package var place: String?
        package var person: String?
        package var role: String?
        package var phone: String?
        package var email: EmailAddress?
        /// When to be in touch again; nil when there is no plan.
        package var nextOn: LocalDate?

        package init(
            kind: NetworkKind, name: String, place: String? = nil, person: String? = nil, role: String? = nil,
            phone: String? = nil, email: EmailAddress? = nil, nextOn: LocalDate? = nil
        ) {
            self.kind = kind
            self.name = name
            self.place = place
            self.person = person
            self.role = role
            self.phone = phone
            self.email = email
            self.nextOn = nextOn
        }
    }

    package let uid: Uid
    package let version: Int
    package let draft: Draft
    /// The newest line of the log.
    package let lastOn: LocalDate?
}

extension TenantReader {
    /// Every contact, by name; at most 1,000.
    package func networkContacts() throws -> [NetworkContact] {
        try db.rows(
            """
            SELECT uid, version, kind, name, place, person, role, phone, email, next_on,
                (SELECT max(happened_on) FROM network_line WHERE contact_id = c.id)
            FROM network_contact c ORDER BY name COLLATE NOCASE, id LIMIT 1000
            """
        ) { NetworkContact($0) }.compactMap { $0 }
    }

    /// One contact; nil when there is none.
    package func networkContact(_ uid: Uid) throws -> NetworkContact? {
        try db.first(
            """
            SELECT uid, version, kind, name, place, person, role, phone, email, next_on,
                (SELECT max(happened_on) FROM network_line WHERE contact_id = c.id)
            FROM network_contact c WHERE uid = ?1
            """, uid.text
        ) { NetworkContact($0) }.flatMap { $0 }
    }
}

extension TenantWriter {
    package func addNetworkContact(_ draft: NetworkContact.Draft) throws -> Uid {
        let uid = Uid.random()
        try db.run(
            """
            INSERT INTO network_contact(uid, kind, name, place, person, role, phone, email, next_on, entered_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """, uid.text, draft.kind.rawValue, draft.name, draft.place, draft.person, draft.role, draft.phone,
            draft.email?.description, draft.nextOn?.description, now.milliseconds)
        try log(.added, .contact, uid)
        return uid
    }

    package func changeNetworkContact(_ uid: Uid, version: Int, to draft: NetworkContact.Draft) throws {
        try db.run(
            """
            UPDATE network_contact SET kind = ?3, name = ?4, place = ?5, person = ?6, role = ?7, phone = ?8, email = ?9,
                next_on = ?10, version = version + 1 WHERE uid = ?1 AND version = ?2
            """, uid.text, version, draft.kind.rawValue, draft.name, draft.place, draft.person, draft.role, draft.phone,
            draft.email?.description, draft.nextOn?.description)
        try requireOneContact(uid)
        try log(.changed, .contact, uid)
    }

    /// Says when to be in touch again, after a line was written; nil: no plan.
    package func planContact(_ uid: Uid, nextOn: LocalDate?) throws {
        try db.run(
            "UPDATE network_contact SET next_on = ?2, version = version + 1 WHERE uid = ?1", uid.text,
            nextOn?.description)
        guard db.changes == 1 else { throw StoreError.unknown }
    }

    /// Removes a contact with its log.
    package func removeNetworkContact(_ uid: Uid, version: Int) throws {
        try db.run("DELETE FROM network_contact WHERE uid = ?1 AND version = ?2", uid.text, version)
        try requireOneContact(uid)
        try log(.removed, .contact, uid)
    }

    private func requireOneContact(_ uid: Uid) throws {
        guard db.changes == 0 else { return }
        throw try networkContact(uid) == nil ? StoreError.unknown : StoreError.stale
    }
}

extension NetworkContact {
    init?(_ row: Row) {
        guard let uid = Uid(row.text(0)), let kind = NetworkKind(rawValue: row.text(2)) else { return nil }
        let draft = Draft(
            kind: kind, name: row.text(3), place: row.textOrNil(4), person: row.textOrNil(5), role: row.textOrNil(6),
            phone: row.textOrNil(7), email: EmailAddress(row.text(8)), nextOn: LocalDate(row.text(9)))
        self.init(uid: uid, version: row.int(1), draft: draft, lastOn: LocalDate(row.text(10)))
    }
}
