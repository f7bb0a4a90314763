import Domain
import Testing

@Suite struct AllowanceTests {
    @Test func `the amounts of 2025 are those of the tax office`() {
        let (row, isOfYear) = AllowanceTable().row(for: 2025)
        #expect(isOfYear)
        #expect((row.hour, row.hourUnder21, row.month, row.total) == (560, 330, 210_00, 2_100_00))
        #expect(!row.source.isEmpty)
    }

    @Test(arguments: [(2024, 2024), (2026, 2025), (2031, 2025), (2020, 2024)])
    func `a year that nobody filled in has the nearest row, and says so`(year: Int, used: Int) {
        let (row, isOfYear) = AllowanceTable().row(for: year)
        #expect(row.year == used && isOfYear == (year == used))
    }

    @Test func `a tenant's own row goes before ours`() {
        let own = AllowanceYear(
            year: 2025, hour: 500, hourUnder21: 300, month: 100_00, total: 900_00, source: "bestuur")
        let next = AllowanceYear(year: 2026, hour: 570, hourUnder21: 335, month: 220_00, total: 2_200_00, source: "x")
        let table = AllowanceTable(own: [next, own])
        #expect(table.row(for: 2025).row == own && table.row(for: 2026).row == next)
        #expect(table.years.map(\.year) == [2026, 2025, 2024])
    }

    @Test(arguments: [(60, 560), (90, 840), (10, 93), (1, 9), (0, 0), (15, 140)])
    func `hours become cents, rounded to the nearest`(minutes: Int, cents: Int) throws {
        let claim = AllowanceClaim(day: try #require(LocalDate("2025-03-01")), minutes: minutes, costs: 0, rate: 560)
        #expect(claim.allowance == cents)
    }

    @Test func `who is not yet 21 gets the lower rate until that day`() throws {
        let row = AllowanceTable().row(for: 2025).row
        let birthday = try #require(LocalDate("2025-06-15"))
        #expect(row.hour(on: birthday - 1, adultOn: birthday) == 330)
        #expect(row.hour(on: birthday, adultOn: birthday) == 560)
        #expect(row.hour(on: birthday, adultOn: nil) == 560)
    }

    @Test func `expenses count, and the smaller of month and year is what is left`() throws {
        let caps = AllowanceTable().row(for: 2025).row
        let day = try #require(LocalDate("2025-12-10"))
        func claim(_ text: String, _ allowance: Int, _ costs: Int) throws -> AllowanceClaim {
            AllowanceClaim(day: try #require(LocalDate(text)), minutes: 60, allowance: allowance, costs: costs)
        }
        let year = try (1...9).map { try claim("2025-0\($0)-20", 200_00, 10_00) }
        let before = try claim("2024-12-10", 210_00, 0)
        let now = try claim("2025-12-01", 100_00, 10_00)
        let room = AllowanceRoom(in: day, caps, year + [before, now])
        #expect(room == AllowanceRoom(in: day, caps, year + [now]))
        #expect(room.month == 100_00 && room.year == 100_00 && room.left == 100_00)
        #expect(room.fits(try claim("2025-12-10", 90_00, 10_00)))
        #expect(!room.fits(try claim("2025-12-10", 90_00, 10_01)))
        let over = AllowanceRoom(in: day, caps, year + [now, now, now])
        #expect(over.left == 0 && over.month == -120_00)
    }

    @Test(
        arguments: [
            ("12", 1200), ("12,5", 1250), ("12,50", 1250), ("12.50", 1250), ("€ 12,50", 1250), (" 0,05 ", 5),
            ("1.250,00", 125_000), ("€1.250", nil), ("100000", 10_000_000), ("100001", nil), ("", nil), (",", nil),
            ("a", nil),
            ("12,505", nil), ("-5", nil), ("1,2,3", nil), ("12,", nil), ("1.2.3", nil), ("12.34,5", nil),
            ("99999999999999999999", nil),
        ] as [(String, Int?)])
    func `an amount is read as people type it`(text: String, cents: Int?) {
        #expect(TypedAmount.cents(text) == cents)
    }

    @Test(
        arguments: [
            ("2", 120), ("1,5", 90), ("1.5", 90), ("1:30", 90), ("0,25", 15), ("24", 1440), ("24:00", 1440),
            ("24,01", nil),
            ("24:01", nil), ("1:60", nil), ("1:5", nil), ("", nil), ("x", nil), ("1:2:3", nil),
        ] as [(String, Int?)])
    func `hours are read as people type them`(text: String, minutes: Int?) {
        #expect(TypedAmount.minutes(text) == minutes)
    }
}
