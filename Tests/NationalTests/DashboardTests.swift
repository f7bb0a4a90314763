import Domain
import National
import Testing

@Suite struct DashboardTests {
    private func quarter(_ text: String) throws -> Quarter { try #require(Quarter(text)) }

    /// A release of one table; every theme has the same value in every cell, unless `values` say otherwise.
    private func release(
        _ name: String, _ table: PublishedTable = PublishedTable(.none, .quarter), slot: Slot = .v1,
        each value: Int = 10,
        values: [SignalTheme: Int] = [:], regions: [String] = ["Noord", "Zuid"], tenants: Int = 12
    ) throws -> Publication {
        Publication(
            slot: slot, table: table, period: Period(table.length, holding: try quarter(name)), enrolled: tenants,
            rows: Cell.all(table, regions: regions).map { PublishedRow(cell: $0, value: values[$0.theme] ?? value) },
            tenants: (1...tenants).compactMap { Slug("t-\($0)") })
    }

    private let sectors = PublishedTable(.sector, .quarter)
    private let halves = PublishedTable(.none, .halfYear)

    @Test(arguments: [(1, 4), (2, 6), (3, 7), (4, 8), (12, 14), (16, 16), (48, 27)])
    func `a sum's band is that of its cells, however they came together`(cells: Int, width: Int) {
        let sum = (0..<cells).reduce(PublishedSum.none) { sum, _ in sum + PublishedSum(value: 3) }
        #expect(sum == PublishedSum(value: 3 * cells, cells: cells) && sum.width == width)
    }

    @Test func `the first view is the last four quarters, and nothing of the second table`() throws {
        var all = try ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"].enumerated().map {
            try release($0.element, each: 10 + $0.offset)
        }
        all.append(try release("2025-Q4", PublishedTable(.sector, .year), slot: .v2, each: 1_000))
        let year = try #require(Dashboard(all.shuffled()).year)
        #expect(try year.first == quarter("2025-Q2") && year.last == quarter("2026-Q1"))
        #expect(year.sum(.transition) == PublishedSum(value: 11 + 12 + 13 + 14, cells: 4))
    }

    @Test func `cells of sectors count each with their own noise`() throws {
        let dashboard = Dashboard(try ["2026-Q1", "2026-Q2"].map { try release($0, sectors, tenants: 50) })
        let year = try #require(dashboard.year)
        #expect(year.quarters == 2 && year.sum(.noPlace) == PublishedSum(value: 80, cells: 8))
        #expect(year.sum(.noPlace, "po") == PublishedSum(value: 20, cells: 2))
        #expect(dashboard.sectors == year && dashboard.regions == nil && dashboard.tenants == 50)
    }

    @Test func `two half-years are four quarters`() throws {
        let year = try #require(Dashboard(try ["2025-Q4", "2026-Q2"].map { try release($0, halves) }).year)
        #expect(year.quarters == 4 && year.sum(.transport) == PublishedSum(value: 20, cells: 2))
    }

    @Test func `a line has only periods of one length, and breaks at a gap`() throws {
        let all =
            try [release("2024-Q4", halves)]
            + ["2025-Q1", "2025-Q2", "2025-Q4", "2026-Q1"].map { try release($0) }
        let dashboard = Dashboard(all)
        // The fourth quarter holds the third too: it was not published by itself.
        let trend = dashboard.trend(of: .transition)
        #expect(trend.map(\.name.description) == ["2025-Q1", "2025-Q2", "2026-Q1"] && trend.map(\.step) == [0, 1, 4])
        #expect(dashboard.unlikeReleases.map(\.last.description) == ["2024-Q4", "2025-Q4"])
        #expect(dashboard.skipped.map(\.quarters.lowerBound.description) == ["2025-Q3"])
        // Four quarters are there, though one of them has no release of its own.
        #expect(dashboard.year?.quarters == 4 && dashboard.year?.releases.count == 3)
    }

    @Test func `a table that changes within its period holds only the rest, and is compared with nothing`() throws {
        // Ten tenants in the first quarter, nine in the second.
        let dashboard = Dashboard(try [release("2026-Q1"), release("2026-Q2", halves)])
        let last = try #require(dashboard.latest)
        #expect(try !last.isRegular && last.first == quarter("2026-Q2") && last.quarters == 1 && last.skipped == nil)
        #expect(dashboard.trend(of: .transition).isEmpty && dashboard.comparison == nil)
    }

    @Test func `four quarters are compared with the four before, and only when both are whole`() throws {
        func names(_ count: Int) throws -> [String] { (0..<count).map { "\(2024 + $0 / 4)-Q\($0 % 4 + 1)" } }
        let eight = Dashboard(try names(8).map { try release($0, each: $0 < "2025" ? 10 : 20) })
        let years = try #require(eight.comparison)
        #expect(years.now.quarters == 4 && years.before.quarters == 4)
        #expect(years.changes.first?.before == PublishedSum(value: 40, cells: 4) && years.changes.first?.width == 11)
        let five = try #require(Dashboard(try names(5).map { try release($0) }).comparison)
        #expect(five.before.last.description == "2024-Q1" && five.now.last.description == "2025-Q1")
        #expect(Dashboard(try names(4).map { try release($0) }).comparison == nil)
        // A quarter and a half-year are not alike.
        #expect(
            Dashboard(
                try [release("2025-Q2", halves), release("2025-Q4", halves), release("2026-Q1"), release("2026-Q2")]
            )
            .comparison == nil)
    }

    @Test(arguments: [(10, 16, true), (10, 17, false), (17, 10, false), (16, 10, true), (10, 10, true)])
    func `a change is noise as long as the band of all its cells covers it`(before: Int, now: Int, isNoise: Bool) throws
    {
        #expect(Band.width(ofCells: 2) == 6)
        let all = try ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"].map { try release($0, each: before) }
        let comparison = Dashboard(all + [try release("2026-Q1", each: now)]).comparison
        let change = try #require(comparison?.changes.first)
        #expect(change.isNoise == isNoise && change.width == 6)
    }

    @Test func `nothing under five decides an order, and no theme leads by noise`() throws {
        let one = try #require(
            Dashboard([try release("2026-Q1", each: 1, values: [.transport: 4, .noPlace: 30, .pressure: 25])]).year)
        let order = Dashboard.themes(one).map(\.theme)
        #expect(order.prefix(2) == [.noPlace, .pressure])
        #expect(Array(order.dropFirst(2)) == SignalTheme.allCases.filter { $0 != .noPlace && $0 != .pressure })
        #expect(Dashboard.leaders(one) == [.noPlace, .pressure])
        let clear = try #require(Dashboard([try release("2026-Q1", values: [.noPlace: 60])]).year)
        #expect(Dashboard.leaders(clear) == [.noPlace])
        let empty = try #require(Dashboard([try release("2026-Q1", each: -3)]).year)
        #expect(Dashboard.leaders(empty).isEmpty)
    }

    @Test func `regions come from the second table, and one that was too small once is not added up`() throws {
        let table = PublishedTable(.region, .halfYear)
        let dashboard = Dashboard(
            try [
                release("2026-Q1", sectors), release("2026-Q2", sectors),
                release("2025-Q4", table, slot: .v2, regions: ["Noord"]), release("2026-Q2", table, slot: .v2),
            ])
        let run = try #require(dashboard.regions)
        #expect(run.secondsInAll == ["Noord"] && run.secondsInSome == ["Zuid"])
        #expect(run.sum(.noPlace, "Noord") == PublishedSum(value: 20, cells: 2))
    }

    @Test func `sectors are of the table that has the newest`() throws {
        let yearly = try release("2025-Q4", PublishedTable(.sector, .year), slot: .v2)
        #expect(Dashboard([try release("2026-Q1"), yearly]).sectors?.releases.first?.publication.slot == .v2)
        #expect(Dashboard([try release("2026-Q1", sectors), yearly]).sectors?.releases.first?.publication.slot == .v1)
        #expect(Dashboard([try release("2026-Q1")]).sectors == nil)
    }

    @Test func `without a release there is nothing`() {
        let none = Dashboard([])
        #expect(none.latest == nil && none.year == nil && none.comparison == nil && none.sectors == nil)
        #expect(none.tenants == 0 && none.trend(of: .noPlace).isEmpty)
    }
}
