/// What a person was last told about one meeting or session; a `moved` letter compares with this.
package struct Told: Hashable, Sendable {
    package let starts: LocalDateTime
    /// Nil when no place was told.
    package let place: String?
    /// Nil when no link to join by was told.
    package let link: String?
    /// They know that they are not expected: it is off, or goes on without them.
    package let cancelled: Bool
    /// When a letter last told it; `byPhone` when none did.
    package let at: Instant

    /// Told in a call and by no letter: so long ago that no letter is needless for it.
    package static let byPhone = Instant(milliseconds: 0)

    package init(starts: LocalDateTime, place: String?, link: String? = nil, cancelled: Bool, at: Instant) {
        self.starts = starts
        self.place = place
        self.link = link
        self.cancelled = cancelled
        self.at = at
    }
}
