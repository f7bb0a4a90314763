import Domain
import Platform
import Reminders
import TestSupport

/// An alarm that follows a clock set by hand: it rings when the test says so, on the test's own thread.
final class ManualAlarm: SenderAlarm {
    private struct Wait {
        let until: UInt64
        let body: @Sendable () -> Void
    }

    private struct State {
        var ring: (@Sendable () -> Void)?
        var armed: Instant?
        var waits: [Wait] = []
    }

    private let clock: ManualClock
    private let state = Locked(State())

    init(_ clock: ManualClock) {
        self.clock = clock
    }

    func onRing(_ ring: @escaping @Sendable () -> Void) { state.withLock { $0.ring = ring } }
    func arm(for due: Instant) { state.withLock { $0.armed = due } }

    func after(_ span: Span, _ body: @escaping @Sendable () -> Void) {
        let until = clock.monotonicNanoseconds() + UInt64(max(0, span.milliseconds)) * 1_000_000
        state.withLock { $0.waits.append(Wait(until: until, body: body)) }
    }

    /// The due moment it was set to.
    var armed: Instant? { state.withLock { $0.armed } }

    /// How long until it has something to do; nil when it has nothing.
    var nextSpan: Span? {
        let (wall, monotonic) = (clock.wallMilliseconds(), clock.monotonicNanoseconds())
        return state.withLock { state in
            let waits = state.waits.map { wait -> Int64 in
                wait.until <= monotonic ? 0 : Int64((wait.until - monotonic + 999_999) / 1_000_000)
            }
            let due = state.armed.map { max(0, $0.milliseconds - wall) }
            return (waits + [due].compactMap(\.self)).min().map { Span(milliseconds: $0) }
        }
    }

    /// Does what has become due; true when there was something.
    @discardableResult
    func ring() -> Bool {
        let (wall, monotonic) = (clock.wallMilliseconds(), clock.monotonicNanoseconds())
        let (ring, waits) = state.withLock { state -> ((@Sendable () -> Void)?, [Wait]) in
            let waits = state.waits.filter { $0.until <= monotonic }
            state.waits.removeAll { $0.until <= monotonic }
            guard let armed = state.armed, armed.milliseconds <= wall else { return (nil, waits) }
            state.armed = nil
            return (state.ring, waits)
        }
        ring?()
        for wait in waits { wait.body() }
        return ring != nil || !waits.isEmpty
    }
}
