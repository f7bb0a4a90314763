import Domain
import Platform
import SQLite

/// One line of the registry: which tenant, and whether it runs.
package struct TenantEntry: Hashable, Sendable {
    package let slug: Slug
    package let name: String
    package let kind: TenantKind
    package let state: TenantState

    package init(slug: Slug, name: String, kind: TenantKind, state: TenantState) {
        self.slug = slug
        self.name = name
        self.kind = kind
        self.state = state
    }
}

/// What a tenant is.
package enum TenantKind: String, CaseIterable, Hashable, Sendable {
    case swv
    case balans
    case school
}

/// Whether a tenant runs, as the operator wants it.
package enum TenantState: String, CaseIterable, Hashable, Sendable {
    case active
    case suspended
    case closed
}

/// `control.sqlite`: which tenants exist.
package final class Registry: Sendable {
    /// The control file's one connection, which the helpdesk's own mail and logins share.
    let store: TenantStore
    private let clock: any Clock

    /// Opens the registry, making it when the state directory is new.
    init(
        in directory: StateDirectory, clock: any Clock, gate: WorkGate, observers: StoreObservers
    ) throws(StoreError) {
        self.clock = clock
        store = TenantStore(
            .control, directory: directory, clock: clock, gate: gate, pool: nil, observers: observers)
        do {
            try ControlFile.makeIfMissing(in: directory)
            try store.read { _ in }
        } catch {
            throw StoreError(translating: error)
        }
    }

    /// Every tenant that was not closed, by slug.
    package func entries() throws(StoreError) -> [TenantEntry] {
        try perform { db in
            try db.rows("SELECT slug, name, kind, state FROM tenant WHERE state <> 'closed' ORDER BY slug") { row in
                Self.entry(row)
            }.compactMap { $0 }
        }
    }

    /// One tenant; `noSuchTenant` when it never was or was closed.
    package func entry(_ slug: Slug) throws(StoreError) -> TenantEntry {
        let found = try perform { db in
            try db.first("SELECT slug, name, kind, state FROM tenant WHERE slug = ?1 AND state <> 'closed'", slug.text)
            {
                Self.entry($0)
            }.flatMap { $0 }
        }
        guard let found else { throw .noSuchTenant }
        return found
    }

    /// Every tenant that was closed, and when.
    func closed() throws(StoreError) -> [(slug: Slug, at: Instant)] {
        try perform { db in
            try db.rows("SELECT slug, changed_at FROM tenant WHERE state = 'closed' ORDER BY slug") { row in
                Slug(row.text(0)).map { (slug: $0, at: Instant(milliseconds: row.integer(1))) }
            }.compactMap { $0 }
        }
    }

    /// Whether this slug was ever given out, to a tenant that may be closed by now.
    func wasUsed(_ slug: Slug) throws(StoreError) -> Bool {
        try perform { try $0.first("SELECT 1 FROM tenant WHERE slug = ?1", slug.text) { _ in true } ?? false }
    }

    func add(_ entry: TenantEntry) throws(StoreError) {
        let now = clock.wallMilliseconds()
        try perform { db in
            try db.run(
                "INSERT INTO tenant(slug, name, kind, state, added_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
                entry.slug.text, entry.name, entry.kind.rawValue, entry.state.rawValue, now)
        }
    }

    func rename(_ slug: Slug, to name: String) throws(StoreError) {
        try perform { try $0.run("UPDATE tenant SET name = ?2 WHERE slug = ?1", slug.text, name) }
    }

    func setState(_ slug: Slug, _ state: TenantState) throws(StoreError) {
        let now = clock.wallMilliseconds()
        try perform { db in
            try db.run(
                "UPDATE tenant SET state = ?2, changed_at = ?3 WHERE slug = ?1 AND state <> 'closed'", slug.text,
                state.rawValue, now)
        }
    }

    package func close() {
        store.retire()
    }

    private static func entry(_ row: Row) -> TenantEntry? {
        guard let slug = Slug(row.text(0)), let kind = TenantKind(rawValue: row.text(2)),
            let state = TenantState(rawValue: row.text(3))
        else { return nil }
        return TenantEntry(slug: slug, name: row.text(1), kind: kind, state: state)
    }

    func perform<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value {
        try store.perform(body)
    }
}
