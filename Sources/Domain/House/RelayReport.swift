/// How a relay is.
package enum RelayState: String, CaseIterable, Hashable, Sendable {
    case open
    case throttled
    case broken
    case paused
}

/// What `naast status` says of a relay.
package struct RelayReport: Hashable, Sendable {
    package let name: String
    package let state: RelayState
    package let since: Instant
    /// It serves every tenant that chose no other.
    package let isDefault: Bool

    package init(name: String, state: RelayState, since: Instant, isDefault: Bool) {
        self.name = name
        self.state = state
        self.since = since
        self.isDefault = isDefault
    }
}

extension Sequence<RelayReport> {
    /// The relay by which a tenant sends that chose `name`; one that is unknown is replaced by the default one.
    package func serving(_ name: String) -> RelayReport? {
        first { $0.name == name } ?? first { $0.isDefault }
    }
}
