import Foundation

/// What was measured, page by page, as a table.
struct PageTable {
    private struct Place: Hashable {
        let page: String
        let column: String
    }

    let tenants: Int
    let buddies: Int
    let samples: Int
    private var times: [Place: [UInt64]] = [:]
    private var columns: [String] = []
    private var pages: [String] = []
    private var failures: [String: Int] = [:]
    private var notes: [String] = []
    private static let limit = 50.0

    init(tenants: Int, buddies: Int, samples: Int) {
        self.tenants = tenants
        self.buddies = buddies
        self.samples = samples
    }

    mutating func add(_ page: String, _ column: String, _ nanoseconds: UInt64, status: Int) {
        if !columns.contains(column) { columns.append(column) }
        if !pages.contains(page) { pages.append(page) }
        times[Place(page: page, column: column), default: []].append(nanoseconds)
        if status != 200, column != "processor" { failures["\(page): \(status)", default: 0] += 1 }
    }

    /// A line below the table.
    mutating func note(_ line: String) { notes.append(line) }

    /// Says by how much one column is slower than another, over the same pages.
    mutating func compare(_ column: String, with other: String) {
        func all(_ column: String) -> [UInt64] {
            pages.flatMap { times[Place(page: $0, column: column)] ?? [] }.sorted()
        }
        let (one, two) = (all(column), all(other))
        guard !one.isEmpty, !two.isEmpty else { return }
        let words = [(0.5, "p50"), (0.9, "p90"), (0.99, "p99")].map { share, name in
            let (busy, idle) = (Self.at(one, share), Self.at(two, share))
            return "\(name) \(String(format: "%.1f ms beside %.1f ms (%.2f times)", busy, idle, busy / idle))"
        }
        note("\(column): \(words.joined(separator: ", "))")
    }

    func print(unseen: [String]) {
        Swift.print(
            """
            \(tenants) tenants, \(buddies) buddies each and three years of history; \(samples) samples a page, in turn over \
            all tenants; milliseconds of wall time on a machine that others use too
            """)
        let head = columns.map { $0.padding(toLength: 24, withPad: " ", startingAt: 0) }.joined()
        Swift.print("\("page".padding(toLength: 46, withPad: " ", startingAt: 0))\(head)")
        let subhead = columns.map { _ in "   p50     p99     max  " }.joined()
        Swift.print("\("".padding(toLength: 46, withPad: " ", startingAt: 0))\(subhead)")
        var slow: [String] = []
        for page in pages {
            let cells = columns.map { column -> String in
                guard let sorted = times[Place(page: page, column: column)]?.sorted() else {
                    return "     –       –       –  "
                }
                if Self.at(sorted, 0.99) > Self.limit { slow.append("\(page) (\(column))") }
                return [Self.at(sorted, 0.5), Self.at(sorted, 0.99), Self.at(sorted, 1)].map {
                    String(format: "%7.1f ", $0)
                }.joined()
            }
            Swift.print("\(page.padding(toLength: 46, withPad: " ", startingAt: 0))\(cells.joined())")
        }
        for column in columns {
            let all = pages.flatMap { times[Place(page: $0, column: column)] ?? [] }.sorted()
            guard !all.isEmpty else { continue }
            let words = [0.5, 0.9, 0.99, 0.999, 1].map { String(format: "%.1f", Self.at(all, $0)) }
            let line = words.joined(separator: " ")
            Swift.print("\(column): all pages p50 p90 p99 p99.9 max = \(line) ms, \(all.count) asked")
        }
        for note in notes { Swift.print(note) }
        for (what, count) in failures.sorted(by: { $0.key < $1.key }) {
            Swift.print("not 200: \(what), \(count) times")
        }
        for page in unseen { Swift.print("not reached: \(page)") }
        let list = slow.joined(separator: ", ")
        Swift.print(slow.isEmpty ? "every page under 50 ms at p99" : "over 50 ms at p99: \(list)")
    }

    // Nearest rank.
    private static func at(_ sorted: [UInt64], _ share: Double) -> Double {
        let index = max(0, Int((Double(sorted.count) * share).rounded(.up)) - 1)
        return Double(sorted[min(index, sorted.count - 1)]) / 1e6
    }
}
