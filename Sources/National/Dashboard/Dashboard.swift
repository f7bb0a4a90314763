import Domain

/// What the shared dashboard shows, from the published tables alone (disclosure/README.md, rule 6).
///
/// Every count in it is a published value or a sum of published values. Nothing is ever added up across the two slots:
/// each holds the same signals.
package struct Dashboard: Sendable {
    /// The first table's releases, the oldest first.
    package let releases: [HeldRelease]
    /// The second table's.
    package let seconds: [HeldRelease]

    package init(_ publications: [Publication]) {
        releases = HeldRelease.all(.v1, in: publications)
        seconds = HeldRelease.all(.v2, in: publications)
    }

    package var latest: HeldRelease? { releases.last }

    /// How many tenants took part in the latest release.
    package var tenants: Int { latest?.publication.tenants.count ?? 0 }

    /// The last four quarters together; fewer while there are no more, more when a release holds a skipped period.
    package var year: ReleaseRun? { .newest(releases, quarters: Self.quartersInYear) }

    /// The releases before `year` that hold as many quarters.
    var yearBefore: ReleaseRun? {
        guard let year else { return nil }
        return .newest(releases.filter { $0.last < year.first }, quarters: Self.quartersInYear)
    }

    static let quartersInYear = 4

    /// The themes of a run, the most named first; what is under five keeps the order of the public list.
    package static func themes(_ run: ReleaseRun, _ second: String? = nil) -> [(theme: SignalTheme, sum: PublishedSum)]
    {
        let sums = SignalTheme.allCases.map { (theme: $0, sum: run.sum($0, second)) }
        // Sorted where both are shown, so that the order tells nothing that the numbers do not.
        let shown = sums.enumerated().filter { !$0.element.sum.isSmall }
            .sorted { ($1.element.sum.value, $0.offset) < ($0.element.sum.value, $1.offset) }
        return shown.map(\.element) + sums.filter(\.sum.isSmall)
    }

    /// The most named theme with every theme that the noise cannot tell from it; empty while all are under five.
    package static func leaders(_ run: ReleaseRun) -> [SignalTheme] {
        let themes = themes(run).filter { !$0.sum.isSmall }
        guard let first = themes.first else { return [] }
        return themes.filter { !first.sum.differs(from: $0.sum) }.map(\.theme)
    }
}
