import Domain

/// The way into the tenants for whoever comes over the web: a slug gives a `PublicScope`, a session a `MemberScope`.
///
/// Made by the daemon with its `SystemScope`; nothing that holds it can walk over the tenants.
package struct Doors: Sendable {
    private let tenants: Tenants
    private let scope: SystemScope

    package init(_ tenants: Tenants, _ scope: SystemScope) {
        self.tenants = tenants
        self.scope = scope
    }

    /// What anybody may do at this tenant; nil when there is none of that name.
    package func tenant(_ text: String) throws(StoreError) -> PublicScope? {
        guard let slug = Slug(text) else { return nil }
        do {
            return PublicScope(tenant: try tenants.entry(slug, scope), store: try tenants.store(slug, scope))
        } catch .noSuchTenant {
            return nil
        }
    }
}

/// What anybody may do at one tenant: read what is public, ask for a login, redeem what a mail brought.
package struct PublicScope: Sendable {
    package let tenant: TenantEntry
    let store: TenantStore

    /// Who holds this secret, and since when they have not been idle for too long; nil when nobody.
    package func member(holding secret: AccessSecret) throws(StoreError) -> MemberScope? {
        guard let session = try store.read({ try $0.session(secret) }) else { return nil }
        if session.isDueForTouch { try store.write { try $0.touch(session.uid) } }
        return MemberScope(tenant: tenant, member: session.member, session: session.facts, store: store)
    }
}

/// What a member who is logged in may do; made only from a session in that tenant's own file.
package struct MemberScope: Sendable {
    package let tenant: TenantEntry
    package let member: Member
    package let session: Session
    private let store: TenantStore

    fileprivate init(tenant: TenantEntry, member: Member, session: Session, store: TenantStore) {
        self.tenant = tenant
        self.member = member
        self.session = session
        self.store = store
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
}
