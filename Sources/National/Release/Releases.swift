import Domain
import Platform
import Storage

/// Publishes what is due: collects tenant by tenant, and makes all of a release known in one transaction.
///
/// A crash at any step publishes nothing half; the next run gives the same bytes. Order: the file first, then the
/// national transaction, then the mark in the registry; each repeats harmlessly.
package struct Releases: Sendable {
    /// How one slot came out.
    package enum Outcome: Hashable, Sendable {
        case published(slot: Slot, release: Quarter, tenants: Int)
        /// It was there before.
        case known(slot: Slot, release: Quarter)
        /// Under three tenants handed something over: everything carries over to the next.
        case tooFew(slot: Slot, release: Quarter)
        /// It was published once, and both copies are lost: a visible gap, never computed again.
        case gap(slot: Slot, release: Quarter)
    }

    private let tenants: Tenants
    private let file: NationalFile
    private let folder: ReleaseFolder
    private let noise: Noise
    private let regions: RegionGroups
    private let firstQuarter: Quarter?
    private let scope: SystemScope
    private let log: Log

    /// - Parameter firstQuarter: signals of earlier quarters are never published.
    package init(
        tenants: Tenants, file: NationalFile, noise: Noise, regions: RegionGroups, firstQuarter: Quarter?,
        scope: SystemScope, log: Log
    ) throws(StoreError) {
        self.tenants = tenants
        self.file = file
        folder = try ReleaseFolder(in: tenants.directory)
        self.noise = noise
        self.regions = regions
        self.firstQuarter = firstQuarter
        self.scope = scope
        self.log = log
    }

    /// Takes back into the national file what is only in `releases/`; to be done at every start.
    ///
    /// - Returns: names of files that are not what they were when they were written; they are left alone.
    package func restoreFromFiles() throws(StoreError) -> [String] {
        var broken: [String] = []
        for name in try folder.names() {
            guard let data = try folder.read(name), let release = ReleaseFile(reading: data),
                name == ReleaseFile.name(release.publication.slot, release.publication.name)
            else {
                broken.append(name)
                continue
            }
            try publish(release)
        }
        return broken
    }

    /// Publishes whatever is due on a day, in both slots; older periods that were missed carry over into it.
    package func publishDue(on today: LocalDate) throws(StoreError) -> [Outcome] {
        var outcomes: [Outcome] = []
        for slot in Slot.allCases {
            if let outcome = try publish(slot, on: today) { outcomes.append(outcome) }
        }
        return outcomes
    }

    private func publish(_ slot: Slot, on today: LocalDate) throws(StoreError) -> Outcome? {
        let quarter = Self.latestDue(on: today)
        let start = Zone.amsterdam.nearestInstant(LocalDateTime(quarter.firstDay, TimeOfDay(minuteOfDay: 0)))
        let participants = try tenants.participants(before: start, scope)
        guard let table = Ladder.table(slot, enrolled: participants.count) else { return nil }
        let period = Period(table.length, holding: quarter)
        guard period.last == quarter, firstQuarter.map({ $0 <= quarter }) ?? true else { return nil }

        if try file.releases(slot).contains(where: { $0.name == quarter }) {
            try tenants.mark(slot, quarter, .published, scope)
            return .known(slot: slot, release: quarter)
        }
        switch try tenants.mark(of: slot, quarter, scope) {
        case .published: return .gap(slot: slot, release: quarter)
        // Once: a later look with more contributors would be another release of the same name.
        case .skipped: return .tooFew(slot: slot, release: quarter)
        case nil: break
        }
        // Written before a crash: what the file says is the release, whatever changed in the tenants since.
        if let data = try folder.read(ReleaseFile.name(slot, quarter)) {
            guard let release = ReleaseFile(reading: data), release.publication.name == quarter,
                release.publication.slot == slot
            else { return .gap(slot: slot, release: quarter) }
            try publish(release)
            return .published(slot: slot, release: quarter, tenants: release.publication.tenants.count)
        }

        let contributions = try collect(slot, table, period, participants)
        guard contributions.count >= Ladder.fewestContributors else {
            try tenants.mark(slot, quarter, .skipped, scope)
            return .tooFew(slot: slot, release: quarter)
        }
        let publication = Publication(
            slot, table, period, enrolled: participants.count,
            regions: regions.publishable(enrolled: participants.map(\.slug)), contributions: contributions,
            noise: noise)
        let release: ReleaseFile
        do {
            release = try ReleaseFile(publication)
        } catch {
            throw .other("a release could not be written as JSON")
        }
        try folder.write(ReleaseFile.name(slot, quarter), release.data)
        try publish(release)
        return .published(slot: slot, release: quarter, tenants: contributions.count)
    }

    private func publish(_ release: ReleaseFile) throws(StoreError) {
        try file.publish(release.publication, hash: release.hash)
        try tenants.mark(release.publication.slot, release.publication.name, .published, scope)
    }

    // One broken, suspended or absent tenant delays nobody: its signals come with the next release.
    private func collect(
        _ slot: Slot, _ table: PublishedTable, _ period: Period, _ participants: [Participant]
    ) throws(StoreError) -> [Slug: [Cell: Contribution]] {
        let through = try file.through(slot)
        var contributions: [Slug: [Cell: Contribution]] = [:]
        for participant in participants where participant.isActive {
            do {
                contributions[participant.slug] = try tenants.store(participant.slug, scope).read {
                    try $0.contributions(
                        to: table, region: regions[participant.slug], after: through[participant.slug],
                        until: period.last, recordedSince: firstQuarter)
                }
            } catch {
                log.warning("release-without", ["tenant": .public(participant.slug)])
            }
        }
        return contributions
    }

    /// The last quarter whose tenth day after has come.
    package static func latestDue(on today: LocalDate) -> Quarter {
        let quarter = Quarter(of: today) + -1
        return Period(.quarter, holding: quarter).publishedOn <= today ? quarter : quarter + -1
    }
}
