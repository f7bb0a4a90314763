import Domain

/// What least squares over all published tables leaves of the noise.
///
/// Every published cell is a sum of the same finest counts (sector, region and quarter within one theme), so the cells
/// of two tables bind each other: the best estimate of all of them is the published vector projected on what such sums
/// can be. `numpy.linalg.lstsq` finds the same one; here by Gram and Schmidt, twice over.
struct LeastSquares {
    /// One published cell: of which table, which period, and what stands beside the theme.
    struct Place: Hashable {
        let table: Int
        let period: Int
        let second: Int
    }

    /// The published cells of one theme, in the order of the rows.
    let places: [Place]
    /// Row by row; times the published values it gives the estimates.
    let projector: [[Double]]

    /// - Parameters:
    ///   - seconds: which seconds each table has, as indices of sectors or regions; one 0 for a table of themes alone.
    init(_ tables: [PublishedTable], regions: Int) {
        let atoms = (0..<4).flatMap { quarter in
            (0..<4).flatMap { sector in (0..<regions).map { (quarter, sector, $0) } }
        }
        var places: [Place] = []
        var rows: [[Double]] = []
        for (index, table) in tables.enumerated() {
            let count = table.second == .none ? 1 : table.second == .sector ? 4 : regions
            for period in 0..<(4 / table.length.rawValue) {
                for second in 0..<count {
                    places.append(Place(table: index, period: period, second: second))
                    rows.append(
                        atoms.map { quarter, sector, region in
                            let isInside =
                                quarter / table.length.rawValue == period
                                && (table.second == .none || second == (table.second == .sector ? sector : region))
                            return isInside ? 1 : 0
                        })
                }
            }
        }
        self.places = places
        projector = Self.projector(onto: rows)
    }

    func estimates(_ published: [Double]) -> [Double] {
        projector.map { row in zip(row, published).reduce(0) { $0 + $1.0 * $1.1 } }
    }

    /// The projector on the space of the columns of a matrix.
    static func projector(onto rows: [[Double]]) -> [[Double]] {
        var basis: [[Double]] = []
        var seen = Set<[Double]>()
        for column in rows.first?.indices ?? 0..<0 {
            var vector = rows.map { $0[column] }
            guard seen.insert(vector).inserted else { continue }
            for _ in 0..<2 {
                for known in basis {
                    let share = zip(known, vector).reduce(0) { $0 + $1.0 * $1.1 }
                    for index in vector.indices { vector[index] -= share * known[index] }
                }
            }
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            if length > 1e-8 { basis.append(vector.map { $0 / length }) }
        }
        return rows.indices.map { one in
            rows.indices.map { other in basis.reduce(0) { $0 + $1[one] * $1[other] } }
        }
    }
}
