/// Between which bounds a hidden count lies, when sums of the counts are known exactly: linear programming.
///
/// The method of disclosure/sim.py (`lp_int`, there by scipy's `linprog`): the largest and the smallest value of one
/// variable under equations and bounds. Here by the simplex method with Bland's rule on the variables that the equations
/// leave free, from a point that is known to fit: what the answer is does not depend on where the search begins.
struct LinearProgram {
    // x = start + Σ free · direction; the rows say x ≤ highest and −x ≤ −lowest in terms of the free ones.
    private let start: [Double]
    private let directions: [[Double]]
    private let lowest: Double
    private let highest: Double

    /// - Parameters:
    ///   - sums: which variables each known sum holds.
    ///   - start: any values that fit the sums and the bounds.
    init(sums: [[Int]], start: [Double], lowest: Double, highest: Double) {
        self.start = start
        (self.lowest, self.highest) = (lowest, highest)
        directions = Self.kernel(of: sums, variables: start.count)
    }

    /// The bounds of one variable.
    func bounds(_ variable: Int) -> ClosedRange<Double> {
        let objective = directions.map { $0[variable] }
        let up = start[variable] + climb(objective)
        let down = start[variable] - climb(objective.map { -$0 })
        return min(down, up)...max(down, up)
    }

    // A basis of the changes that leave every sum as it is, from the reduced row echelon form.
    private static func kernel(of sums: [[Int]], variables: Int) -> [[Double]] {
        var rows = sums.map { sum in (0..<variables).map { sum.contains($0) ? 1.0 : 0 } }
        var pivots: [Int] = []
        for column in 0..<variables {
            let rank = pivots.count
            guard let found = (rank..<rows.count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
                abs(rows[found][column]) > 1e-9
            else { continue }
            rows.swapAt(rank, found)
            let pivot = rows[rank][column]
            for index in 0..<variables { rows[rank][index] /= pivot }
            for row in rows.indices where row != rank && rows[row][column] != 0 {
                let factor = rows[row][column]
                for index in column..<variables { rows[row][index] -= factor * rows[rank][index] }
            }
            pivots.append(column)
        }
        return (0..<variables).filter { !pivots.contains($0) }.map { free in
            var direction = [Double](repeating: 0, count: variables)
            direction[free] = 1
            for (row, pivot) in pivots.enumerated() { direction[pivot] = -rows[row][free] }
            return direction
        }
    }

    /// The most that an objective of the free variables can grow from the start.
    private func climb(_ objective: [Double]) -> Double {
        guard objective.contains(where: { abs($0) > 1e-9 }) else { return 0 }
        let free = directions.count
        // Each free variable is a difference of two that are not negative; every variable has two bounds.
        let width = 2 * free + 1
        var table: [[Double]] = []
        for variable in start.indices where directions.contains(where: { abs($0[variable]) > 1e-9 }) {
            let row = directions.map { $0[variable] }
            let opposite = row.map { -$0 }
            table.append(row + opposite + [highest - start[variable]])
            table.append(opposite + row + [start[variable] - lowest])
        }
        var costs = objective + objective.map { -$0 } + [0]
        // Which variable stands in a row or column: the first 2·free are the free ones, then one slack a row.
        var inRow = table.indices.map { 2 * free + $0 }
        var inColumn = Array(0..<(2 * free))
        while let entering = (0..<(2 * free)).filter({ costs[$0] > 1e-9 }).min(by: { inColumn[$0] < inColumn[$1] }) {
            var leaving: Int?
            var least = Double.infinity
            for row in table.indices where table[row][entering] > 1e-9 {
                let ratio = table[row][width - 1] / table[row][entering]
                if ratio < least - 1e-9 || ratio < least + 1e-9 && leaving.map({ inRow[row] < inRow[$0] }) ?? true {
                    (least, leaving) = (min(ratio, least), row)
                }
            }
            guard let leaving else { return .infinity }
            let pivot = table[leaving][entering]
            for column in 0..<width { table[leaving][column] /= pivot }
            table[leaving][entering] = 1 / pivot
            for row in table.indices where row != leaving && table[row][entering] != 0 {
                Self.eliminate(&table[row], table[leaving], entering)
            }
            Self.eliminate(&costs, table[leaving], entering)
            swap(&inRow[leaving], &inColumn[entering])
        }
        return -costs[width - 1]
    }

    private static func eliminate(_ row: inout [Double], _ pivot: [Double], _ entering: Int) {
        let factor = row[entering]
        row[entering] = 0
        for column in row.indices {
            row[column] -= factor * pivot[column]
        }
    }
}
