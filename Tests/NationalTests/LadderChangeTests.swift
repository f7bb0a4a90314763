import Domain
import Foundation
import National
import Storage
import TestSupport
import Testing

/// Attack 7: tenants come and go around a rung of the ladder, in mid-year and back again.
@Suite struct LadderChangeTests {
    /// Whether the higher rung stands at the beginning of each quarter, from the third of 2026 on.
    private static let isHigh = [false, true, false, true, true, false, false, false, true, true]

    /// Half-years become quarters and half-years again; years of sectors become half-years of regions, and back.
    @Test(arguments: [9, 39])
    func `every signal goes out at most once in each slot, and none is lost on the way`(low: Int) throws {
        let regions = try Self.regions(low)
        let national = try NationalHouse(low, regions: regions)
        var model = ReleaseModel(national, regions: regions)
        var open = try national.slugs.map { try slug($0) }
        var extra: Slug?
        var views: [Slot: [String]] = [:]
        for (index, isHigh) in Self.isHigh.enumerated() {
            let quarter = try #require(Quarter("2026-Q3")) + index
            // Half-way the quarter a tenant leaves, or a new one comes: it counts from the next quarter on.
            try national.house.pass(until: "\(quarter.firstDay + 40)T12:00")
            let enrolled = open
            #expect(enrolled.count == low + (isHigh ? 1 : 0))
            // In turn, so that some tenants have nothing in a quarter.
            for (number, tenant) in open.enumerated() where low == 9 || (number + index) % 3 != 0 {
                let themes = SignalTheme.allCases
                try national.record(
                    1 + number % 2, at: tenant.text, on: "\(quarter.firstDay + 35)",
                    theme: themes[(number + index) % themes.count])
            }
            let next = index + 1 < Self.isHigh.count ? Self.isHigh[index + 1] : isHigh
            if next, !isHigh {
                let joined = try slug("n-\(index)")
                try national.house.add(joined.text)
                try national.house.tenants.noteEntered(joined, national.house.scope)
                open.append(joined)
                extra = joined
            } else if !next, isHigh, let leaving = extra {
                _ = try national.house.tenants.close(leaving, on: quarter.firstDay + 40, national.house.scope)
                open.removeAll { $0 == leaving }
            }
            try national.house.pass(until: "\((quarter + 1).firstDay + 9)T12:00")
            // One is away at every third release, and comes with all it has at the next: it has a quarter of its own.
            let absent = index % 3 == 1 ? open[1] : nil
            if let absent { try national.house.tenants.setState(absent, .suspended, national.house.scope) }
            _ = try national.publish(on: "\((quarter + 1).firstDay + 9)")
            if let absent { try national.house.tenants.setState(absent, .active, national.house.scope) }
            for slot in Slot.allCases {
                let expected = try model.release(
                    slot, quarter, enrolled: enrolled, active: enrolled.filter { open.contains($0) && $0 != absent })
                let published = try national.file.publication(slot, quarter)
                #expect(published == expected, "\(slot) \(quarter)")
                if let published { views[slot, default: []].append("\(quarter) \(published.table.view)") }
            }
        }
        print("ladder: low=\(low)", views.sorted { $0.key.rawValue < $1.key.rawValue })
        // The last release ends a year on the higher rung: nothing waits any more, but for tenants without a place.
        for tenant in open {
            #expect(try model.waiting(.v1, tenant).isEmpty)
            #expect(try model.waiting(.v2, tenant).isEmpty == (low == 9 || regions[tenant] != nil))
        }
    }

    // Three groups of twelve; the last tenants have none.
    private static func regions(_ low: Int) throws -> RegionGroups {
        guard low >= 39 else { return .none }
        let members = try (1...36).map { try slug("t-\($0)") }
        return RegionGroups(
            groups: Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, "groep-\($0 % 3)") }),
            pupils: Dictionary(uniqueKeysWithValues: members.map { ($0, 10_000) }))
    }
}
