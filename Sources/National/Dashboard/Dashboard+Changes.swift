import Domain

extension Dashboard {
    /// What a theme was and became.
    package struct Change: Hashable, Sendable {
        package let theme: SignalTheme
        package let before: PublishedSum
        package let now: PublishedSum

        /// Whether the noise alone explains the change: then nothing is read into it.
        package var isNoise: Bool { !now.differs(from: before) }

        /// The 95 % band of the difference: the sum of all cells involved.
        package var width: Int { Band.width(ofCells: before.cells + now.cells) }
    }

    /// Two runs of equal length, a year apart.
    package struct Comparison: Hashable, Sendable {
        package let before: ReleaseRun
        package let now: ReleaseRun

        /// The changes beyond the noise, the greatest first; then the rest in the order of the public list.
        package var changes: [Change] {
            let all = SignalTheme.allCases.map { Change(theme: $0, before: before.sum($0), now: now.sum($0)) }
            let moved = all.filter { !$0.isNoise }.enumerated().sorted {
                let (one, other) = ($0.element, $1.element)
                return (abs(other.now.value - other.before.value), $0.offset)
                    < (abs(one.now.value - one.before.value), $1.offset)
            }
            return moved.map(\.element) + all.filter(\.isNoise)
        }

        /// How many tenants took part in the last release of each.
        package var tenants: (before: Int, now: Int) {
            (before.releases.last?.publication.tenants.count ?? 0, now.releases.last?.publication.tenants.count ?? 0)
        }
    }

    /// The last four quarters against the four before; until there are eight, the latest period against the same one a
    /// year before; nil when there is nothing alike to compare.
    package var comparison: Comparison? {
        if let year, let yearBefore, year.quarters == Self.quartersInYear, yearBefore.quarters == year.quarters {
            return Comparison(before: yearBefore, now: year)
        }
        guard let latest, latest.isRegular,
            let before = releases.first(where: {
                $0.isRegular && $0.quarters == latest.quarters && $0.last == latest.last + -Self.quartersInYear
            }), let now = ReleaseRun([latest]), let then = ReleaseRun([before])
        else { return nil }
        return Comparison(before: then, now: now)
    }
}
