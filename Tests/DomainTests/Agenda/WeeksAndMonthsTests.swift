import Domain
import Testing

@Suite struct WeeksAndMonthsTests {
    // https://www.iso.org/iso-8601-date-and-time-format.html; compared with `date +%V`.
    @Test(arguments: [
        ("2026-11-30", 49), ("2026-01-01", 1), ("2026-12-31", 53), ("2027-01-03", 53), ("2027-01-04", 1),
        ("2024-12-30", 1), ("2021-01-01", 53), ("2028-02-29", 9),
    ])
    func `a week has the number that is on every Dutch calendar`(day: String, week: Int) throws {
        #expect(try #require(LocalDate(day)).week == week)
    }

    @Test(arguments: [
        ("2026-12-31", "2026-12-01", "2027-01-01", "2026-11-01"),
        ("2028-02-29", "2028-02-01", "2028-03-01", "2028-01-01"),
        ("2026-01-01", "2026-01-01", "2026-02-01", "2025-12-01"),
    ])
    func `a month begins on its first, wherever one stands in it`(
        day: String, first: String, next: String, previous: String
    ) throws {
        let date = try #require(LocalDate(day))
        #expect("\(date.firstOfMonth) \(date.nextMonth) \(date.previousMonth)" == "\(first) \(next) \(previous)")
    }
}
