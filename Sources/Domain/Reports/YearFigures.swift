/// The exact figures of one year: for the steunpunt's own eyes.
///
/// What is printed comes out of `ReportShape.published` alone.
package struct YearFigures: Hashable, Sendable {
    package let year: Int
    package let scope: ReportScope
    /// Every cell that has something in it.
    package var counts: [ReportCell: Int] = [:]
    /// Requests by month, January first.
    package var requestsByMonth = [Int](repeating: 0, count: 12)
    /// Days from a request to its first match, of the matches that began in this year.
    package var waits: [Int] = []
    /// Matches that stopped in this year.
    package var ended = 0
    /// Buddies that finished their training in this year.
    package var trained = 0
    package var trainings = 0
    package var intervisions = 0
    /// People who came to them, all together.
    package var intervisionGuests = 0
    package var mailsSent = 0
    package var mailsFailed = 0

    package init(year: Int, scope: ReportScope) {
        self.year = year
        self.scope = scope
    }

    package func count(_ table: ReportTable) -> Int { table.cells.reduce(0) { $0 + (counts[$1] ?? 0) } }
}

/// A figure of a printed report that is about no single family: a number of gatherings, of mails, a middle of five or more.
package enum ReportFact: String, CaseIterable, Hashable, Sendable {
    case waitDays = "wait-days"
    case trainings
    case intervisions
    /// Per session, rounded; printed as a band.
    case intervisionGuests = "intervision-guests"
    case mailsSent = "mails-sent"
    case mailsFailed = "mails-failed"

    /// Whether it can be told for one SWV.
    package var isPerSWV: Bool { self == .waitDays }
    /// Under this many, a middle tells of one family.
    package static let fewestWaits = 5
}

extension YearFigures {
    /// What may stand in print besides the bands.
    package var facts: [ReportFact: Int] {
        var facts: [ReportFact: Int] = [:]
        if waits.count >= ReportFact.fewestWaits { facts[.waitDays] = median(waits) }
        guard scope == .whole else { return facts }
        facts[.trainings] = trainings
        facts[.intervisions] = intervisions
        if intervisions > 0 { facts[.intervisionGuests] = (intervisionGuests + intervisions / 2) / intervisions }
        facts[.mailsSent] = mailsSent
        facts[.mailsFailed] = mailsFailed
        return facts
    }
}
