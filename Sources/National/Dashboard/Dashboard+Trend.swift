import Domain

extension Dashboard {
    /// A theme in one release.
    package struct Point: Hashable, Sendable {
        /// The release's last quarter.
        package let name: Quarter
        package let sum: PublishedSum
        /// Periods since the first point; a step of more than one is a gap.
        package let step: Int
    }

    /// How long the periods of a trend are: as long as the latest release's.
    package var trendLength: PeriodLength? { latest?.publication.table.length }

    /// The releases that can stand in one line: those of the last two years that hold a period of that length.
    package var trendReleases: [HeldRelease] {
        guard let length = trendLength, let latest else { return [] }
        let start = latest.last + -(Self.mostSteps * length.rawValue)
        return releases.filter { $0.isRegular && $0.publication.table.length == length && $0.last > start }
    }

    /// Releases that stand in no line, because they hold another length of time.
    package var unlikeReleases: [HeldRelease] {
        guard let length = trendLength else { return [] }
        return releases.filter { !$0.isRegular || $0.publication.table.length != length }
    }

    /// A theme over time; empty when there are no two releases to compare.
    package func trend(of theme: SignalTheme) -> [Point] {
        guard let length = trendLength, let first = trendReleases.first, trendReleases.count > 1 else { return [] }
        return trendReleases.compactMap { release in
            ReleaseRun([release]).map {
                Point(name: release.last, sum: $0.sum(theme), step: (release.last - first.last) / length.rawValue)
            }
        }
    }

    // Two years of quarters: what still has its words at 320 pixels.
    private static let mostSteps = 8
}
