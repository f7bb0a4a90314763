import Platform
import Testing

/// A suite that loads the whole machine or measures it: of all such suites, in whatever module, one runs at a time.
package struct Alone: SuiteTrait, TestTrait, TestScoping {
    private static let turn = Turn()

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        await Self.turn.take()
        defer { Self.turn.give() }
        try await function()
    }
}

extension Trait where Self == Alone {
    /// Runs beside no other suite that has this trait.
    package static var alone: Self { Alone() }
}

/// Taken by one at a time, in the order of asking; who waits holds no thread.
private final class Turn: Sendable {
    private struct State {
        var isTaken = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Locked(State())

    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                defer { state.isTaken = true }
                if state.isTaken { state.waiting.append(continuation) }
                return !state.isTaken
            }
            if isFree { continuation.resume() }
        }
    }

    func give() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.isTaken = false
            return nil
        }
        next?.resume()
    }
}
