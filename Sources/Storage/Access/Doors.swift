import Domain

/// The way into the tenants for whoever comes over the web: a slug gives a `PublicScope`, a session a `MemberScope`.
///
/// Made by the daemon with its `SystemScope`; nothing that holds it can walk over the tenants.
package struct Doors: Sendable {
    private let tenants: Tenants
    private let scope: SystemScope
    private let national: NationalFile?
    private let relays: @Sendable () -> [RelayReport]
    private let onSettings: @Sendable (Slug) -> Void

    /// - Parameters:
    ///   - national: what was published of all tenants together; nil where nothing ever is.
    ///   - relays: how the relays are now; none while nobody sends.
    ///   - onSettings: hears after a member changed settings of a tenant; the sender may need to know.
    package init(
        _ tenants: Tenants, _ scope: SystemScope, national: NationalFile? = nil,
        relays: @escaping @Sendable () -> [RelayReport] = { [] },
        onSettings: @escaping @Sendable (Slug) -> Void = { _ in }
    ) {
        self.tenants = tenants
        self.scope = scope
        self.national = national
        self.relays = relays
        self.onSettings = onSettings
    }

    /// What anybody may do at this tenant; nil when there is none of that name.
    package func tenant(_ text: String) throws(StoreError) -> PublicScope? {
        guard let slug = Slug(text) else { return nil }
        do {
            return PublicScope(
                tenant: try tenants.entry(slug, scope), store: try tenants.store(slug, scope), doors: self)
        } catch .noSuchTenant {
            return nil
        }
    }

    /// Who runs this house for all tenants.
    package func helpdesk() throws(StoreError) -> HelpdeskDoors {
        HelpdeskDoors(store: try tenants.store(.helpdesk, scope)) { [tenants, relays, scope] () throws(StoreError) in
            try tenants.overview(relays(), scope)
        }
    }

    /// Everything that was ever published; the same for everybody who may see it.
    package func publications() throws(StoreError) -> [Publication] { try national?.publications() ?? [] }

    // From the next quarter on the tenant takes part in the releases (disclosure/README.md, rule 5).
    fileprivate func coordinatorEntered(_ slug: Slug) throws(StoreError) {
        try tenants.noteEntered(slug, scope)
    }

    fileprivate func settingsChanged(of slug: Slug, name: String) throws(StoreError) {
        if try tenants.entry(slug, scope).name != name { try tenants.rename(slug, to: name, scope) }
        onSettings(slug)
    }
}

/// What anybody may do at one tenant: read what is public, ask for a login, redeem what a mail brought.
package struct PublicScope: Sendable {
    package let tenant: TenantEntry
    let store: TenantStore
    fileprivate let doors: Doors

    /// Where one logs in at this tenant.
    package var door: LoginDoor {
        LoginDoor(slug: tenant.slug, name: tenant.name, store: store) { [self] secret throws(StoreError) in
            let role = try store.read { try $0.session(secret)?.member.role }
            if role == .coordinator { try doors.coordinatorEntered(tenant.slug) }
        }
    }

    /// Who holds this secret, and since when they have not been idle for too long; nil when nobody.
    package func member(holding secret: AccessSecret) throws(StoreError) -> MemberScope? {
        guard let session = try store.read({ try $0.session(secret) }) else { return nil }
        if session.isDueForTouch {
            try store.write { try $0.touch(session.uid) }
            // Again, in case the house went down between a login and its note.
            if session.member.role == .coordinator { try doors.coordinatorEntered(tenant.slug) }
        }
        return MemberScope(tenant: tenant, member: session.member, session: session.facts, store: store, doors: doors)
    }
}

/// What a member who is logged in may do; made only from a session in that tenant's own file.
package struct MemberScope: Sendable {
    package let tenant: TenantEntry
    package let member: Member
    package let session: Session
    private let store: TenantStore
    private let doors: Doors

    fileprivate init(tenant: TenantEntry, member: Member, session: Session, store: TenantStore, doors: Doors) {
        self.tenant = tenant
        self.member = member
        self.session = session
        self.store = store
        self.doors = doors
    }

    /// Reads this tenant's file.
    package func read<Value>(_ body: (TenantReader) throws -> Value) throws(StoreError) -> Value {
        try store.read(body)
    }

    /// Changes this tenant's file in one transaction; what it changes is logged as this member's doing.
    package func write<Value>(_ body: (TenantWriter) throws -> Value) throws(StoreError) -> Value {
        try store.write { writer in
            writer.actor = member.uid
            return try body(writer)
        }
    }

    /// Everything that was published of all tenants together.
    package func publications() throws(StoreError) -> [Publication] { try doors.publications() }

    /// Tells the house that settings of this tenant were changed: the registry's name and the sender follow.
    package func settingsChanged(name: String) throws(StoreError) {
        try doors.settingsChanged(of: tenant.slug, name: name)
    }
}
