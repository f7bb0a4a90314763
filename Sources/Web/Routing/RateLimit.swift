import Domain
import HTTP
import Platform

/// How often somebody may ask for something, counted in memory within fixed limits of its own.
///
/// Windows are fixed, so twice the number can come around the turn of one; a restart forgets all. That is enough against
/// a machine that fills in forms, and it can never grow.
package final class RateLimit: Sendable {
    private struct Counts {
        var windowBegan = Instant(milliseconds: 0)
        var counts: [String: Int] = [:]
    }

    private let most: Int
    private let window: Span
    private let keyLimit: Int
    private let counts = Locked(Counts())

    /// - Parameters:
    ///   - most: allowed in one window for one key.
    ///   - keyLimit: keys counted apart; when there are more, who is new is refused until the next window.
    package init(most: Int, in window: Span, keyLimit: Int = 10_000) {
        self.most = most
        self.window = window
        self.keyLimit = keyLimit
    }

    /// Counts one more; false when that is too many.
    package func admits(_ key: String, at now: Instant) -> Bool {
        counts.withLock { state in
            if now >= state.windowBegan + window || now < state.windowBegan {
                state.windowBegan = now
                state.counts = [:]
            }
            let count = state.counts[key] ?? 0
            guard count < most, count > 0 || state.counts.count < keyLimit else { return false }
            state.counts[key] = count + 1
            return true
        }
    }
}
