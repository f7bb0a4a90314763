import Domain
import Foundation
import National
import Platform
import Storage

/// Made-up tenants with three years of signals, and the releases of those years.
struct ReleaseYears {
    private let directory: StateDirectory
    private let clock: HandClock
    private let regions: RegionGroups
    private let tenants: Int
    private let signals: Int
    private let quarters: [Quarter]
    private static let noise = Noise(secret: Array("naast-bench".utf8))

    private let slugs: [Slug]

    init(_ path: String, tenants count: Int, signals: Int) throws {
        guard let first = Quarter(year: 2027, number: 1) else { throw Failure("no quarter") }
        quarters = (0..<12).map { first + $0 }
        (directory, tenants, self.signals) = (try StateDirectory(path), count, signals)
        clock = HandClock(Self.noon(first.firstDay + -30))
        slugs = try (1...count).map { number -> Slug in
            guard let slug = Slug("proef\(number)") else { throw Failure("no slug") }
            return slug
        }
        // Groups of ten or more, as far as the number goes.
        let groups = max(1, count / 10)
        regions = RegionGroups(
            groups: Dictionary(uniqueKeysWithValues: slugs.enumerated().map { ($1, "groep\($0 % groups)") }),
            pupils: Dictionary(uniqueKeysWithValues: slugs.map { ($0, 10_000) }))
    }

    /// Makes the tenants and imports their signals, quarter by quarter of their recording.
    func prepare() throws {
        let house = try Tenants(in: directory, clock: clock)
        defer { house.shutDown() }
        let scope = SystemScope()
        for slug in slugs {
            let entry = TenantEntry(slug: slug, name: "Steunpunt \(slug)", kind: .swv, state: .active)
            try house.add(entry, settings: ["name": entry.name], swvs: [], coordinators: [], scope)
            try house.noteEntered(slug, scope)
        }
        for quarter in quarters {
            clock.set(Self.noon((quarter + 1).firstDay + -1))
            for slug in slugs {
                let draft = ProgrammeFile.parse(Array(Self.programme(quarter, count: signals).utf8), zone: .amsterdam)
                let store = try house.store(slug, scope)
                _ = try store.write { try $0.importProgramme(draft) }.get()
                store.close()
            }
        }
    }

    /// Publishes the twelve quarters one after another, each on its day.
    func release() throws -> ReleaseRow {
        var row = ReleaseRow(tenants: tenants, signals: tenants * (signals / 4) * quarters.count)
        let scope = SystemScope()
        clock.set(Self.noon(quarters[0].firstDay))
        row.memoryBefore = try ProcessMemory.now().used
        let house = try Tenants(in: directory, clock: clock)
        let file = try NationalFile(in: directory)
        let releases = try Releases(
            tenants: house, file: file, noise: Self.noise, regions: regions, firstQuarter: quarters[0], scope: scope,
            log: .silent)
        let (steady, before) = (SystemClock(), processorMicroseconds)
        for quarter in quarters {
            let day = (quarter + 1).firstDay + 9
            clock.set(Self.noon(day))
            let start = steady.monotonicNanoseconds()
            let outcomes = try releases.publishDue(on: day)
            row.days.append(steady.monotonicNanoseconds() - start)
            for case .published(let slot, let release, let contributors) in outcomes {
                guard contributors == tenants else { throw Failure("\(release) holds \(contributors) tenants") }
                row.releases += 1
                row.figures += try file.publication(slot, release)?.rows.count ?? 0
            }
        }
        row.processorMicroseconds = processorMicroseconds - before
        row.memoryPeak = try ProcessMemory.now().peak
        file.close()
        house.shutDown()
        row.nationalBytes = try size(directory.national)
        row.fileBytes = try FileManager.default.contentsOfDirectory(atPath: directory.releases).reduce(0) {
            $0 + (try size("\(directory.releases)/\($1)"))
        }
        return row
    }

    private func size(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    private var processorMicroseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
    }

    private static func noon(_ day: LocalDate) -> Instant {
        Zone.amsterdam.nearestInstant(LocalDateTime(day, TimeOfDay(minuteOfDay: 720)))
    }

    // A quarter's share of the year's signals, over all themes and sectors.
    private static func programme(_ quarter: Quarter, count: Int) -> String {
        let records = (0..<(count / 4)).map { number in
            let theme = SignalTheme.allCases.randomElement() ?? .somethingElse
            let sector = Sector.allCases.randomElement() ?? .po
            return """
                {"ref":"s\(quarter)-\(number)","theme":"\(theme.rawValue)","sector":"\(sector.rawValue)",
                 "kind":"concern","recorded":"\(quarter.firstDay + number * 80 / max(1, count / 4))"}
                """
        }
        return "{\"signals\":[\(records.joined(separator: ","))]}"
    }
}

/// A clock that is set by hand.
private final class HandClock: Clock {
    private let wall: Locked<Int64>

    init(_ moment: Instant) {
        wall = Locked(moment.milliseconds)
    }

    func set(_ moment: Instant) { wall.withLock { $0 = moment.milliseconds } }
    func wallMilliseconds() -> Int64 { wall.withLock { $0 } }
    func monotonicNanoseconds() -> UInt64 { SystemClock().monotonicNanoseconds() }
}
