import Domain
import National
import Testing

@Suite struct LadderTests {
    @Test(
        arguments: [
            (0, nil, nil), (2, nil, nil), (3, "theme-halfyear", nil), (9, "theme-halfyear", nil),
            (10, "theme-quarter", "theme-sector-year"), (39, "theme-quarter", "theme-sector-year"),
            (40, "theme-sector-quarter", "theme-region-halfyear"),
            (150, "theme-sector-quarter", "theme-region-halfyear"),
        ] as [(Int, String?, String?)])
    func `the number of tenants alone decides what is published`(enrolled: Int, first: String?, second: String?) {
        #expect(Ladder.table(.v1, enrolled: enrolled)?.view == first)
        #expect(Ladder.table(.v2, enrolled: enrolled)?.view == second)
    }

    @Test(arguments: [
        (PeriodLength.quarter, "2026-Q4", "2026-Q4", "2026-Q4", "2027-01-10"),
        (.halfYear, "2026-Q4", "2026-Q3", "2026-Q4", "2027-01-10"),
        (.halfYear, "2026-Q1", "2026-Q1", "2026-Q2", "2026-07-10"),
        (.year, "2026-Q2", "2026-Q1", "2026-Q4", "2027-01-10"),
        (.quarter, "2026-Q1", "2026-Q1", "2026-Q1", "2026-04-10"),
    ])
    func `a period holds whole quarters and is published on the tenth day after it`(
        length: PeriodLength, within: String, first: String, last: String, day: String
    ) throws {
        let period = Period(length, holding: try #require(Quarter(within)))
        #expect(period.first.description == first && period.last.description == last)
        #expect(period.publishedOn.description == day)
    }

    @Test(arguments: [(0, 0), (1, 4), (3, 7), (4, 8), (5, 9), (12, 14), (48, 27)])
    func `a sum of cells carries the band of as many draws`(cells: Int, width: Int) {
        #expect(Band.width(ofCells: cells) == width)
    }

    @Test func `every cell of a table is published, the empty ones too, in the order of the public lists`() {
        let regions = ["noord", "zuid"]
        #expect(Cell.all(PublishedTable(.none, .quarter), regions: regions).count == 12)
        #expect(Cell.all(PublishedTable(.sector, .quarter), regions: regions).count == 48)
        #expect(Cell.all(PublishedTable(.region, .halfYear), regions: regions).count == 24)
        #expect(Cell(.transition, "(v)so").description == "overstap/(v)so")
    }
}
