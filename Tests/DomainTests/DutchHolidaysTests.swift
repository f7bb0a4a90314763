import Domain
import Testing

struct DutchHolidaysTests {
    @Test(arguments: [
        (2024, "03-31", "04-27", "05-09", "05-19"), (2025, "04-20", "04-26", "05-29", "06-08"),
        (2026, "04-05", "04-27", "05-14", "05-24"), (2027, "03-28", "04-27", "05-06", "05-16"),
        (2028, "04-16", "04-27", "05-25", "06-04"), (2029, "04-01", "04-27", "05-10", "05-20"),
        (2030, "04-21", "04-27", "05-30", "06-09"),
    ])
    func `the holidays of a known year`(
        year: Int, easter: String, kingsDay: String, ascension: String, pentecost: String
    ) {
        let movable = [easter, ascension, pentecost].map { day("\(year)-\($0)") }
        let fixed = ["01-01", kingsDay, "05-05", "12-25", "12-26"].map { day("\(year)-\($0)") }
        let expected = Set(fixed + movable + [movable[0] + 1, movable[2] + 1]).sorted()
        #expect(DutchHolidays.of(year: year) == expected)
    }

    @Test func `a day is a holiday exactly when its year lists it`() {
        for year in 1990...2060 {
            let listed = Set(DutchHolidays.of(year: year))
            let first = day("\(year)-01-01")
            for offset in 0..<366 where (first + offset).year == year {
                let date = first + offset
                #expect(DutchHolidays.includes(date) == listed.contains(date), "\(date)")
            }
        }
    }

    @Test(arguments: [
        ("1818", "03-22"), ("1943", "04-25"), ("2038", "04-25"), ("2285", "03-22"),
        // Years in which the algorithm goes back a week.
        ("1954", "04-18"), ("1981", "04-19"), ("2049", "04-18"), ("2076", "04-19"),
    ])
    func `the earliest and the latest Easter, and the exceptions`(year: String, easter: String) {
        #expect(DutchHolidays.includes(day("\(year)-\(easter)")))
        #expect(DutchHolidays.includes(day("\(year)-\(easter)") + 1))
    }

    @Test(arguments: [
        ("2026-12-01", 5, "2026-11-24"), ("2026-04-07", 1, "2026-04-03"), ("2026-12-28", 1, "2026-12-24"),
        ("2026-04-28", 2, "2026-04-23"), ("2027-01-04", 5, "2026-12-24"), ("2026-12-06", 1, "2026-12-04"),
    ])
    func `working days before a day skip weekends and holidays`(from: String, count: Int, expected: String) {
        #expect(day(from).workingDays(before: count) == day(expected))
    }

    @Test(arguments: [
        ("2026-12-01", 3, "2026-12-04"), ("2026-12-23", 3, "2026-12-29"), ("2026-05-04", 1, "2026-05-06"),
        ("2026-05-13", 1, "2026-05-15"), ("2026-04-04", 1, "2026-04-07"), ("2028-02-28", 1, "2028-02-29"),
    ])
    func `working days after a day skip weekends and holidays`(from: String, count: Int, expected: String) {
        #expect(day(from).workingDays(after: count) == day(expected))
    }
}
