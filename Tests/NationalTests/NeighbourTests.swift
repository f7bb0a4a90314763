import Domain
import National
import TestSupport
import Testing

/// Attack 1: one signal more or less, in a dossier or on its own, in the tables that a ladder publishes.
///
/// A draw k places away is 2^−k as likely (the χ² test), so the odds change by 2 to the sum of the changes of the exact
/// counts: this counts those changes in the product's own contributions.
@Suite struct NeighbourTests {
    @Test(arguments: [3, 20, 150])
    func `one signal more or less changes the odds of a table by at most two, and of both by four`(tenants: Int) throws
    {
        let year = try MadeUpYear(tenants: tenants, volume: 60, dossiers: 0.7, seed: 7)
        let owners = year.slugs.filter { !(year.signals[$0] ?? []).isEmpty }
        var dice = Dice(seed: 8)
        var kinds: [Int: Int] = [:]
        for _ in 0..<200 {
            let owner = owners[Int(dice.next() % UInt64(owners.count))]
            let signals = try #require(year.signals[owner])
            var fewer = signals
            let signal = fewer.remove(at: Int(dice.next() % UInt64(signals.count)))
            var both = 0
            for (_, table) in year.tables {
                let period = Period(table.length, holding: signal.recorded)
                let change = [signals, fewer].map {
                    [Cell: Contribution].of(
                        $0, to: table, region: MadeUpYear.region(owner), after: period.first + -1, until: period.last)
                }
                let cells = Set(change[0].keys).union(change[1].keys)
                let changes = cells.map { abs((change[0][$0]?.count ?? 0) - (change[1][$0]?.count ?? 0)) }
                let odds = changes.reduce(0, +)
                #expect(odds <= 1, "\(table.view): 2^\(odds)")
                both += odds
            }
            #expect(both <= 2)
            kinds[both, default: 0] += 1
        }
        print(
            "neighbours: tenants=\(tenants) changes of the odds, as powers of two: \(kinds.sorted { $0.key < $1.key })")
        #expect((kinds[0] ?? 0) > 0, "within a dossier nothing changes at all")
        #expect((kinds[year.tables.count] ?? 0) > 0)
    }
}
