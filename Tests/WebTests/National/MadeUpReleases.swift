import Domain
import Foundation
import National
import TestSupport

/// Made-up releases, as the ladder gives them to so many tenants.
enum MadeUpReleases {
    static let regions = ["Midden", "Noord", "Oost", "West", "Zuid"]

    /// Both slots, quarter by quarter; `tenants` says how many take part in each.
    static func all(
        from first: String = "2024-Q4", tenants: [Int], regions: [String] = regions,
        value: (Slot, Quarter, Cell, Int) -> Int = MadeUpReleases.likely
    ) throws -> [Publication] {
        guard let start = Quarter(first) else { throw Mistake("no quarter") }
        var all: [Publication] = []
        for (index, count) in tenants.enumerated() {
            for slot in Slot.allCases {
                guard let table = Ladder.table(slot, enrolled: count) else { continue }
                let period = Period(table.length, holding: start + index)
                guard period.last == start + index else { continue }
                let rows = Cell.all(table, regions: regions).map {
                    PublishedRow(cell: $0, value: value(slot, period.last, $0, count * table.length.rawValue))
                }
                all.append(
                    Publication(
                        slot: slot, table: table, period: period, enrolled: count, rows: rows,
                        tenants: (1...count).compactMap { Slug("steunpunt-\($0)") }))
            }
        }
        return all
    }

    /// About six signals per tenant per quarter, the real noise on them, one theme that grows.
    static func likely(_ slot: Slot, _ name: Quarter, _ cell: Cell, _ tenantQuarters: Int) -> Int {
        let shares: [SignalTheme: Double] = [
            .notHeard: 0.20, .pupilHasNoSay: 0.06, .notKnowingWhatIsPossible: 0.10, .helpStaysAway: 0.12,
            .noPlace: 0.14,
            .lessAtSchool: 0.13, .pressure: 0.04, .unsafeOrBullied: 0.08, .transition: 0.06, .atCrossPurposes: 0.05,
            .transport: 0.001, .somethingElse: 0.02,
        ]
        let second: Double =
            switch cell.second {
            case nil: 1
            case "po": 0.45
            case "vo": 0.35
            case "(v)so": 0.15
            case "anders": 0.05
            default: 0.2
            }
        let growth = cell.theme == .lessAtSchool ? 1 + 0.1 * Double((name.year - 2025) * 4 + name.number) : 1
        let exact = Double(tenantQuarters) * 6 * (shares[cell.theme] ?? 0) * second * growth
        let noise = Noise(secret: Array("toets".utf8)).draw(
            view: slot.rawValue, cell: cell.description, release: name.description, keySum: 7)
        return Int(exact) + noise
    }

    /// A site of which the coordinator of `duinrand` sees these releases.
    static func site(_ publications: [Publication], isPublic: Bool = false) throws -> TestSite {
        let test = try TestSite(isNational: true, isDashboardPublic: isPublic)
        for publication in publications {
            try test.national?.publish(publication, hash: String(repeating: "0", count: 64))
        }
        return test
    }
}
