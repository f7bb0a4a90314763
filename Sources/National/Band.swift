import Platform

/// How far a published figure may lie from the true one.
package enum Band {
    /// The 95 % band of a sum of so many published cells: the smallest width w with P(|Σz| ≤ w) ≥ 95 %.
    ///
    /// Computed exactly, by folding the distribution of one draw with itself; 1: 4, 3: 7, 4: 8, 5: 9, 12: 14, 48: 27.
    package static func width(ofCells cells: Int) -> Int {
        precondition((0...4_096).contains(cells), "no table has so many cells")
        guard cells > 0 else { return 0 }
        if let width = known.withLock({ $0[cells] }) { return width }
        let width = computed(cells)
        known.withLock { $0[cells] = width }
        return width
    }

    // A page has hundreds of sums, of a handful of sizes.
    private static let known = Locked<[Int: Int]>([:])

    private static func computed(_ cells: Int) -> Int {
        let sum = distribution(of: cells)
        let middle = sum.count / 2
        var inside = sum[middle]
        var width = 0
        while inside < 0.95 {
            width += 1
            inside += sum[middle - width] + sum[middle + width]
        }
        return width
    }

    /// Under this a published value is shown as "minder dan 5".
    package static let smallestShown = 5

    // P(z) = 2^−|z| / 3, cut off where nothing is left: beyond 60 it is under 10^−18.
    private static func distribution(of cells: Int) -> [Double] {
        let one = (-60...60).map { exp2(-abs($0)) / 3 }
        // By squaring, and each time only as wide as matters: the standard deviation of a draw is 2.
        var (result, power, rest): ([Double], [Double], Int) = ([1], one, cells)
        while rest > 0 {
            if rest & 1 == 1 { result = folded(result, power) }
            rest >>= 1
            if rest > 0 { power = folded(power, power) }
        }
        return result
    }

    private static func folded(_ one: [Double], _ other: [Double]) -> [Double] {
        var sum = [Double](repeating: 0, count: one.count + other.count - 1)
        for (index, value) in one.enumerated() where value > 1e-18 {
            for (shift, factor) in other.enumerated() { sum[index + shift] += value * factor }
        }
        var cut = 0
        while sum.count - 2 * cut > 3, sum[cut] < 1e-15, sum[sum.count - 1 - cut] < 1e-15 { cut += 1 }
        return Array(sum[cut..<(sum.count - cut)])
    }

    private static func exp2(_ power: Int) -> Double { Double(sign: .plus, exponent: power, significand: 1) }
}
