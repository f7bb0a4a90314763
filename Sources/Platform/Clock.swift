import Glibc

/// Where the program asks the time, so that a test can decide it.
package protocol Clock: Sendable {
    /// Milliseconds since 1970 in universal time; it can jump either way when the machine's clock is set.
    func wallMilliseconds() -> Int64
    /// Nanoseconds of `CLOCK_MONOTONIC`; it never goes back and says nothing about the date.
    func monotonicNanoseconds() -> UInt64
}

/// The machine's own clocks.
package struct SystemClock: Clock {
    package init() {}

    package func wallMilliseconds() -> Int64 {
        let now = read(CLOCK_REALTIME)
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }

    package func monotonicNanoseconds() -> UInt64 {
        let now = read(CLOCK_MONOTONIC)
        return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
    }

    private func read(_ clock: clockid_t) -> timespec {
        var now = timespec()
        // Both clocks exist on every Linux; the call can only fail for a wrong number or address.
        precondition(clock_gettime(clock, &now) == 0, "the machine has no clock \(clock)")
        return now
    }
}
