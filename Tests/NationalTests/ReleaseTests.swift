import Domain
import Foundation
import National
import Platform
import Storage
import TestSupport
import Testing

@Suite struct ReleaseTests {
    private let halfYear = PublishedTable(.none, .halfYear)
    private let quarter = PublishedTable(.none, .quarter)

    @Test func `three tenants publish a half-year on the tenth day after it, and not before`() throws {
        let national = try NationalHouse(3)
        for slug in national.slugs { try national.record(7, at: slug, on: "2026-05-03") }
        #expect(try national.publish(on: "2026-07-09") == [], "the quarter before ends no half-year")
        #expect(
            try national.publish(on: "2026-07-10")
                == [.published(slot: .v1, release: try #require(Quarter("2026-Q2")), tenants: 3)])
        let windows = Dictionary(
            uniqueKeysWithValues: national.slugs.map { ($0, (after: String?.none, until: "2026-Q2")) })
        let expected = try national.expected(.v1, halfYear, "2026-Q2", enrolled: 3, windows: windows)
        #expect(try national.publication(.v1, "2026-Q2") == expected)
        #expect(expected.rows.count == 12)
        let transition = try #require(expected.rows.first { $0.cell.theme == .transition })
        #expect(abs(transition.value - 21) <= 12, "the noise is small")
    }

    @Test func `under three contributors nothing is published, and everything carries over`() throws {
        let national = try NationalHouse(3)
        for slug in national.slugs { try national.record(2, at: slug, on: "2026-05-05") }
        try national.house.tenants.setState(try slug("t-3"), .suspended, national.house.scope)
        #expect(
            try national.publish(on: "2026-07-10") == [.tooFew(slot: .v1, release: try #require(Quarter("2026-Q2")))])
        try national.house.tenants.setState(try slug("t-3"), .active, national.house.scope)
        try national.house.pass(until: "2027-01-10T12:00")
        #expect(try national.publish(on: "2027-01-10").count == 1)
        let total = try #require(try national.publication(.v1, "2026-Q4")).rows
            .first { $0.cell.theme == .transition }
        let windows = Dictionary(
            uniqueKeysWithValues: national.slugs.map { ($0, (after: String?.none, until: "2026-Q4")) })
        #expect(
            total
                == (try national.expected(.v1, halfYear, "2026-Q4", enrolled: 3, windows: windows)).rows
                .first { $0.cell.theme == .transition })
    }

    @Test func `a second run changes nothing, and a lost national file comes back from the releases, byte for byte`()
        throws
    {
        let national = try NationalHouse(4)
        for slug in national.slugs { try national.record(5, at: slug, on: "2026-05-01") }
        _ = try national.publish(on: "2026-07-10")
        let first = try #require(try national.publication(.v1, "2026-Q2"))
        let hashes = try national.file.releases(.v1).map(\.hash)
        #expect(
            try national.publish(on: "2026-07-11") == [.known(slot: .v1, release: try #require(Quarter("2026-Q2")))])

        try national.reopen(without: ["national.sqlite", "national.sqlite-wal"])
        #expect(try national.publication(.v1, "2026-Q2") == nil)
        #expect(try national.releases.restoreFromFiles() == [])
        #expect(try national.publication(.v1, "2026-Q2") == first)
        #expect(try national.file.releases(.v1).map(\.hash) == hashes)
    }

    @Test func `a release that is lost in both places is a gap, never computed again`() throws {
        let national = try NationalHouse(3)
        for slug in national.slugs { try national.record(5, at: slug, on: "2026-05-01") }
        _ = try national.publish(on: "2026-07-10")
        try national.reopen(without: ["national.sqlite", "national.sqlite-wal", "releases/v1-2026-Q2.json"])
        #expect(try national.publish(on: "2026-07-12") == [.gap(slot: .v1, release: try #require(Quarter("2026-Q2")))])
    }

    @Test func `a release file that was touched is named and left alone`() throws {
        let national = try NationalHouse(3)
        for slug in national.slugs { try national.record(5, at: slug, on: "2026-05-01") }
        _ = try national.publish(on: "2026-07-10")
        let path = "\(national.house.directory.path)/releases/v1-2026-Q2.json"
        var text = try String(contentsOfFile: path, encoding: .utf8)
        text = text.replacing("\"enrolled\":3", with: "\"enrolled\":4")
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        #expect(try national.releases.restoreFromFiles() == ["v1-2026-Q2.json"])
    }

    /// Attack 2: whatever happens to the signals afterwards, what was published stays as it was.
    @Test func `a late, corrected or erased signal and a tenant that leaves change nothing published`() throws {
        let national = try NationalHouse(4)
        for slug in national.slugs { try national.record(5, at: slug, on: "2026-05-01") }
        _ = try national.publish(on: "2026-07-10")
        let before = try national.file.releases(.v1).map(\.hash)
        try national.house.pass(until: "2026-08-01T12:00")
        try national.record(3, at: "t-1", on: "2026-05-02")
        _ = try national.house.tenants.close(
            try slug("t-4"), on: try #require(LocalDate("2026-08-01")), national.house.scope)
        _ = try national.publish(on: "2026-08-02")
        #expect(try national.file.releases(.v1).map(\.hash) == before)
        // What was recorded too late is counted once, with the half-year in which it was entered.
        try national.house.pass(until: "2027-01-10T12:00")
        #expect(try national.publish(on: "2027-01-10").count == 1)
        let windows = Dictionary(
            uniqueKeysWithValues: ["t-1", "t-2", "t-3"].map { ($0, (after: "2026-Q2" as String?, until: "2026-Q4")) })
        let expected = try national.expected(.v1, halfYear, "2026-Q4", enrolled: 3, windows: windows)
        #expect(try national.publication(.v1, "2026-Q4") == expected)
        let late = try national.house.store("t-1").read { reader in
            try reader.contributions(
                to: PublishedTable(.none, .halfYear), region: nil, after: Quarter("2026-Q2"),
                until: try #require(Quarter("2026-Q4")))
        }
        #expect(late[Cell(.transition)]?.count == 3)
    }

    /// Attack 7: the resolution changes only at the quarter, and every signal appears at most once per slot.
    @Test func `nine tenants that become ten and nine again release every signal once`() throws {
        let national = try NationalHouse(9)
        for slug in national.slugs { try national.record(4, at: slug, on: "2026-07-03") }
        // A tenth joins in the summer; it counts from the fourth quarter on.
        try national.house.add("t-10")
        try national.house.tenants.noteEntered(try slug("t-10"), national.house.scope)
        try national.house.pass(until: "2026-10-05T12:00")
        for slug in national.slugs { try national.record(4, at: slug, on: "2026-10-04") }
        #expect(try national.publish(on: "2026-10-12") == [], "nine tenants have half-years")
        try national.house.pass(until: "2027-01-10T12:00")
        let outcomes = try national.publish(on: "2027-01-10")
        let release = try #require(Quarter("2026-Q4"))
        #expect(outcomes.contains(.published(slot: .v1, release: release, tenants: 10)))
        #expect(outcomes.contains(.published(slot: .v2, release: release, tenants: 10)))
        let first = try #require(try national.publication(.v1, "2026-Q4"))
        #expect(first.table == quarter)
        let windows = Dictionary(
            uniqueKeysWithValues: (national.slugs + ["t-10"]).map { ($0, (after: String?.none, until: "2026-Q4")) })
        #expect(first == (try national.expected(.v1, quarter, "2026-Q4", enrolled: 10, windows: windows)))

        _ = try national.house.tenants.close(
            try slug("t-10"), on: try #require(LocalDate("2027-01-11")), national.house.scope)
        try national.house.pass(until: "2027-04-10T12:00")
        for slug in national.slugs { try national.record(2, at: slug, on: "2027-02-02") }
        _ = try national.publish(on: "2027-04-10")
        try national.house.pass(until: "2027-07-10T12:00")
        for slug in national.slugs { try national.record(1, at: slug, on: "2027-06-02") }
        _ = try national.publish(on: "2027-07-10")
        let last = try #require(try national.publication(.v1, "2027-Q2"))
        let after = try national.file.releases(.v1).map(\.name.description)
        #expect(last.table == halfYear)
        #expect(after.last == "2027-Q2")
    }

    /// Attack 8: nothing in the national files tells of one tenant's signals.
    @Test func `the national file and the releases hold no text of a signal and no tenant's count`() throws {
        let national = try NationalHouse(3)
        for (index, slug) in national.slugs.enumerated() {
            try national.record(1_000 + index, at: slug, on: "2026-05-01")
        }
        _ = try national.publish(on: "2026-07-10")
        national.file.close()
        let root = national.house.directory.path
        let files =
            ["national.sqlite"]
            + (try FileManager.default.contentsOfDirectory(atPath: "\(root)/releases"))
            .map { "releases/\($0)" }
        for name in files {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(name)"))
            for secret in ["vrije tekst", "1000", "1001", "1002"] {
                #expect(data.range(of: Data(secret.utf8)) == nil, "\(name) holds \(secret)")
            }
        }
    }

    @Test(arguments: [1, 7, 30]) func `a quarter is due from the tenth day after it on`(day: Int) throws {
        let today = try #require(LocalDate(year: 2026, month: 10, day: day))
        let national = try NationalHouse(10)
        try national.house.pass(until: "\(today)T12:00")
        let outcomes = try national.publish(on: today.description)
        let due = try #require(Quarter(day < 10 ? "2026-Q2" : "2026-Q3"))
        #expect(outcomes.first == .published(slot: .v1, release: due, tenants: 10))
    }
}
