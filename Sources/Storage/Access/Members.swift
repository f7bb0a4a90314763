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

    /// Who logs in at this file with this address, a tenant's or the helpdesk's.
    package func account(_ email: EmailAddress) throws -> Account? {
        try db.first(
            "SELECT uid, email, name FROM coordinator WHERE email = ?1 COLLATE NOCASE", email.description
        ) { Account($0, from: 0) }.flatMap { $0 }
    }

    /// One who may log in.
    ///
    /// - Throws: `unknown` when there is none, or it is another tenant's.
    package func member(_ uid: Uid) throws -> Member {
        let found = try db.first(
            "SELECT uid, email, name, phone, role, version FROM coordinator WHERE uid = ?1", uid.text
        ) { Member($0, from: 0) }.flatMap { $0 }
        guard let found else { throw StoreError.unknown }
        return found
    }

    /// Whether this member is the only coordinator: who goes last leaves nobody to let others in.
    package func isLastCoordinator(_ uid: Uid) throws -> Bool {
        let others = try db.first(
            "SELECT count(*) FROM coordinator WHERE role = 'coordinator' AND uid <> ?1", uid.text
        ) { $0.int(0) }
        return try member(uid).role == .coordinator && others == 0
    }
}

extension TenantWriter {
    /// Lets somebody log in from now on; a known address keeps what it has.
    ///
    /// - Returns: the new member; nil when the address was known.
    @discardableResult
    package func addMember(_ email: EmailAddress, role: Role, name: String? = nil, phone: String? = nil) throws
        -> Member?
    {
        guard try member(email) == nil else { return nil }
        let uid = Uid.random()
        try db.run(
            "INSERT INTO coordinator(uid, email, since, name, phone, role) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", uid.text,
            email.description, now.milliseconds, name, phone, role.rawValue)
        try log(.added, .member, uid)
        try planDigests()
        return try member(uid)
    }

    /// Makes a member something else; their sessions go on with the new rights.
    ///
    /// - Throws: `stale` when somebody changed them since; `refused` for the last coordinator.
    package func changeRole(of uid: Uid, to role: Role, version: Int) throws {
        if role != .coordinator, try isLastCoordinator(uid) { throw StoreError.refused("the last coordinator stays") }
        try db.run(
            "UPDATE coordinator SET role = ?3, version = version + 1 WHERE uid = ?1 AND version = ?2", uid.text,
            version,
            role.rawValue)
        guard db.changes == 1 else { throw StoreError.stale }
        try log(.changed, .member, uid, ["rol"])
        if role == .trainer { try cancelMail(to: uid, andLogins: false) }
        try planDigests()
    }

    /// Changes how a member is called and reached.
    ///
    /// - Throws: `stale` when somebody changed them since.
    package func changeMember(_ uid: Uid, name: String?, phone: String?, version: Int) throws {
        let before = try member(uid)
        try db.run(
            "UPDATE coordinator SET name = ?3, phone = ?4, version = version + 1 WHERE uid = ?1 AND version = ?2",
            uid.text, version, name, phone)
        guard db.changes == 1 else { throw StoreError.stale }
        let fields = [before.name == name ? nil : "naam", before.phone == phone ? nil : "telefoon"].compactMap(\.self)
        try log(.changed, .member, uid, fields)
    }

    /// Lets somebody log in no more: their sessions and open logins end now, and what was to be mailed to them does not go.
    ///
    /// - Throws: `unknown`, `stale`, and `refused` for the last coordinator.
    package func removeMember(_ uid: Uid, version: Int) throws {
        guard try !isLastCoordinator(uid) else { throw StoreError.refused("the last coordinator stays") }
        try cancelMail(to: uid, andLogins: true)
        try db.run("DELETE FROM coordinator WHERE uid = ?1 AND version = ?2", uid.text, version)
        guard db.changes == 1 else { throw StoreError.stale }
        try log(.removed, .member, uid)
    }

    private func cancelMail(to member: Uid, andLogins: Bool) throws {
        let waiting = try db.rows(
            "SELECT id, kind = 'login' FROM outbox WHERE person = ?1 AND state = 'ready'", member.text
        ) { (id: $0.integer(0), isLogin: $0.bool(1)) }
        for mail in waiting where andLogins || !mail.isLogin { try finish(mail.id, .cancelled, event: "superseded") }
    }
}
