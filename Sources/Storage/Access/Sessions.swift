import Domain
import SQLite

/// One browser that is logged in.
package struct Session: Hashable, Sendable {
    package let uid: Uid
    /// Stands in every form of this session, so that no other site can send one.
    package let formToken: String
    /// Which browser, in a few words, as it introduced itself.
    package let device: String
    package let begunAt: Instant
    package let usedAt: Instant

    /// A session nobody used for so long is over.
    package static let idleLimit = Span.hours(12)
}

/// A session that was found by its secret, and whose it is.
struct OpenSession<Holder> {
    let facts: Session
    let member: Holder
    let isDueForTouch: Bool

    var uid: Uid { facts.uid }
}

extension TenantReader {
    /// The session of a tenant's member that a secret opens, unless it idled too long.
    func session(_ secret: AccessSecret) throws -> OpenSession<Member>? { try session(secret) { Member($0, from: 5) } }

    /// The session at the helpdesk that a secret opens; nil for any of a tenant's member.
    func helpdeskSession(_ secret: AccessSecret) throws -> OpenSession<Account>? {
        try session(secret) { $0.text(9) == "helpdesk" ? Account($0, from: 5) : nil }
    }

    /// Whether a secret opens any session of this file.
    func hasSession(_ secret: AccessSecret) throws -> Bool { try session(secret) { _ in true } != nil }

    private func session<Holder>(_ secret: AccessSecret, holder: (Row) -> Holder?) throws -> OpenSession<Holder>? {
        try db.first(
            """
            SELECT s.uid, s.form_token, s.device, s.begun_at, s.used_at, c.uid, c.email, c.name, c.phone, c.role,
                c.version
            FROM session s JOIN coordinator c ON c.id = s.coordinator_id WHERE s.secret = ?1 AND s.used_at > ?2
            """, secret.hash, (now - Session.idleLimit).milliseconds
        ) { row -> OpenSession<Holder>? in
            guard let facts = Session(row), let member = holder(row) else { return nil }
            return OpenSession(facts: facts, member: member, isDueForTouch: now - facts.usedAt >= .minutes(5))
        }.flatMap { $0 }
    }

    /// The sessions of one member that are not over, the newest first.
    package func sessions(of member: Uid) throws -> [Session] {
        try db.rows(
            """
            SELECT s.uid, s.form_token, s.device, s.begun_at, s.used_at FROM session s
                JOIN coordinator c ON c.id = s.coordinator_id
            WHERE c.uid = ?1 AND s.used_at > ?2 ORDER BY s.used_at DESC, s.id DESC
            """, member.text, (now - Session.idleLimit).milliseconds
        ) { Session($0) }.compactMap { $0 }
    }
}

extension TenantWriter {
    /// Logs a member in: what comes back goes into the browser's cookie, and nowhere else.
    package func beginSession(of member: Uid, device: String) throws -> AccessSecret {
        let secret = AccessSecret.random()
        try forgetIdleSessions()
        try db.run(
            """
            INSERT INTO session(uid, coordinator_id, secret, form_token, device, begun_at, used_at)
            SELECT ?1, id, ?3, ?4, ?5, ?6, ?6 FROM coordinator WHERE uid = ?2
            """, Uid.random().text, member.text, secret.hash, Uid.random().text,
            String(device.unicodeScalars.prefix(80)),
            now.milliseconds)
        guard db.changes == 1 else { throw StoreError.unknown }
        return secret
    }

    /// Notes that a session was used; at most every five minutes, so that a page costs no write.
    func touch(_ session: Uid) throws {
        try db.run("UPDATE session SET used_at = ?2 WHERE uid = ?1", session.text, now.milliseconds)
    }

    /// Ends one of a member's sessions; one that is over already stays so.
    package func endSession(_ session: Uid, of member: Uid) throws {
        try db.run(
            """
            DELETE FROM session WHERE uid = ?1
                AND coordinator_id = (SELECT id FROM coordinator WHERE uid = ?2)
            """, session.text, member.text)
    }

    /// Ends every session of a member, on all devices.
    package func endAllSessions(of member: Uid) throws {
        try db.run(
            "DELETE FROM session WHERE coordinator_id = (SELECT id FROM coordinator WHERE uid = ?1)", member.text)
    }

    private func forgetIdleSessions() throws {
        try db.run("DELETE FROM session WHERE used_at <= ?1", (now - Session.idleLimit).milliseconds)
    }
}

extension Session {
    init?(_ row: Row) {
        guard let uid = Uid(row.text(0)) else { return nil }
        self.init(
            uid: uid, formToken: row.text(1), device: row.text(2), begunAt: Instant(milliseconds: row.integer(3)),
            usedAt: Instant(milliseconds: row.integer(4)))
    }
}

extension Account {
    init?(_ row: Row, from column: Int32) {
        guard let uid = Uid(row.text(column)), let email = EmailAddress(row.text(column + 1)) else { return nil }
        self.init(uid: uid, email: email, name: row.textOrNil(column + 2))
    }
}

extension Member {
    init?(_ row: Row, from column: Int32) {
        guard let uid = Uid(row.text(column)), let email = EmailAddress(row.text(column + 1)),
            let role = Role(rawValue: row.text(column + 4))
        else { return nil }
        self.init(
            uid: uid, email: email, name: row.textOrNil(column + 2), phone: row.textOrNil(column + 3), role: role,
            version: row.int(column + 5))
    }
}
