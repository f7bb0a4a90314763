import Domain
import Foundation
import National
import Testing

/// Attack 5: whoever takes its own count off a published figure does not learn what is left.
///
/// Exact Bayes, as disclosure/sim.py does it (`D_ins95`): the prior of a cell's true count is how often each count
/// occurs in the cells of that very table, and 0.1 for each of 0…399 and up to 60 beyond the highest, cut off under the
/// attacker's own count. The likelihood is how often the product's own noise was seen so far off (there 2^−|z| / 3): an
/// attacker knows the noise as it is, so that with too little of it this attack succeeds. The attackers look at every
/// cell where the others have one to four.
///
/// It is no theorem, as the factor two is: that prior knows the true table. Over 1,500 years of three tenants 3 of
/// 30,742 cells came above 95 % (at most 96.0), where several cells share one count and none has a near one.
@Suite struct InsiderTests {
    /// How likely the noise is to be so far off, from ten thousand draws; never quite nothing.
    private static let likelihood: [Int: Double] = {
        let noise = Noise(secret: Array("wat de aanvaller weet".utf8))
        var shares: [Int: Double] = [:]
        for key in 0..<10_000 {
            let drawn = noise.draw(view: "theme-quarter", cell: "druk", release: "2026-Q4", keySum: UInt64(key))
            shares[drawn, default: 0] += 1e-4
        }
        return shares
    }()

    @Test(arguments: [3, 20, 150], [24.0, 144])
    func `nobody is sure of what the others have in a cell`(tenants: Int, volume: Double) throws {
        var (looked, sure, right, guessed) = (0, 0, 0, 0)
        var surest = 0.0
        for seed in 1...(tenants == 150 ? 12 : 6) {
            let year = try MadeUpYear(tenants: tenants, volume: volume, seed: UInt64(seed))
            for (slot, table) in year.tables {
                let made = MadeUpTable(year, slot, table, secret: "insider \(seed)")
                for attacker in year.slugs.prefix(5) {
                    for found in Self.remainders(made, attacker) {
                        looked += 1
                        surest = max(surest, found.posterior)
                        sure += found.posterior >= 0.95 ? 1 : 0
                        right += found.isBestGuess ? 1 : 0
                        guessed += found.wasGuessed ? 1 : 0
                    }
                }
            }
        }
        print(
            "insider: tenants=\(tenants) volume=\(volume) cells=\(looked) sure=\(sure) highest=\(surest)",
            "best_guess=\(right) before=\(guessed)")
        #expect(looked > 20)
        #expect(sure == 0)
        #expect(surest < 0.95)
    }

    /// The control: the same attack on the exact figures is always sure, so the test can see a leak.
    @Test(arguments: [3, 20]) func `without the noise the same attacker is sure of every cell`(tenants: Int) throws {
        let year = try MadeUpYear(tenants: tenants, volume: 24, seed: 1)
        for (slot, table) in year.tables {
            let made = MadeUpTable(year, slot, table, secret: "insider")
            for attacker in year.slugs.prefix(5) {
                let found = Self.remainders(made, attacker, noiseless: true)
                #expect(found.allSatisfy { $0.posterior >= 0.95 })
            }
        }
    }

    struct Remainder {
        let posterior: Double
        let isBestGuess: Bool
        let wasGuessed: Bool
    }

    static func remainders(_ made: MadeUpTable, _ attacker: Slug, noiseless: Bool = false) -> [Remainder] {
        let highest = made.truth.joined().max() ?? 0
        var prior = [Double](repeating: 0.1, count: max(400, highest + 60))
        for row in made.truth { for count in row { prior[count] += 1 } }
        let mine = made.own(attacker)
        var found: [Remainder] = []
        for (period, row) in made.truth.enumerated() {
            for (cell, count) in row.enumerated() {
                let own = mine[period][cell]
                guard own > 0, (1...4).contains(count - own) else { continue }
                let seen = noiseless ? count : made.published[period][cell]
                let likelihood = { (count: Int) in
                    noiseless ? (count == seen ? 1 : 0) : Self.likelihood[seen - count] ?? 1e-6
                }
                let weights = prior.indices.map { $0 < own ? 0 : prior[$0] * likelihood($0) }
                let before = prior.indices.map { $0 < own ? 0 : prior[$0] }
                found.append(
                    Remainder(
                        posterior: weights[count] / weights.reduce(0, +),
                        isBestGuess: weights.firstIndex(of: weights.max() ?? 0) == count,
                        wasGuessed: before.firstIndex(of: before.max() ?? 0) == count))
            }
        }
        return found
    }
}
