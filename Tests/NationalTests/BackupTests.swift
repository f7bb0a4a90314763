import Domain
import Foundation
import National
import Storage
import TestSupport
import Testing

/// Attack 4: an old backup of a tenant, of the national file, or of both.
@Suite struct BackupTests {
    /// `isReleased`: whether the tenant took part in the release before its file went back.
    @Test(arguments: NationalHouse.sizes, [true, false])
    func `a tenant's old backup releases nothing twice, and invents nothing that was lost`(
        tenants: Int, isReleased: Bool
    ) throws {
        // One more than the ladder needs, so that a release goes on without the one that is suspended.
        let national = try NationalHouse(tenants + 1)
        let first = try slug("t-1")
        for slug in national.slugs { try national.record(4, at: slug, on: "2026-05-03") }
        let backup = national.house.directory.file("backup.sqlite")
        let file = national.house.tenants.directory.file(of: first)
        try national.house.store("t-1").close()
        try FileManager.default.copyItem(atPath: file, toPath: backup)
        try national.record(2, at: "t-1", on: "2026-06-20")

        var model = ReleaseModel(national)
        let all = try national.slugs.map { try slug($0) }
        if !isReleased { try national.house.tenants.setState(first, .suspended, national.house.scope) }
        let half = try #require(Quarter("2026-Q2"))
        _ = try national.publish(on: "2026-07-10")
        let expected = try model.release(.v1, half, enrolled: all, active: isReleased ? all : Array(all.dropFirst()))
        #expect(try national.publication(.v1, "2026-Q2") == expected)
        let hashes = try national.file.releases(.v1).map(\.hash)

        try national.house.pass(until: "2026-08-01T12:00")
        if !isReleased { try national.house.tenants.setState(first, .active, national.house.scope) }
        national.house.tenants.reopen(first, national.house.scope)
        for path in [file, file + "-wal", file + "-shm"] where FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
        try FileManager.default.copyItem(atPath: backup, toPath: file)
        #expect(try model.signals(of: first).count == 4, "two are lost")
        try national.record(1, at: "t-1", on: "2026-08-01", theme: .transport)

        // Of the restored tenant: the new one, and the four when they never went out. Nothing of the two.
        #expect(try model.waiting(.v1, first).count == (isReleased ? 1 : 5))
        try national.house.pass(until: "2027-01-10T12:00")
        let (name, day) = tenants == 3 ? ("2026-Q4", "2027-01-10") : ("2026-Q3", "2026-10-10")
        _ = try national.publish(on: day)
        let next = try model.release(.v1, try #require(Quarter(name)), enrolled: all, active: all)
        #expect(next != nil)
        #expect(try national.publication(.v1, name) == next)
        #expect(try national.file.releases(.v1).map(\.hash).prefix(1) == hashes.prefix(1))
    }

    @Test(arguments: NationalHouse.sizes)
    func `an old national file gets its releases back from their files, byte for byte, and releases nothing twice`(
        tenants: Int
    ) throws {
        let national = try NationalHouse(tenants)
        var model = ReleaseModel(national)
        let all = try national.slugs.map { try slug($0) }
        func publish(_ name: String, on day: String) throws {
            for tenant in national.slugs {
                try national.record(2, at: tenant, on: "\(try #require(Quarter(name)).firstDay + 33)")
            }
            try national.house.pass(until: "\(day)T12:00")
            _ = try national.publish(on: day)
            for slot in Slot.allCases {
                let expected = try model.release(slot, try #require(Quarter(name)), enrolled: all, active: all)
                #expect(try national.publication(slot, name) == expected, "\(slot) \(name)")
            }
        }
        func published() throws -> [Publication] {
            try Slot.allCases.flatMap { slot in
                try national.file.releases(slot).compactMap { try national.file.publication(slot, $0.name) }
            }
        }
        func files() throws -> [String: Data] {
            let folder = national.house.tenants.directory.releases
            return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: [:]) { files, name in
                files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            }
        }
        try publish("2026-Q2", on: "2026-07-10")
        try national.reopen()
        let path = national.house.tenants.directory.national
        let old = try Data(contentsOf: URL(fileURLWithPath: path))
        try publish("2026-Q4", on: "2027-01-10")
        let (everything, bytes) = (try published(), try files())
        // Without region groups 150 tenants have no second table.
        #expect(everything.count == (tenants == 20 ? 3 : 2))

        try national.reopen(without: ["national.sqlite-wal", "national.sqlite-shm"]) {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: old)
            try handle.close()
        }
        #expect(try published().count == 1, "the old file knows one release")
        // Also without a start in between: what is due is taken from its file, not computed.
        try national.record(1, at: "t-1", on: "2027-01-10")
        #expect(try national.publish(on: "2027-01-11").count == (tenants == 3 ? 1 : 2))
        #expect(try national.releases.restoreFromFiles() == [])
        #expect(try published() == everything)
        #expect(try files() == bytes)
        try publish("2027-Q2", on: "2027-07-10")
    }

    /// The figures of a lost release are known to whoever saw them: its signals must not come again.
    @Test func `what a lost release held does not go out a second time with the next`() throws {
        let national = try NationalHouse(3)
        var model = ReleaseModel(national)
        let all = try national.slugs.map { try slug($0) }
        for slug in national.slugs { try national.record(5, at: slug, on: "2026-05-01") }
        _ = try national.publish(on: "2026-07-10")
        _ = try model.release(.v1, try #require(Quarter("2026-Q2")), enrolled: all, active: all)
        try national.reopen(without: ["national.sqlite", "national.sqlite-wal", "releases/v1-2026-Q2.json"])
        for slug in national.slugs { try national.record(2, at: slug, on: "2026-07-01") }
        try national.house.pass(until: "2027-01-10T12:00")
        _ = try national.publish(on: "2027-01-10")
        let expected = try model.release(.v1, try #require(Quarter("2026-Q4")), enrolled: all, active: all)
        #expect(try national.publication(.v1, "2026-Q4") == expected)
        #expect(try national.publication(.v1, "2026-Q2") == nil, "the gap stays")
    }

    @Test func `a release file that was changed is a gap when the national file is lost too, and stays as it is`()
        throws
    {
        let national = try NationalHouse(3)
        for slug in national.slugs { try national.record(5, at: slug, on: "2026-05-01") }
        _ = try national.publish(on: "2026-07-10")
        let path = "\(national.house.directory.path)/releases/v1-2026-Q2.json"
        let text = try String(contentsOfFile: path, encoding: .utf8).replacing("\"enrolled\":3", with: "\"enrolled\":4")
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        try national.reopen(without: ["national.sqlite", "national.sqlite-wal"])
        #expect(try national.releases.restoreFromFiles() == ["v1-2026-Q2.json"])
        #expect(try national.publish(on: "2026-07-12") == [.gap(slot: .v1, release: try #require(Quarter("2026-Q2")))])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
}
