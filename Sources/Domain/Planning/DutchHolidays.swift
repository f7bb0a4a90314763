/// The public holidays of the Netherlands: the days on which offices and schools are shut and nobody wants mail.
package enum DutchHolidays {
    /// Every public holiday of a year, in order.
    package static func of(year: Int) -> [LocalDate] {
        let easter = easter(year: year)
        let fixed = [(1, 1), (5, 5), (12, 25), (12, 26)].compactMap { month, day in
            LocalDate(year: year, month: month, day: day)
        }
        // Tweede Paasdag, Hemelvaartsdag, Eerste and Tweede Pinksterdag.
        let movable = [0, 1, 39, 49, 50].compactMap { days in easter.map { $0 + days } }
        return Set(fixed + movable + [kingsDay(year: year)].compactMap(\.self)).sorted()
    }

    package static func includes(_ date: LocalDate) -> Bool {
        switch (date.month, date.day) {
        case (1, 1), (5, 5), (12, 25), (12, 26): true
        case (4, 26...27) where date == kingsDay(year: date.year): true
        case (3...6, _): easter(year: date.year).map { [0, 1, 39, 49, 50].contains(date - $0) } ?? false
        default: false
        }
    }

    /// The anonymous Gregorian algorithm (Meeus, Jones, Butcher); nil outside the years that `LocalDate` has.
    static func easter(year: Int) -> LocalDate? {
        let (century, yearOfCentury) = (year / 100, year % 100)
        let goldenNumber = year % 19
        let moonCorrection = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * goldenNumber + century - century / 4 - moonCorrection + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let late = (goldenNumber + 11 * epact + 22 * weekday) / 451
        let day = epact + weekday - 7 * late + 114
        return LocalDate(year: year, month: day / 31, day: day % 31 + 1)
    }

    // 27 April since 2014; the Saturday before when that is a Sunday.
    private static func kingsDay(year: Int) -> LocalDate? {
        LocalDate(year: year, month: 4, day: 27).map { $0.weekday == .sunday ? $0 - 1 : $0 }
    }
}

extension LocalDate {
    /// A Sunday or a public holiday: a day without mail, where the tenant says so.
    package var isQuietDay: Bool { weekday == .sunday || DutchHolidays.includes(self) }

    /// Monday to Friday, and not a public holiday.
    package var isWorkingDay: Bool { weekday != .saturday && !isQuietDay }

    /// The working day that many working days before this day; this day itself does not count.
    package func workingDays(before count: Int) -> LocalDate { workingDay(count, step: -1) }

    /// The working day that many working days after this day; this day itself does not count.
    package func workingDays(after count: Int) -> LocalDate { workingDay(count, step: 1) }

    private func workingDay(_ count: Int, step: Int) -> LocalDate {
        var (date, left) = (self, count)
        while left > 0 {
            date = date + step
            if date.isWorkingDay { left -= 1 }
        }
        return date
    }
}
