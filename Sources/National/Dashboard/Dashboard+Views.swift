import Domain

extension Dashboard {
    /// The newest releases by sector, about four quarters; nil while no table has sectors.
    package var sectors: ReleaseRun? {
        let runs = [run(of: .sector, in: releases), run(of: .sector, in: seconds)].compactMap(\.self)
        // The first table on a tie: it has the newer quarters next time.
        return runs.reduce(nil) { best, run in best.map { $0.last >= run.last } == true ? best : run }
    }

    /// The newest releases by region group, about four quarters; nil while no table has regions.
    package var regions: ReleaseRun? { run(of: .region, in: seconds) }

    /// The quarters that had no release of their own and came along in a later one, in both tables.
    package var skipped: [(slot: Slot, quarters: ClosedRange<Quarter>, heldBy: Quarter)] {
        (releases + seconds).compactMap { release in
            release.skipped.map { (release.publication.slot, $0, release.last) }
        }
    }

    private func run(of second: PublishedTable.Second, in releases: [HeldRelease]) -> ReleaseRun? {
        func has(_ release: HeldRelease) -> Bool { release.publication.table.second == second }
        guard let newest = releases.lastIndex(where: has) else { return nil }
        let start = releases[...newest].lastIndex { !has($0) }.map { $0 + 1 } ?? 0
        return .newest(Array(releases[start...newest]), quarters: Self.quartersInYear)
    }
}

extension ReleaseRun {
    /// The sectors or region groups that stand in every release of the run, in the order of the public lists.
    package var secondsInAll: [String] {
        secondsInAny.filter { second in
            releases.allSatisfy { $0.publication.rows.contains { $0.cell.second == second } }
        }
    }

    /// Those that stand in some of its releases only: a sum of them would hold less time than the others.
    package var secondsInSome: [String] { secondsInAny.filter { !secondsInAll.contains($0) } }

    private var secondsInAny: [String] {
        var seen: [String] = []
        for row in releases.flatMap(\.publication.rows) {
            if let second = row.cell.second, !seen.contains(second) { seen.append(second) }
        }
        let sectors = Sector.allCases.map(\.rawValue).filter(seen.contains)
        return sectors + seen.filter { !sectors.contains($0) }.sorted()
    }
}
