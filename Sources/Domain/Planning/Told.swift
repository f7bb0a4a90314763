/// What a person was last told about one meeting or session; a `moved` letter compares with this.
package struct Told: Hashable, Sendable {
    package let starts: LocalDateTime
    /// Nil when no place was told.
    package let place: String?
    package let cancelled: Bool
    package let at: Instant

    package init(starts: LocalDateTime, place: String?, cancelled: Bool, at: Instant) {
        self.starts = starts
        self.place = place
        self.cancelled = cancelled
        self.at = at
    }
}

extension Told {
    /// Whether the person was told after this change; false when there was none.
    func follows(_ change: Instant?) -> Bool { change.map { at >= $0 } ?? false }
}
