import Domain
import Foundation
import National
import Platform
import Storage
import TestSupport
import Testing

/// Attack 2: whatever happens to the signals afterwards, what was published stays as it was.
@Suite struct FrozenTests {
    @Test(arguments: NationalHouse.sizes.map { max($0, 4) })
    func `a late, corrected or erased signal and a tenant that leaves change nothing published`(tenants: Int) throws {
        let national = try NationalHouse(tenants)
        var model = ReleaseModel(national)
        let all = try national.slugs.map { try slug($0) }
        for slug in national.slugs { try national.record(5, at: slug, on: "2026-05-01") }
        _ = try national.publish(on: "2026-07-10")
        let half = try #require(Quarter("2026-Q2"))
        let first = try model.release(.v1, half, enrolled: all, active: all)
        #expect(try national.publication(.v1, "2026-Q2") == first && first != nil)
        let before = try digests(national)
        #expect(before.count == 1)

        try national.house.pass(until: "2026-08-01T12:00")
        try national.record(3, at: "t-1", on: "2026-05-02")
        try national.house.store("t-2").write { writer in
            let signals = try writer.signals()
            // One erased, one that was about something else, one that was no concern after all.
            try writer.removeSignal(signals[0].uid, version: signals[0].version)
            for (signal, kind) in zip(signals.dropFirst(), [SignalKind.concern, .goodExample]) {
                try writer.changeSignal(
                    signal.uid, version: signal.version, SignalText(theme: .pressure, sector: .vo, kind: kind))
            }
        }
        let leaving = try #require(all.last)
        _ = try national.house.tenants.close(
            leaving, on: try #require(LocalDate("2026-08-01")), national.house.scope)
        let outcomes = try national.publish(on: "2026-08-02")
        #expect(outcomes.first == .known(slot: .v1, release: half))
        #expect(try national.releases.restoreFromFiles() == [])
        #expect(try digests(national) == before)
        #expect(try national.publication(.v1, "2026-Q2") == first)

        // What was recorded too late is counted once, with the period in which it was entered; the correction never.
        let (name, day) = tenants < 10 ? ("2026-Q4", "2027-01-10") : ("2026-Q3", "2026-10-10")
        let open = Array(all.dropLast())
        let late = try model.waiting(.v1, try slug("t-1"))
        #expect(late.count == 3)
        #expect(late.allSatisfy { $0.counted.recorded.description == "2026-Q3" })
        try national.house.pass(until: "\(day)T12:00")
        _ = try national.publish(on: day)
        // The one that left was still enrolled when the third quarter began.
        let enrolled = tenants < 10 ? open : all
        let next = try #require(Quarter(name))
        #expect(try model.waiting(.v1, try slug("t-2")).isEmpty, "a correction is no new signal")
        let expected = try model.release(.v1, next, enrolled: enrolled, active: open)
        #expect(try national.publication(.v1, name) == expected && expected != nil)
        #expect(try digests(national).filter { $0.key.contains("2026-Q2") } == before)
    }

    private func digests(_ national: NationalHouse) throws -> [String: [UInt8]] {
        let folder = national.house.tenants.directory.releases
        return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: [:]) { digests, name in
            digests[name] = SHA256.hash(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
        }
    }
}
