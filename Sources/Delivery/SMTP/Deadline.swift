import Platform

/// A moment on the monotonic clock by which something must have happened.
///
/// Two that are to hold at once are one: `min(one, other)`.
struct Deadline: Comparable {
    /// The monotonic clock, in nanoseconds.
    static var now: UInt64 { SystemClock().monotonicNanoseconds() }

    let nanoseconds: UInt64

    init(from start: UInt64 = Self.now, in span: Duration) {
        let (seconds, attoseconds) = span.components
        let wait = UInt64(max(0, seconds)) * 1_000_000_000 + UInt64(max(0, attoseconds)) / 1_000_000_000
        nanoseconds = start + wait
    }

    static func < (one: Self, other: Self) -> Bool { one.nanoseconds < other.nanoseconds }

    /// What `poll` wants: rounded up, so that it does not wake just before; zero when passed.
    var pollMilliseconds: Int32 {
        let now = Self.now
        guard nanoseconds > now else { return 0 }
        return Int32(clamping: (nanoseconds - now + 999_999) / 1_000_000)
    }

    var hasPassed: Bool { Self.now >= nanoseconds }
}
