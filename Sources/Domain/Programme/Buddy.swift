/// Where a buddy, an experienced parent who stands beside a parent, is on the way into and out of the programme.
package enum BuddyState: String, CaseIterable, Hashable, Sendable {
    case applied
    case interview
    case training
    case available
    case matched
    case paused
    case stopped

    /// False once the buddy has left: then no letter about the programme goes to them any more.
    package var takesPart: Bool { self != .stopped }
}
