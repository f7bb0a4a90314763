import Platform

/// Lets at most so many stores work at the same time; the others wait their turn.
///
/// Every blocked Dispatch thread counts, and at 255 nothing runs any more (ARCHITECTURE.md, "Concurrency").
final class WorkGate: Sendable {
    private struct State {
        var free: Int
        var waiting: [@Sendable () -> Void] = []
    }

    private let state: Locked<State>

    init(width: Int) {
        state = Locked(State(free: width))
    }

    /// Runs `start` now, or when another has left.
    func enter(_ start: @escaping @Sendable () -> Void) {
        let now = state.withLock { state in
            guard state.free > 0 else {
                state.waiting.append(start)
                return false
            }
            state.free -= 1
            return true
        }
        if now { start() }
    }

    /// Gives the place to the next.
    func leave() {
        let next = state.withLock { state -> (@Sendable () -> Void)? in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?()
    }
}
