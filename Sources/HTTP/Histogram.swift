/// How often something took how long, in a few buckets.
package struct Histogram: Equatable, Sendable {
    /// The buckets' upper bounds in seconds.
    package static let bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]

    /// How many fell into each bucket and not a lower one; the last has no bound.
    private var counts = [Int](repeating: 0, count: bounds.count + 1)
    /// All of them together, in seconds.
    package private(set) var sum = 0.0

    package init() {}

    package mutating func observe(nanoseconds: UInt64) {
        let seconds = Double(nanoseconds) / 1e9
        counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
        sum += seconds
    }

    package var count: Int { counts.reduce(0, +) }

    /// How many took at most as long as each bound; the last is all.
    package var cumulative: [Int] {
        var total = 0
        return counts.map { count in
            total += count
            return total
        }
    }
}
