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

    /// Remembers what became of a release, so that it is decided once even if its files are lost.
    func mark(_ slot: Slot, _ name: Quarter, _ mark: ReleaseMark) throws(StoreError) {
        try perform { db in
            try db.run(
                "INSERT INTO release_mark(slot, name, skipped) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                slot.rawValue, name.description, mark == .skipped ? 1 : 0)
        }
    }

    func mark(of slot: Slot, _ name: Quarter) throws(StoreError) -> ReleaseMark? {
        try perform { db in
            try db.first(
                "SELECT skipped FROM release_mark WHERE slot = ?1 AND name = ?2", slot.rawValue, name.description
            ) { $0.int(0) == 1 ? .skipped : .published }
        }
    }

    func published(_ slot: Slot) throws(StoreError) -> [Quarter] {
        try perform { db in
            try db.rows("SELECT name FROM release_mark WHERE slot = ?1 AND skipped = 0 ORDER BY name", slot.rawValue) {
                Quarter($0.text(0))
            }.compactMap { $0 }
        }
    }

    func firstAdded() throws(StoreError) -> Instant? {
        try perform { db in
            try db.first("SELECT added_at FROM tenant ORDER BY added_at LIMIT 1") {
                Instant(milliseconds: $0.integer(0))
            }
        }
    }
}

/// What became of a release, for good.
package enum ReleaseMark: Hashable, Sendable {
    case published
    /// Too few took part: everything carried over.
    case skipped
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

    /// Remembers for good what became of a release; what was remembered before stays.
    package func mark(
        _ slot: Slot, _ name: Quarter, _ mark: ReleaseMark, _ scope: SystemScope
    ) throws(StoreError) {
        try registry.mark(slot, name, mark)
    }

    /// What became of a release; nil while nothing was decided.
    package func mark(of slot: Slot, _ name: Quarter, _ scope: SystemScope) throws(StoreError) -> ReleaseMark? {
        try registry.mark(of: slot, name)
    }

    /// Every release of a slot that was ever published, also those that are lost; the oldest first.
    package func published(_ slot: Slot, _ scope: SystemScope) throws(StoreError) -> [Quarter] {
        try registry.published(slot)
    }

    /// When the first tenant was added, also one that is closed by now; nil before that.
    package func firstAdded(_ scope: SystemScope) throws(StoreError) -> Instant? { try registry.firstAdded() }
}
