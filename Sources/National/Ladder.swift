import Domain

/// What is published, decided by the number of enrolled tenants alone (disclosure/README.md, rule 1).
package enum Ladder {
    /// The table of a slot; nil when nothing is published there.
    package static func table(_ slot: Slot, enrolled: Int) -> PublishedTable? {
        switch (enrolled, slot) {
        case (..<3, _): nil
        case (..<10, .v1): PublishedTable(.none, .halfYear)
        case (..<10, .v2): nil
        case (..<40, .v1): PublishedTable(.none, .quarter)
        case (..<40, .v2): PublishedTable(.sector, .year)
        case (_, .v1): PublishedTable(.sector, .quarter)
        case (_, .v2): PublishedTable(.region, .halfYear)
        }
    }

    /// A release needs so many contributors; with fewer it is skipped, and everything carries over.
    package static let fewestContributors = 3
}
