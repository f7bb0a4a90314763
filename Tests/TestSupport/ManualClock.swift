import Platform

/// A clock that a test sets by hand.
///
/// It stands still until then.
package final class ManualClock: Clock {
    private struct Time {
        var wall: Int64
        var monotonic: UInt64
    }

    private let time: Locked<Time>

    /// Starts at a wall time in milliseconds since 1970.
    package init(wallMilliseconds: Int64 = 1_796_130_000_000, monotonicNanoseconds: UInt64 = 1_000_000_000) {
        time = Locked(Time(wall: wallMilliseconds, monotonic: monotonicNanoseconds))
    }

    package func wallMilliseconds() -> Int64 { time.withLock { $0.wall } }
    package func monotonicNanoseconds() -> UInt64 { time.withLock { $0.monotonic } }

    /// Lets time pass, on both clocks.
    package func advance(milliseconds: Int64) {
        time.withLock {
            $0.wall += milliseconds
            $0.monotonic += UInt64(max(0, milliseconds)) * 1_000_000
        }
    }

    /// Sets the machine's clock, as an operator or NTP does: the monotonic clock does not notice.
    package func jump(toWallMilliseconds wall: Int64) { time.withLock { $0.wall = wall } }
}
