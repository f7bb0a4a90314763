import Domain
import SQLite

/// One tenant that takes part in the releases, as the registry knows it.
package struct Participant: Hashable, Sendable {
    package let slug: Slug
    /// Suspended ones are enrolled and contribute later, with all they have.
    package let isActive: Bool
}

extension Registry {
    /// Notes a tenant's first login of a coordinator; a later one changes nothing.
    func noteEntered(_ slug: Slug, at moment: Instant) throws(StoreError) {
        try perform { db in
            try db.run(
                "UPDATE tenant SET entered_at = ?2 WHERE slug = ?1 AND entered_at IS NULL", slug.text,
                moment.milliseconds)
        }
    }

    /// The tenants that were enrolled when a quarter began, also those that were closed since.
    func participants(before start: Instant) throws(StoreError) -> [Participant] {
        try perform { db in
            try db.rows(
                """
                SELECT slug, state FROM tenant
                WHERE entered_at < ?1 AND (state <> 'closed' OR changed_at >= ?1) ORDER BY slug
                """, start.milliseconds
            ) { row in Slug(row.text(0)).map { Participant(slug: $0, isActive: row.text(1) == "active") } }
            .compactMap { $0 }
        }
    }

    /// Remembers that a release was published, so that it is never computed again even if its files are lost.
    func mark(_ slot: Slot, _ name: Quarter) throws(StoreError) {
        try perform { db in
            try db.run(
                "INSERT INTO release_mark(slot, name) VALUES (?1, ?2) ON CONFLICT DO NOTHING", slot.rawValue,
                name.description)
        }
    }

    func isMarked(_ slot: Slot, _ name: Quarter) throws(StoreError) -> Bool {
        try perform { db in
            try db.first(
                "SELECT 1 FROM release_mark WHERE slot = ?1 AND name = ?2", slot.rawValue, name.description
            ) { _ in true } ?? false
        }
    }
}

extension Tenants {
    /// Notes that a coordinator logged in: from the next quarter on the tenant takes part in the releases.
    package func noteEntered(_ slug: Slug, _ scope: SystemScope) throws(StoreError) {
        try registry.noteEntered(slug, at: now)
    }

    /// The tenants that were enrolled when a quarter began.
    package func participants(before start: Instant, _ scope: SystemScope) throws(StoreError) -> [Participant] {
        try registry.participants(before: start)
    }

    /// Remembers a release for good.
    package func mark(_ slot: Slot, _ name: Quarter, _ scope: SystemScope) throws(StoreError) {
        try registry.mark(slot, name)
    }

    /// Whether a release of that name was ever published.
    package func isMarked(_ slot: Slot, _ name: Quarter, _ scope: SystemScope) throws(StoreError) -> Bool {
        try registry.isMarked(slot, name)
    }
}
