import Domain
import Foundation
import National
import TestSupport

/// One year of signals of made-up tenants, spread as disclosure/utility.py spreads them.
///
/// Sizes are lognormal, themes Dirichlet around a falling row, sectors by turns of a primary and a secondary tenant, ten
/// region groups. Counting and noise are the product's own.
struct MadeUpYear {
    static let quarters = (1...4).compactMap { Quarter(year: 2026, number: $0) }
    static let regions = (0..<10).map { "regio-\($0)" }
    private static let weights = (1...12).map { pow(Double($0), -0.8) }

    let slugs: [Slug]
    let signals: [Slug: [CountedSignal]]

    /// - Parameters:
    ///   - volume: signals per tenant in the year, on average.
    ///   - dossiers: which part of the signals belongs to one of a tenant's eight dossiers.
    init(tenants: Int, volume: Double, dossiers: Double = 0, seed: UInt64) throws {
        var dice = Dice(seed: seed)
        slugs = try (1...tenants).map { try slug("t-\($0)") }
        var sizes = slugs.map { _ in exp(0.7 * dice.normal()) }
        let scale = volume * Double(tenants) / sizes.reduce(0, +)
        sizes = sizes.map { $0 * scale }
        let total = Self.weights.reduce(0, +)
        var made: [Slug: [CountedSignal]] = [:]
        for (index, slug) in slugs.enumerated() {
            let themes = dice.dirichlet(Self.weights.map { $0 / total * 40 })
            let sectors = index % 2 == 1 ? [0.8, 0, 0.2, 0] : [0, 0.8, 0.15, 0.05]
            let families = (0..<8).map { _ in Uid.random() }
            made[slug] = (0..<dice.poisson(sizes[index])).map { _ in
                CountedSignal(
                    theme: SignalTheme.allCases[dice.index(themes)], sector: Sector.allCases[dice.index(sectors)],
                    recorded: Self.quarters[Int(dice.next() % 4)],
                    dossier: dice.uniform() < dossiers ? families[Int(dice.next() % 8)] : nil, releaseKey: dice.next())
            }
        }
        signals = made
    }

    static func region(_ slug: Slug) -> String { regions[(Int(slug.text.dropFirst(2)) ?? 1) % 10] }

    /// The periods of a table in the year.
    static func periods(_ table: PublishedTable) -> [Period] {
        var periods: [Period] = []
        for quarter in quarters {
            let period = Period(table.length, holding: quarter)
            if !periods.contains(period) { periods.append(period) }
        }
        return periods
    }

    /// What every tenant hands over for one release.
    func contributions(_ table: PublishedTable, _ period: Period) -> [Slug: [Cell: Contribution]] {
        signals.reduce(into: [:]) { all, tenant in
            all[tenant.key] = .of(
                tenant.value, to: table, region: Self.region(tenant.key), after: period.first + -1, until: period.last)
        }
    }

    /// The tables of the ladder for so many tenants.
    var tables: [(slot: Slot, table: PublishedTable)] {
        Slot.allCases.compactMap { slot in
            Ladder.table(slot, enrolled: slugs.count).map { (slot, $0) }
        }
    }
}
