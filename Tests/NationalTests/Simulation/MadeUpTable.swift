import Domain
import National

/// One table of a made-up year as everybody sees it, beside what is true.
struct MadeUpTable {
    /// By period and cell, in the order of the public lists.
    private(set) var published: [[Int]] = []
    private(set) var truth: [[Int]] = []
    let cells: [Cell]
    private var contributions: [[Slug: [Cell: Contribution]]] = []

    init(_ year: MadeUpYear, _ slot: Slot, _ table: PublishedTable, secret: String) {
        let noise = Noise(secret: Array(secret.utf8))
        cells = Cell.all(table, regions: MadeUpYear.regions)
        for period in MadeUpYear.periods(table) {
            let contributions = year.contributions(table, period)
            let publication = Publication(
                slot, table, period, enrolled: year.slugs.count, regions: MadeUpYear.regions,
                contributions: contributions, noise: noise)
            published.append(publication.rows.map(\.value))
            var counts: [Cell: Int] = [:]
            for tenant in contributions.values {
                for (cell, contribution) in tenant { counts[cell, default: 0] += contribution.count }
            }
            truth.append(cells.map { counts[$0] ?? 0 })
            self.contributions.append(contributions)
        }
    }

    /// What one tenant handed over, for the same cells.
    func own(_ tenant: Slug) -> [[Int]] {
        contributions.map { period in cells.map { period[tenant]?[$0]?.count ?? 0 } }
    }
}
