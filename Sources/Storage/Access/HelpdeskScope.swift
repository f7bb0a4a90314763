import Domain

/// The helpdesk's way in: its login door, and its sessions.
package struct HelpdeskDoors: Sendable {
    private let store: TenantStore
    private let look: @Sendable () throws(StoreError) -> HouseOverview

    init(store: TenantStore, look: @escaping @Sendable () throws(StoreError) -> HouseOverview) {
        self.store = store
        self.look = look
    }

    /// Where one logs in at the helpdesk.
    ///
    /// - Parameter name: what the operator calls it.
    package func door(_ name: String) -> LoginDoor { LoginDoor(slug: .helpdesk, name: name, store: store) }

    /// Who of the helpdesk holds this secret; nil when nobody, and for every session at a tenant.
    package func account(holding secret: AccessSecret) throws(StoreError) -> HelpdeskScope? {
        guard let session = try store.read({ try $0.helpdeskSession(secret) }) else { return nil }
        if session.isDueForTouch { try store.write { try $0.touch(session.uid) } }
        return HelpdeskScope(account: session.member, session: session.facts, store: store, look: look)
    }
}

/// What somebody of the helpdesk who is logged in may do; made only from a session in the control file.
///
/// It stands beside `MemberScope` and leads into no tenant's file: it counts, and names nobody.
package struct HelpdeskScope: Sendable {
    package let account: Account
    package let session: Session
    private let store: TenantStore
    private let look: @Sendable () throws(StoreError) -> HouseOverview

    fileprivate init(
        account: Account, session: Session, store: TenantStore,
        look: @escaping @Sendable () throws(StoreError) -> HouseOverview
    ) {
        self.account = account
        self.session = session
        self.store = store
        self.look = look
    }

    /// How every tenant stands, those that need a call first.
    package func overview() throws(StoreError) -> HouseOverview { try look() }

    /// Where this account is logged in.
    package func sessions() throws(StoreError) -> [Session] { try store.read { try $0.sessions(of: account.uid) } }

    /// Ends one session of this account; one of another account stays.
    package func endSession(_ session: Uid) throws(StoreError) {
        try store.write { try $0.endSession(session, of: account.uid) }
    }

    /// Ends every session of this account.
    package func endAllSessions() throws(StoreError) {
        try store.write { try $0.endAllSessions(of: account.uid) }
    }
}
