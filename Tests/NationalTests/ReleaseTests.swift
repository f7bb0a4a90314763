import Domain
import Foundation
import National
import Platform
import Storage
import TestSupport
import Testing

@Suite struct ReleaseTests {
    private let halfYear = PublishedTable(.none, .halfYear)

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

    @Test(arguments: [1, 7, 30]) func `a quarter is due from the tenth day after it on`(day: Int) throws {
        let today = try #require(LocalDate(year: 2026, month: 10, day: day))
        let national = try NationalHouse(10)
        try national.house.pass(until: "\(today)T12:00")
        let outcomes = try national.publish(on: today.description)
        let due = try #require(Quarter(day < 10 ? "2026-Q2" : "2026-Q3"))
        #expect(outcomes.first == .published(slot: .v1, release: due, tenants: 10))
    }
}
