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
    private let reached: @Sendable (ReleaseStep) -> Void

    /// - Parameters:
    ///   - firstQuarter: signals of earlier quarters are never published.
    ///   - reached: is told of every step, and can change none.
    package init(
        tenants: Tenants, file: NationalFile, noise: Noise, regions: RegionGroups, firstQuarter: Quarter?,
        scope: SystemScope, log: Log, reached: @escaping @Sendable (ReleaseStep) -> Void = { _ in }
    ) throws(StoreError) {
        self.tenants = tenants
        self.file = file
        folder = try ReleaseFolder(in: tenants.directory)
        self.noise = noise
        self.regions = regions
        self.firstQuarter = firstQuarter
        self.scope = scope
        self.log = log
        self.reached = reached
    }

    /// Takes back into the national file what is only in `releases/`; to be done at every start.
    ///
    /// - Returns: names of files that are not what they were when they were written; they are left alone.
    package func restoreFromFiles() throws(StoreError) -> [String] {
        try folder.removeDrafts()
        var broken: [String] = []
        for name in try folder.names() {
            guard let release = try read(name) else {
                broken.append(name)
                continue
            }
            do {
                try publish(release)
            } catch .conflict {
                // What was published first stays.
                broken.append(name)
            }
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
        let name = ReleaseFile.name(slot, quarter)
        if try folder.read(name) == nil {
            switch try tenants.mark(of: slot, quarter, scope) {
            case .published: return .gap(slot: slot, release: quarter)
            // Once: a later look with more contributors would be another release of the same name.
            case .skipped: return .tooFew(slot: slot, release: quarter)
            case nil: break
            }
            let groups = regions.publishable(enrolled: participants.map(\.slug))
            let contributions = try collect(slot, table, period, participants, groups)
            reached(.collected)
            guard contributions.count >= Ladder.fewestContributors else {
                try tenants.mark(slot, quarter, .skipped, scope)
                return .tooFew(slot: slot, release: quarter)
            }
            let publication = Publication(
                slot, table, period, enrolled: participants.count, regions: groups, contributions: contributions,
                noise: noise)
            try folder.write(name, try ReleaseFile(publication).data, reached: reached)
        }
        // What the file holds is the release, also when a run was cut off after it: the tenants may say otherwise by
        // now. A file that does not say it any more was published and is lost.
        guard let release = try read(name) else { return .gap(slot: slot, release: quarter) }
        try publish(release)
        return .published(slot: slot, release: quarter, tenants: release.publication.tenants.count)
    }

    private func publish(_ release: ReleaseFile) throws(StoreError) {
        try file.publish(release.publication, hash: release.hash, reached: reached)
        try tenants.mark(release.publication.slot, release.publication.name, .published, scope)
        reached(.marked)
    }

    private func read(_ name: String) throws(StoreError) -> ReleaseFile? {
        guard let data = try folder.read(name), let release = ReleaseFile(reading: data),
            name == ReleaseFile.name(release.publication.slot, release.publication.name)
        else { return nil }
        return release
    }

    // One broken, suspended or absent tenant delays nobody: its signals come with the next release.
    private func collect(
        _ slot: Slot, _ table: PublishedTable, _ period: Period, _ participants: [Participant], _ groups: [String]
    ) throws(StoreError) -> [Slug: [Cell: Contribution]] {
        let through = try file.through(slot)
        let lost = try lastLost(slot)
        var contributions: [Slug: [Cell: Contribution]] = [:]
        for participant in participants where participant.isActive {
            let region = regions[participant.slug]
            // Without a place in the table nothing is released, so it stays for a table that has one.
            if table.second == .region, !groups.contains(where: { $0 == region }) { continue }
            do {
                contributions[participant.slug] = try tenants.store(participant.slug, scope).read {
                    try $0.contributions(
                        to: table, region: region, after: [through[participant.slug], lost].compactMap { $0 }.max(),
                        until: period.last, recordedSince: firstQuarter)
                }
            } catch {
                log.warning("release-without", ["tenant": .public(participant.slug)])
            }
        }
        return contributions
    }

    // Nobody knows who took part in a release that is lost; but whoever saw it knows its figures. So no signal of its
    // time goes out again, of no tenant: better one too few than one twice.
    private func lastLost(_ slot: Slot) throws(StoreError) -> Quarter? {
        let known = Set(try file.releases(slot).map(\.name))
        let named = try folder.names().compactMap { ReleaseFile.release(named: $0, slot) }
        return (try tenants.published(slot, scope) + named).filter { !known.contains($0) }.max()
    }

    /// The last quarter whose tenth day after has come.
    package static func latestDue(on today: LocalDate) -> Quarter {
        let quarter = Quarter(of: today) + -1
        return Period(.quarter, holding: quarter).publishedOn <= today ? quarter : quarter + -1
    }
}
