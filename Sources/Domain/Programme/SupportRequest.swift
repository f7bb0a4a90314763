/// How long help is asked for.
package enum SupportKind: String, CaseIterable, Hashable, Sendable {
    case oneOff = "one-off"
    case longTerm = "long-term"
}

/// Where the buddy and the requester meet.
package enum SupportMode: String, CaseIterable, Hashable, Sendable {
    case online
    case inPerson = "in-person"
}
