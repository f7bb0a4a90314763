import Foundation

/// Waiting for a program that is not ours, and so gives no signal.
package enum Bounded {
    /// Asks every twenty milliseconds until there is an answer, at most so long.
    package static func poll<Answer>(seconds: Double, _ ask: () throws -> Answer?) rethrows -> Answer? {
        let end = Date(timeIntervalSinceNow: seconds)
        while true {
            if let answer = try ask() { return answer }
            if Date() > end { return nil }
            usleep(20_000)
        }
    }
}
