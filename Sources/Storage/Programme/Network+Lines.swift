import Domain
import SQLite

/// One thing that was done: with a contact, or to become known (N05).
package struct NetworkLine: Hashable, Sendable {
    package struct Draft: Hashable, Sendable {
        package let on: LocalDate
        package let way: NetworkWay
        package let text: String
        /// It was done so that people know the programme.
        package let isOutreach: Bool
        /// About how many people it reached; of outreach only.
        package let reached: Int?

        package init(on: LocalDate, way: NetworkWay, text: String, isOutreach: Bool, reached: Int? = nil) {
            self.on = on
            self.way = way
            self.text = text
            self.isOutreach = isOutreach
            self.reached = isOutreach ? reached : nil
        }
    }

    package let uid: Uid
    package let draft: Draft
    /// With whom; nil for what was done with nobody of the list.
    package let contact: Uid?
    package let contactName: String?
}

extension TenantReader {
    /// The log of one contact, the newest first; at most 200.
    package func networkLines(of contact: Uid) throws -> [NetworkLine] {
        try db.rows(
            """
            SELECT l.uid, l.happened_on, l.way, l.text, l.outreach, l.reached, c.uid, c.name
            FROM network_line l JOIN network_contact c ON c.id = l.contact_id
            WHERE c.uid = ?1 ORDER BY l.happened_on DESC, l.id DESC LIMIT 200
            """, contact.text
        ) { NetworkLine($0) }.compactMap { $0 }
    }

    /// What was done to become known, the newest first; at most 200.
    package func outreachLines() throws -> [NetworkLine] {
        try db.rows(
            """
            SELECT l.uid, l.happened_on, l.way, l.text, l.outreach, l.reached, c.uid, c.name
            FROM network_line l LEFT JOIN network_contact c ON c.id = l.contact_id
            WHERE l.outreach = 1 ORDER BY l.happened_on DESC, l.id DESC LIMIT 200
            """
        ) { NetworkLine($0) }.compactMap { $0 }
    }
}

extension TenantWriter {
    /// Writes a line into a contact's log, or, without a contact, into the log of outreach alone.
    package func addNetworkLine(_ draft: NetworkLine.Draft, with contact: Uid?) throws {
        if let contact, try networkContact(contact) == nil { throw StoreError.unknown }
        let uid = Uid.random()
        try db.run(
            """
            INSERT INTO network_line(uid, contact_id, happened_on, way, text, outreach, reached, by_member, entered_at)
            VALUES (?1, (SELECT id FROM network_contact WHERE uid = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """, uid.text, contact?.text, draft.on.description, draft.way.rawValue, draft.text, draft.isOutreach,
            draft.reached, actor?.text, now.milliseconds)
        try log(.added, .contact, contact ?? uid, ["logboek"])
    }

    /// Removes one line; gives the contact in whose log it stood.
    package func removeNetworkLine(_ uid: Uid) throws -> Uid? {
        let contact = try db.first(
            "SELECT c.uid FROM network_line l JOIN network_contact c ON c.id = l.contact_id WHERE l.uid = ?1", uid.text
        ) { Uid($0.text(0)) }.flatMap { $0 }
        try db.run("DELETE FROM network_line WHERE uid = ?1", uid.text)
        guard db.changes == 1 else { throw StoreError.unknown }
        try log(.removed, .contact, uid, ["logboek"])
        return contact
    }
}

extension NetworkLine {
    init?(_ row: Row) {
        guard let uid = Uid(row.text(0)), let on = LocalDate(row.text(1)), let way = NetworkWay(rawValue: row.text(2))
        else { return nil }
        let draft = Draft(
            on: on, way: way, text: row.text(3), isOutreach: row.bool(4), reached: row.integerOrNil(5).map(Int.init))
        self.init(uid: uid, draft: draft, contact: Uid(row.text(6)), contactName: row.textOrNil(7))
    }
}
