/// Whether a signal tells of something that goes wrong, or of something others may learn from.
package enum SignalKind: String, CaseIterable, Hashable, Sendable {
    case concern
    /// Stays in the tenant: only concerns are released.
    case goodExample = "good-example"
}

/// The part of education that a signal is about.
package enum Sector: String, CaseIterable, Hashable, Sendable {
    case po
    case vo
    /// Special education, primary and secondary; written with its brackets, as in the cells of a release.
    case so = "(v)so"
    case anders
}

/// From whom a signal came; only the tenant itself ever sees it.
package enum SignalSource: String, CaseIterable, Hashable, Sendable {
    case coordinator
    /// A buddy's look-back on a school meeting.
    case lookBack = "look-back"
    case intervision
    /// A parent or youth told it.
    case requester
}
