import Domain

/// How the house stands: relays, tenants, and the helpdesk's own mail; no person, nothing of a programme.
package struct HouseOverview: Hashable, Sendable {
    package let at: Instant
    /// By name; empty while nobody sends.
    package let relays: [RelayReport]
    /// Those that need a call first.
    package let tenants: [TenantStatus]
    package let ownMail: OutboxCounts

    package init(at: Instant, relays: [RelayReport], tenants: [TenantStatus], ownMail: OutboxCounts) {
        self.at = at
        self.relays = relays
        self.tenants = tenants
        self.ownMail = ownMail
    }
}

extension Tenants {
    /// How each tenant stands, by slug: the one place where `naast status` and the helpdesk's overview look.
    ///
    /// It opens files that are closed, and one that cannot be read is a line as well.
    package func statuses(_ relays: [RelayReport], _ scope: SystemScope) throws(StoreError) -> [TenantStatus] {
        var statuses: [TenantStatus] = []
        for entry in try entries(scope) {
            let store: TenantStore
            do {
                store = try self.store(entry.slug, scope)
            } catch .noSuchTenant {
                // Closed since the list was made.
                continue
            }
            let found = try? store.read { (mail: try $0.counts(), relay: try $0.settings.relay) }
            statuses.append(
                TenantStatus(
                    slug: entry.slug, name: entry.name, isSuspended: entry.state == .suspended,
                    isSetApart: store.quarantine != nil, mail: found?.mail,
                    relay: relays.serving(found?.relay ?? "")?.state))
        }
        return statuses
    }

    /// The same for the helpdesk, with its own mail beside it.
    func overview(_ relays: [RelayReport], _ scope: SystemScope) throws(StoreError) -> HouseOverview {
        HouseOverview(
            at: now, relays: relays, tenants: try statuses(relays, scope).byUrgency,
            ownMail: try registry.store.read { try $0.counts() })
    }
}
