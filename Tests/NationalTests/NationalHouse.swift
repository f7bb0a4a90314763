import Domain
import Foundation
import National
import Platform
import Storage
import TestSupport

/// Made-up tenants whose coordinators have logged in, with signals, and the national file beside them.
final class NationalHouse {
    let house: TestHouse
    /// The numbers of tenants that the attacks are tried with; 150 files each under NAAST_LONG alone.
    static let sizes = ProcessInfo.processInfo.environment["NAAST_LONG"] == "1" ? [3, 20, 150] : [3, 20]
    static let noise = Noise(secret: Array("het geheim van een toets".utf8))
    let slugs: [String]
    private(set) var file: NationalFile
    var releases: Releases

    /// Tenants `t-1`, `t-2` …, all enrolled since the autumn of 2025, on 1 July 2026.
    init(_ count: Int, at now: String = "2025-11-01T12:00", regions: RegionGroups = .none) throws {
        slugs = (1...count).map { "t-\($0)" }
        house = try TestHouse(at: now, tenants: slugs)
        for text in slugs { try house.tenants.noteEntered(try slug(text), house.scope) }
        try house.pass(until: "2026-07-01T12:00")
        file = try NationalFile(in: house.tenants.directory)
        releases = try Releases(
            tenants: house.tenants, file: file, noise: Self.noise, regions: regions, firstQuarter: nil,
            scope: house.scope,
            log: .silent)
    }

    /// Lets time pass and closes everything, for a run that opens it again; this house must not be used afterwards.
    func parked(until moment: String) throws -> ReleaseRun {
        try house.pass(until: moment)
        file.close()
        house.tenants.shutDown()
        return ReleaseRun(
            directory: house.directory.path, wallMilliseconds: house.clock.wallMilliseconds(),
            day: String(moment.prefix(10)))
    }

    /// Opens the national file anew, after the test did something to it.
    func reopen(without lost: [String] = [], after change: () throws -> Void = {}) throws {
        file.close()
        try change()
        for name in lost { try? FileManager.default.removeItem(atPath: "\(house.directory.path)/\(name)") }
        file = try NationalFile(in: house.tenants.directory)
        releases = try Releases(
            tenants: house.tenants, file: file, noise: Self.noise, regions: .none, firstQuarter: nil,
            scope: house.scope,
            log: .silent)
    }

    /// Records signals of kind *concern* on a day, each its own dossier.
    func record(_ count: Int, at tenant: String, on day: String, theme: SignalTheme = .transition) throws {
        let records = (0..<count).map {
            """
            {"ref":"\(UUID().uuidString.prefix(12))-\($0)","theme":"\(theme.rawValue)","sector":"po","kind":"concern",
             "recorded":"\(day)","note":"Een vrije tekst die nooit naar buiten gaat"}
            """
        }
        try house.importing("{\"signals\":[\(records.joined(separator: ","))]}", into: tenant)
    }

    func publish(on day: String) throws -> [Releases.Outcome] {
        guard let date = LocalDate(day) else { throw Mistake("\(day) is no day") }
        return try releases.publishDue(on: date)
    }

    func publication(_ slot: Slot, _ name: String) throws -> Publication? {
        guard let quarter = Quarter(name) else { throw Mistake("\(name) is no quarter") }
        return try file.publication(slot, quarter)
    }

    /// The figures that a release must have when it holds exactly these quarters of these tenants.
    func expected(
        _ slot: Slot, _ table: PublishedTable, _ name: String, enrolled: Int,
        windows: [String: (after: String?, until: String)]
    ) throws -> Publication {
        guard let quarter = Quarter(name) else { throw Mistake("\(name) is no quarter") }
        var contributions: [Slug: [Cell: Contribution]] = [:]
        for (tenant, window) in windows {
            contributions[try slug(tenant)] = try house.store(tenant).read { reader in
                try reader.contributions(
                    to: table, region: nil, after: window.after.flatMap { Quarter($0) },
                    until: Quarter(window.until) ?? quarter)
            }
        }
        return Publication(
            slot, table, Period(table.length, holding: quarter), enrolled: enrolled, regions: [],
            contributions: contributions, noise: Self.noise)
    }
}

extension Releases.Outcome {
    /// Whether it was there before.
    var isKnown: Bool {
        if case .known = self { true } else { false }
    }
}
