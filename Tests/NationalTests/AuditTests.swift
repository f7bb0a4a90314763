import Domain
import Foundation
import National
import Testing

/// Attack 6: all published tables together, by least squares; and the control, a scheme that the same eyes break.
@Suite struct AuditTests {
    /// Least squares as `numpy.linalg.lstsq` has it, in our own code; the noise and the counting are the product's.
    ///
    /// It does not use that no count is negative. Who does, by exact Bayes over both tables, is left with three or four
    /// values instead of five in 6 % of the cells of 20 tenants and 2 % of those of 150 (24 signals a year), and with at
    /// most 0.44 for the true one where it is 1 to 4.
    @Test(arguments: [3, 20, 150])
    func `least squares over both tables leaves every cell an interval of at least five`(tenants: Int) throws {
        let years = tenants == 3 ? 120 : 20
        let tables = try MadeUpYear(tenants: tenants, volume: 24, seed: 1).tables
        let squares = LeastSquares(tables.map(\.table), regions: tenants == 150 ? 10 : 1)
        var errors = [[Double]](repeating: [], count: squares.places.count)
        for seed in 1...years {
            let year = try MadeUpYear(tenants: tenants, volume: 24, seed: UInt64(seed))
            let made = tables.map { MadeUpTable(year, $0.slot, $0.table, secret: "audit \(seed)") }
            for theme in SignalTheme.allCases.indices {
                let published = squares.places.map { Self.value(made[$0.table].published, made[$0.table], $0, theme) }
                let truth = squares.places.map { Self.value(made[$0.table].truth, made[$0.table], $0, theme) }
                for (index, estimate) in squares.estimates(published).enumerated() {
                    errors[index].append(estimate - truth[index])
                }
            }
        }
        // The noise has variance 4; least squares leaves 4 times the projector's diagonal.
        let left = squares.places.indices.map { 4 * squares.projector[$0][$0] }
        let widths = errors.map { errors -> Double in
            let sorted = errors.sorted()
            let tail = sorted.count / 40
            return sorted[sorted.count - 1 - tail] - sorted[tail]
        }
        print(
            "audit: tenants=\(tenants) cells=\(widths.count) × 12 themes, samples=\(errors[0].count)",
            "narrowest=\(widths.min() ?? 0) widest=\(widths.max() ?? 0)",
            "seen=\(Self.meanSquare(errors)) variance=\(left.min() ?? 0)…\(left.max() ?? 0) of 4")
        #expect(errors.count == (tenants == 3 ? 2 : tenants == 20 ? 8 : 36))
        #expect(widths.allSatisfy { $0 >= 5 })
        // What is left in truth is what was computed: the mean of the squares over all cells.
        let seen = Self.meanSquare(errors)
        let expected = left.reduce(0, +) / Double(left.count)
        #expect(abs(seen / expected - 1) < 0.25, "\(seen) beside \(expected)")
        #expect(tenants == 3 || left.allSatisfy { $0 < 4 }, "two tables bind each other, so something was won")
    }

    /// The control: exact totals beside hidden cells are solved, with the bounds that the simulator printed.
    @Test(arguments: SimulatorFigures.all)
    func `the same eyes see through exact totals beside cells that are hidden below five`(figures: SimulatorFigures)
        throws
    {
        let scheme = ExactTotals(figures.counts, sizes: [12, 4, 3])
        let found = scheme.audit()
        #expect(found.map(\.cell) == figures.bounds.map(\.cell))
        for (mine, theirs) in zip(found, figures.bounds) {
            #expect(abs(mine.bounds.lowerBound - Double(theirs.lowest)) < 1e-6, "cell \(mine.cell)")
            #expect(abs(mine.bounds.upperBound - Double(theirs.highest)) < 1e-6, "cell \(mine.cell)")
        }
        let widths = found.map { $0.bounds.upperBound - $0.bounds.lowerBound }
        let exact = widths.filter { $0 < 1 }.count
        print("exact totals, the simulator's tables: \(figures), \(exact) of \(widths.count) hidden cells recovered")
        #expect(widths.allSatisfy { $0 < 5 }, "not one cell would pass the audit")
        #expect(exact * 5 >= widths.count * 2)
    }

    /// The control on the very tables of our ladder.
    @Test(arguments: [3, 20, 150])
    func `our own tables with exact totals would be broken in every hidden cell`(tenants: Int) throws {
        let year = try MadeUpYear(tenants: tenants, volume: 24, seed: 1)
        for (slot, table) in year.tables {
            let made = MadeUpTable(year, slot, table, secret: "control")
            let seconds = made.cells.count / 12
            // Period first, then theme, then what stands beside it.
            let counts = made.truth.flatMap { $0 }
            let found = ExactTotals(counts, sizes: [made.truth.count, 12, seconds]).audit()
            let widths = found.map { $0.bounds.upperBound - $0.bounds.lowerBound }
            let exact = widths.filter { $0 < 1 }.count
            print("exact totals: tenants=\(tenants) \(table.view): \(exact) of \(widths.count) hidden cells recovered")
            #expect(!widths.isEmpty && widths.allSatisfy { $0 < 5 })
        }
    }

    private static func meanSquare(_ errors: [[Double]]) -> Double {
        errors.joined().reduce(0) { $0 + $1 * $1 } / Double(errors.joined().count)
    }

    private static func value(
        _ figures: [[Int]], _ made: MadeUpTable, _ place: LeastSquares.Place, _ theme: Int
    ) -> Double {
        let seconds = made.cells.count / 12
        return Double(figures[place.period][theme * seconds + place.second])
    }
}

/// The scheme that fails: one to four is hidden, every total is exact.
private struct ExactTotals {
    let counts: [Int]
    let sizes: [Int]

    init(_ counts: [Int], sizes: [Int]) {
        self.counts = counts
        self.sizes = sizes
    }

    /// The bounds of every hidden cell, by linear programming.
    func audit() -> [(cell: Int, bounds: ClosedRange<Double>)] {
        let hidden = counts.indices.filter { (1...4).contains(counts[$0]) }
        let place = Dictionary(uniqueKeysWithValues: hidden.enumerated().map { ($1, $0) })
        let sums = totals().filter { members in
            let total = members.reduce(0) { $0 + counts[$1] }
            return total == 0 || total >= 5
        }
        let program = LinearProgram(
            sums: sums.map { $0.compactMap { place[$0] } }.filter { !$0.isEmpty },
            start: hidden.map { Double(counts[$0]) }, lowest: 1, highest: 4)
        return hidden.enumerated().map { ($1, program.bounds($0)) }
    }

    // Every sum over one, two or three of the three columns.
    private func totals() -> [[Int]] {
        (1..<8).flatMap { summed -> [[Int]] in
            var groups: [[Int]: [Int]] = [:]
            for index in counts.indices {
                let column = [index / (sizes[1] * sizes[2]), index / sizes[2] % sizes[1], index % sizes[2]]
                groups[(0..<3).map { summed >> $0 & 1 == 1 ? -1 : column[$0] }, default: []].append(index)
            }
            return Array(groups.values)
        }
    }
}
