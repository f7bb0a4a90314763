import Domain
import SQLite

/// A way in that is open: the link was sent or printed, and nobody has used it.
package struct OpenLogin: Hashable, Sendable {
    package let purpose: LoginFacts.Purpose
    /// What the screen that asked shows; nil for a welcome.
    package let code: LoginCode?
    /// Somebody with the mail typed the code: the browser that asked may come in.
    package let isConfirmed: Bool
    /// True when the browser that looks is the one that asked.
    package let isOfThisBrowser: Bool
}

/// What came of opening a way in.
package enum LoginOutcome: Hashable, Sendable {
    /// It is over, was used, or never was: nobody is told which.
    case gone
    /// So many tries are left; none ends the login.
    case wrongCode(left: Int)
    /// The browser that asked comes in as soon as it looks again.
    case confirmed
    /// This browser is in: the secret of its new session.
    case entered(AccessSecret)
}

extension TenantReader {
    /// The login that a browser asked for and waits for.
    ///
    /// For the whole hour, also when its mail is over sooner: who asked with nobody's address waits as long.
    func login(heldBy browser: AccessSecret) throws -> StoredLogin? {
        try db.first(
            """
            SELECT l.id, l.purpose, l.code, l.confirmed_at, l.wrong_codes, l.browser, c.uid
            FROM login l LEFT JOIN coordinator c ON c.id = l.coordinator_id
            WHERE l.browser = ?1 AND l.ends_at > ?2
            """, browser.hash, now.milliseconds
        ) { StoredLogin($0) }.flatMap { $0 }
    }

    /// The login that a link belongs to; a link that was confirmed opens nothing more.
    func login(linkedBy token: AccessSecret) throws -> StoredLogin? {
        try db.first(
            """
            SELECT l.id, l.purpose, l.code, l.confirmed_at, l.wrong_codes, l.browser, c.uid
            FROM login_token t JOIN login l ON l.id = t.login_id LEFT JOIN coordinator c ON c.id = l.coordinator_id
            WHERE t.token = ?1 AND l.ends_at > ?2 AND l.confirmed_at IS NULL
                AND (l.accepted_at IS NULL OR l.accepted_at > ?3 OR l.purpose <> 'asked')
            """, token.hash, now.milliseconds, (now - LoginTerms.afterAccepted).milliseconds
        ) { StoredLogin($0) }.flatMap { $0 }
    }
}

extension TenantWriter {
    /// Somebody asks to log in: the browser waits, and a mail goes when the address is a member's.
    ///
    /// An address that is nobody's is written down in the same way, without the mail: nothing that the asker sees, nor
    /// how long it takes, tells the two apart.
    func askLogin(_ email: EmailAddress, from browser: AccessSecret) throws {
        try forgetLoginsThatAreOver()
        let account = try account(email)
        let uid = Uid.random()
        let end = now + LoginTerms.atMost
        try db.run(
            """
            INSERT INTO login(uid, coordinator_id, purpose, browser, code, begun_at, ends_at)
            VALUES (?1, (SELECT id FROM coordinator WHERE uid = ?2), 'asked', ?3, ?4, ?5, ?6)
            """, uid.text, account?.uid.text, browser.hash, LoginCode.random().text, now.milliseconds, end.milliseconds)
        if let account { try plan(uid, to: account, until: end) }
    }

    /// Sends a member the link with which they begin; an earlier one that was not used yet ends.
    package func sendWelcome(to member: Member) throws {
        try db.run(
            """
            DELETE FROM login WHERE purpose = 'welcome'
                AND coordinator_id = (SELECT id FROM coordinator WHERE uid = ?1)
            """, member.uid.text)
        let uid = Uid.random()
        let end = now + LoginTerms.welcome
        try db.run(
            """
            INSERT INTO login(uid, coordinator_id, purpose, begun_at, ends_at)
            SELECT ?1, id, 'welcome', ?3, ?4 FROM coordinator WHERE uid = ?2
            """, uid.text, member.uid.text, now.milliseconds, end.milliseconds)
        guard db.changes == 1 else { throw StoreError.unknown }
        try plan(uid, to: member.account, until: end)
    }

    /// Makes a link and its code for the operator to hand over; valid for an hour, once.
    package func printLogin(for account: Account) throws -> (token: AccessSecret, code: LoginCode) {
        try forgetLoginsThatAreOver()
        let code = LoginCode.random()
        try db.run(
            """
            INSERT INTO login(uid, coordinator_id, purpose, code, begun_at, ends_at)
            SELECT ?1, id, 'printed', ?3, ?4, ?5 FROM coordinator WHERE uid = ?2
            """, Uid.random().text, account.uid.text, code.text, now.milliseconds,
            (now + LoginTerms.atMost).milliseconds)
        guard db.changes == 1 else { throw StoreError.unknown }
        return (try mintToken(for: db.lastInsertedRow), code)
    }

    /// Opens the login behind a link, with the code that was typed.
    func confirmLogin(
        _ token: AccessSecret, code: LoginCode?, from browser: AccessSecret?, device: String
    ) throws -> LoginOutcome {
        guard let login = try login(linkedBy: token), let member = login.member else { return .gone }
        if let expected = login.code, expected != code { return try countWrongCode(login) }
        if login.purpose == .asked, browser?.hash != login.browser {
            // The link has done its work: opening it again shows what every used link shows.
            try db.run("UPDATE login SET confirmed_at = ?2 WHERE id = ?1", login.id, now.milliseconds)
            return .confirmed
        }
        return .entered(try enter(login, member, device))
    }

    /// Gives the browser that asked its session, once the login was confirmed.
    func enter(heldBy browser: AccessSecret, device: String) throws -> AccessSecret? {
        guard let login = try login(heldBy: browser), login.isConfirmed, let member = login.member else { return nil }
        return try enter(login, member, device)
    }

    // A secret of its own for the session: what the browser held while it waited opens nothing.
    private func enter(_ login: StoredLogin, _ member: Uid, _ device: String) throws -> AccessSecret {
        try db.run("DELETE FROM login WHERE id = ?1", login.id)
        if login.purpose != .printed {
            // Whoever comes in by a mail has had it: the address works, whatever once bounced.
            try trustAddress(ofMember: member.text)
        }
        return try beginSession(of: member, device: device)
    }

    private func countWrongCode(_ login: StoredLogin) throws -> LoginOutcome {
        let left = LoginTerms.wrongCodes - login.wrongCodes - 1
        if left > 0 {
            try db.run("UPDATE login SET wrong_codes = wrong_codes + 1 WHERE id = ?1", login.id)
        } else {
            try db.run("DELETE FROM login WHERE id = ?1", login.id)
        }
        return .wrongCode(left: left)
    }

    private func forgetLoginsThatAreOver() throws {
        try db.run("DELETE FROM login WHERE ends_at <= ?1", now.milliseconds)
        // Who asks for nobody's address all day from everywhere fills no disk.
        try db.run(
            """
            DELETE FROM login WHERE coordinator_id IS NULL AND id <=
                (SELECT id FROM login WHERE coordinator_id IS NULL ORDER BY id DESC LIMIT 1 OFFSET 999)
            """)
    }
}

/// A login as its row stands.
struct StoredLogin {
    let id: Int64
    let purpose: LoginFacts.Purpose
    let code: LoginCode?
    let isConfirmed: Bool
    let wrongCodes: Int
    let browser: [UInt8]?
    /// Nil when nobody has the address that was typed.
    let member: Uid?

    init?(_ row: Row) {
        guard let purpose = LoginFacts.Purpose(rawValue: row.text(1)) else { return nil }
        id = row.integer(0)
        self.purpose = purpose
        code = row.textOrNil(2).flatMap { LoginCode(typed: $0) }
        isConfirmed = !row.isNull(3)
        wrongCodes = row.int(4)
        browser = row.isNull(5) ? nil : row.blob(5)
        member = row.textOrNil(6).flatMap { Uid($0) }
    }

    /// What a page may know of it.
    func seen(from browser: AccessSecret?) -> OpenLogin {
        OpenLogin(
            purpose: purpose, code: code, isConfirmed: isConfirmed,
            isOfThisBrowser: self.browser != nil && self.browser == browser?.hash)
    }
}
