extension LocalDate {
    /// The number of the ISO week: the week with the year's first Thursday is week 1.
    package var week: Int {
        let thursday = monday + 3
        guard let first = LocalDate(year: thursday.year, month: 1, day: 1) else { return 1 }
        return (thursday - first) / 7 + 1
    }

    /// The first day of its month.
    package var firstOfMonth: Self { self - (day - 1) }

    /// The first day of the next month.
    package var nextMonth: Self { (firstOfMonth + 31).firstOfMonth }

    /// The first day of the month before.
    package var previousMonth: Self { (firstOfMonth - 1).firstOfMonth }
}
