/// A letter that the programme asks for: why, when, and until when it is of use.
package struct PlannedLetter: Hashable, Sendable {
    package let reason: Reason
    /// When it should go, quiet hours and quiet days already reckoned with.
    package let due: Instant
    /// From here on it is of no use and does not go.
    package let expires: Instant

    package init(reason: Reason, due: Instant, expires: Instant) {
        self.reason = reason
        self.due = due
        self.expires = expires
    }
}
