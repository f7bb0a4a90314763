/// How long a published period is; each begins where the calendar year or its half or quarter does.
package enum PeriodLength: Int, CaseIterable, Hashable, Sendable {
    case quarter = 1
    case halfYear = 2
    case year = 4
}

/// A run of whole quarters that is published together.
package struct Period: Hashable, Sendable {
    package let first: Quarter
    package let length: PeriodLength

    /// The period of that length in which a quarter falls.
    package init(_ length: PeriodLength, holding quarter: Quarter) {
        self.length = length
        let offset = (quarter.number - 1) / length.rawValue * length.rawValue
        first = quarter + (offset + 1 - quarter.number)
    }

    package var last: Quarter { first + (length.rawValue - 1) }

    /// The day on which it is published: the tenth after its end.
    package var publishedOn: LocalDate { (last + 1).firstDay + 9 }
}

extension Quarter {
    /// The quarter that a signal is released with.
    ///
    /// The one in which it was recorded; but what is entered after that quarter was published goes with the one in
    /// which it is entered, so that it is counted once, and no published figure has to change.
    package init(recorded: LocalDate, enteredOn: LocalDate) {
        let quarter = Quarter(of: recorded)
        // Of this quarter, or of one that somebody mistyped: it has not been published yet.
        guard quarter < Quarter(of: enteredOn) else {
            self = quarter
            return
        }
        self = enteredOn < Period(.quarter, holding: quarter).publishedOn ? quarter : Quarter(of: enteredOn)
    }

    /// So many quarters later; negative counts back.
    package static func + (quarter: Self, count: Int) -> Self {
        let index = quarter.year * 4 + quarter.number - 1 + count
        guard let moved = Self(year: index / 4, number: index % 4 + 1) else {
            preconditionFailure("no quarter before the year 1 or after 9999")
        }
        return moved
    }

    package var firstDay: LocalDate {
        guard let day = LocalDate(year: year, month: number * 3 - 2, day: 1) else {
            preconditionFailure("a quarter begins on the first of a month")
        }
        return day
    }
}
