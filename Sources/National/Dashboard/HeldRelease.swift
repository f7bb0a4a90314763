import Domain

/// A release, and the quarters of which it holds the signals.
///
/// A release holds what its slot had not published before (disclosure/README.md, rule 5): more than its own period when
/// the one before it was skipped or lost, less when the ladder changed the table within a period. Unlike ones are never
/// compared.
package struct HeldRelease: Hashable, Sendable {
    package let publication: Publication
    /// The first quarter of which it holds the signals; the last is its name.
    package let first: Quarter

    package var last: Quarter { publication.name }
    package var quarters: Int { last - first + 1 }

    /// Whether it holds exactly the period that it names.
    package var isRegular: Bool { first == publication.period.first }

    /// The quarters before its own period that had no release and came along in this one.
    package var skipped: ClosedRange<Quarter>? {
        first < publication.period.first ? first...(publication.period.first + -1) : nil
    }

    /// A release by itself, as if nothing was published before it.
    package init(alone publication: Publication) {
        self.init(publication: publication, first: publication.period.first)
    }

    private init(publication: Publication, first: Quarter) {
        self.publication = publication
        self.first = first
    }

    /// The releases of one slot, the oldest first.
    static func all(_ slot: Slot, in publications: [Publication]) -> [Self] {
        var held: [Self] = []
        for publication in publications.filter({ $0.slot == slot }).sorted(by: { $0.name < $1.name }) {
            held.append(
                Self(publication: publication, first: held.last.map { $0.last + 1 } ?? publication.period.first))
        }
        return held
    }
}

/// Releases of one slot that follow each other, added up.
package struct ReleaseRun: Hashable, Sendable {
    /// The oldest first; never empty.
    package let releases: [HeldRelease]

    package init?(_ releases: [HeldRelease]) {
        guard !releases.isEmpty else { return nil }
        self.releases = releases
    }

    /// The newest releases that together hold so many quarters, or as many as there are.
    ///
    /// More when one of them holds more than its own period: a release cannot be cut.
    static func newest(_ releases: [HeldRelease], quarters: Int) -> Self? {
        var run: [HeldRelease] = []
        for release in releases.reversed() where run.reduce(0, { $0 + $1.quarters }) < quarters {
            run.append(release)
        }
        return Self(run.reversed())
    }

    package var first: Quarter { releases[0].first }
    package var last: Quarter { releases[releases.count - 1].last }
    package var quarters: Int { last - first + 1 }

    /// A theme in every cell of the run; `second` narrows it to one sector or region.
    package func sum(_ theme: SignalTheme? = nil, _ second: String? = nil) -> PublishedSum {
        releases.reduce(.none) { sum, release in
            release.publication.rows.reduce(sum) { sum, row in
                let isMeant =
                    (theme == nil || row.cell.theme == theme) && (second == nil || row.cell.second == second)
                return isMeant ? sum + PublishedSum(value: row.value) : sum
            }
        }
    }
}

extension Quarter {
    /// How many quarters lie between.
    static func - (one: Self, other: Self) -> Int {
        (one.year - other.year) * 4 + one.number - other.number
    }
}
