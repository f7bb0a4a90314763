import Domain

/// The next due moment of each tenant: one alarm serves them all.
struct DueTimes: Sendable {
    private var dues: [Slug: Instant] = [:]
    private(set) var earliest: Instant?

    /// Takes an earlier moment for a tenant; true when it is now the earliest of all.
    mutating func advance(_ slug: Slug, to due: Instant) -> Bool {
        if let known = dues[slug], known <= due { return false }
        dues[slug] = due
        guard earliest.map({ due < $0 }) ?? true else { return false }
        earliest = due
        return true
    }

    /// Replaces what was known of a tenant.
    mutating func set(_ slug: Slug, _ due: Instant?) {
        let before = dues[slug]
        dues[slug] = due
        if let before, before == earliest {
            earliest = dues.values.min()
        } else if let due {
            earliest = min(earliest ?? due, due)
        }
    }

    /// Takes out every tenant that is due.
    mutating func takeDue(at now: Instant) -> [Slug] {
        guard let earliest, earliest <= now else { return [] }
        let slugs = dues.filter { $0.value <= now }.map(\.key)
        for slug in slugs { dues[slug] = nil }
        self.earliest = dues.values.min()
        return slugs
    }
}
