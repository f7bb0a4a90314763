import Domain
import Foundation
import National
import Testing

/// How useful our tables are: the product's own counting and noise beside what disclosure/utility.py prints.
@Suite struct UtilityTests {
    private static let years = 6

    /// Each figure within four standard errors of the difference, and half of the last digit that is printed.
    @Test(arguments: UtilityFigures.all)
    func `our own code is as useful as utility.py says`(figures: UtilityFigures) throws {
        var seen = [[Double]](repeating: [], count: 5)
        for seed in 1...Self.years {
            let year = try MadeUpYear(tenants: figures.tenants, volume: figures.volume, seed: UInt64(seed))
            let slot = try #require(year.tables.first { $0.table == figures.table }, "the ladder has this table").slot
            let made = MadeUpTable(year, slot, figures.table, secret: "utility \(seed)")
            for (index, value) in Self.measures(made).enumerated() { seen[index].append(value) }
        }
        let means = seen.map { $0.reduce(0, +) / Double($0.count) }
        print(figures, means.map { String(format: "%.3f", $0) }.joined(separator: " "))
        for (index, name) in ["mean cell", "visible", "ghosts", "year err", "top5"].enumerated() {
            let error = figures.spread[index] * (1.0 / 40 + 1 / Double(Self.years)).squareRoot()
            let difference = abs(means[index] - figures.means[index])
            // A share of few empty cells is a matter of single cells: its spread over 40 years may be zero by chance.
            let floor = index == 2 ? 0.05 : 0.005
            #expect(difference <= 4 * error + floor, "\(name): \(means[index]), there \(figures.means[index])")
        }
    }

    /// Utility.py's five: mean count, signals in cells that are shown, empty cells that are shown, median relative error
    /// of the themes over the year, and the part of the true five highest themes that is published as such.
    private static func measures(_ made: MadeUpTable) -> [Double] {
        let pairs = zip(made.truth.joined(), made.published.joined()).map { (truth: $0, published: $1) }
        let total = pairs.reduce(0) { $0 + $1.truth }
        let visible = pairs.reduce(0) { $0 + ($1.published >= Band.smallestShown ? $1.truth : 0) }
        let empty = pairs.filter { $0.truth == 0 }
        let ghosts = empty.count { $0.published >= Band.smallestShown }
        let seconds = made.cells.count / 12
        func themes(_ figures: [[Int]]) -> [Int] {
            (0..<12).map { theme in
                figures.reduce(0) { $0 + $1[(theme * seconds)..<((theme + 1) * seconds)].reduce(0, +) }
            }
        }
        let (year, published) = (themes(made.truth), themes(made.published))
        let errors = zip(year, published).map { Double(abs($0 - $1)) / Double(max($0, 1)) }.sorted()
        let common = Set(highest(year)).intersection(highest(published))
        return [
            Double(total) / Double(pairs.count), Double(visible) / Double(max(1, total)),
            empty.isEmpty ? 0 : Double(ghosts) / Double(empty.count), (errors[5] + errors[6]) / 2,
            Double(common.count) / 5,
        ]
    }

    private static func highest(_ counts: [Int]) -> ArraySlice<Int> {
        counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(5)
    }
}
