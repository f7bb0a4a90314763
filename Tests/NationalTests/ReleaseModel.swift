import Domain
import Foundation
import National
import SQLite
import Storage
import TestSupport

/// What the releases must be, kept signal by signal: which of them each slot has had already.
///
/// A published figure is keyed on the sum of the keys, so equal figures say: these very signals, each once.
struct ReleaseModel {
    /// Known by its key, whatever it is corrected to.
    struct Signal: Hashable {
        let tenant: Slug
        let counted: CountedSignal

        static func == (one: Self, other: Self) -> Bool {
            one.tenant == other.tenant && one.counted.releaseKey == other.counted.releaseKey
        }

        func hash(into hasher: inout Hasher) { hasher.combine(counted.releaseKey) }
    }

    private let national: NationalHouse
    private let regions: RegionGroups
    private var released: [Slot: Set<Signal>] = [.v1: [], .v2: []]

    init(_ national: NationalHouse, regions: RegionGroups = .none) {
        self.national = national
        self.regions = regions
    }

    /// Every signal that stands in a tenant's file now, read without the product's own query.
    func signals(of tenant: Slug) throws -> Set<Signal> {
        let file = national.house.tenants.directory.file(of: tenant)
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        // One connection to a file at a time in a process.
        try national.house.store(tenant.text).close()
        let connection = try Connection(path: file)
        defer { connection.close() }
        let found = try connection.rows(
            "SELECT theme, sector, quarter, release_key FROM signal WHERE kind = 'concern' AND request_id IS NULL"
        ) { row -> Signal? in
            guard let theme = SignalTheme(rawValue: row.text(0)), let sector = Sector(rawValue: row.text(1)),
                let quarter = Quarter(row.text(2))
            else { return nil }
            return Signal(
                tenant: tenant,
                counted: CountedSignal(
                    theme: theme, sector: sector, recorded: quarter, dossier: nil,
                    releaseKey: UInt64(bitPattern: row.integer(3))))
        }
        return Set(found.compactMap { $0 })
    }

    /// The release that these tenants make, and remembers its signals as released.
    mutating func release(_ slot: Slot, _ name: Quarter, enrolled: [Slug], active: [Slug]) throws -> Publication? {
        guard let table = Ladder.table(slot, enrolled: enrolled.count) else { return nil }
        let period = Period(table.length, holding: name)
        guard period.last == name else { return nil }
        let groups = regions.publishable(enrolled: enrolled)
        var contributions: [Slug: [Cell: Contribution]] = [:]
        for tenant in active {
            var second: String?
            if table.second == .region {
                guard let region = regions[tenant], groups.contains(region) else { continue }
                second = region
            }
            var own: [Cell: Contribution] = [:]
            for signal in try signals(of: tenant)
            where signal.counted.recorded <= name && released[slot]?.contains(signal) == false {
                let cell = Cell(
                    signal.counted.theme, table.second == .sector ? signal.counted.sector.rawValue : second)
                let one = Contribution(count: 1, keySum: signal.counted.releaseKey)
                own[cell] = (own[cell] ?? Contribution()) + one
                released[slot]?.insert(signal)
            }
            contributions[tenant] = own
        }
        guard contributions.count >= 3 else { return nil }
        return Publication(
            slot, table, period, enrolled: enrolled.count, regions: groups, contributions: contributions,
            noise: NationalHouse.noise)
    }

    /// The signals of a tenant that a slot has not had.
    func waiting(_ slot: Slot, _ tenant: Slug) throws -> Set<Signal> {
        try signals(of: tenant).subtracting(released[slot] ?? [])
    }
}
