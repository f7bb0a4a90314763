import Domain
import SQLite

extension TenantWriter {
    /// Puts the mail of a login into the outbox: at once, whatever the hour.
    func plan(_ login: Uid, to account: Account, until end: Instant) throws {
        let id = try insert(
            .login, to: account.email.description, person: account.uid.text, due: now, expires: end)
        try db.run(
            "INSERT INTO outbox_reason(outbox_id, reason, subject) VALUES (?1, ?2, ?3)", id,
            "login:\(login):coordinator:\(account.uid)", "login:\(login)")
    }

    /// What a login mail is to say now, with a link of its own; nil when the login is over.
    ///
    /// Runs in the intent's transaction: a mail that goes once more in doubt has another link to the same login.
    func loginFacts(of message: Int64) throws -> LoginFacts? {
        let row = try db.first(
            """
            SELECT l.id, l.uid, l.purpose, c.name FROM outbox_reason r
                JOIN login l ON l.uid = substr(r.subject, 7) JOIN coordinator c ON c.id = l.coordinator_id
            WHERE r.outbox_id = ?1 AND l.ends_at > ?2 AND l.confirmed_at IS NULL
            """, message, now.milliseconds
        ) { (id: $0.integer(0), uid: Uid($0.text(1)), purpose: $0.text(2), name: $0.textOrNil(3)) }
        guard let row, let uid = row.uid, let purpose = LoginFacts.Purpose(rawValue: row.purpose),
            let slug = try db.first("SELECT value FROM meta WHERE key = 'tenant'", read: { $0.text(0) })
        else { return nil }
        let token = try mintToken(for: row.id)
        return LoginFacts(
            login: uid, purpose: purpose, tenantName: try settings.sender,
            replyTo: hasProgramme ? nil : try settings.replyTo, firstName: firstName(row.name ?? ""),
            path: "/\(slug)/m/\(token.text)")
    }

    /// The relay took the mail: from now on the reader has a quarter of an hour.
    func loginAccepted(_ facts: LoginFacts) throws {
        try db.run(
            "UPDATE login SET accepted_at = ?2 WHERE uid = ?1 AND accepted_at IS NULL", facts.login.text,
            now.milliseconds)
    }

    /// A new link to a login; what comes back is told to one person, and the file keeps its hash alone.
    func mintToken(for login: Int64) throws -> AccessSecret {
        let token = AccessSecret.random()
        try db.run("INSERT INTO login_token(token, login_id) VALUES (?1, ?2)", token.hash, login)
        return token
    }
}
