import Domain
import Foundation
import National
import Storage
import TestSupport
import Testing

@testable import Daemon

@Suite struct ReleaseDeskTests {
    /// Ten tenants that take part, on the ninth of October 2026.
    private func house() throws -> TestHouse {
        let house = try TestHouse(at: "2026-05-01T12:00", tenants: (1...10).map { "t-\($0)" })
        for number in 1...10 { try house.tenants.noteEntered(try slug("t-\(number)"), house.scope) }
        try house.pass(until: "2026-08-01T12:00")
        let signal = #"{"ref":"s1","theme":"overstap","sector":"po","kind":"concern","recorded":"2026-07-20"}"#
        for number in 1...10 { try house.importing("{\"signals\":[\(signal)]}", into: "t-\(number)") }
        try house.pass(until: "2026-10-09T23:59")
        return house
    }

    @Test func `the daemon publishes at the cut-off, and not before`() throws {
        let house = try house()
        let desk = ReleaseDesk(house)
        desk.start(every: 20)
        defer { desk.stop() }
        let file = try #require(desk.file)
        #expect(try desk.publishDue().isEmpty, "nobody took part in the quarter before")
        try house.pass(until: "2026-10-10T00:00")
        #expect(try eventually { try file.releases(.v1).map(\.name.description) == ["2026-Q3"] })
        #expect(try desk.publishDue().map { "\($0)".contains("known") } == [true])
    }

    @Test func `signals of before the first tenant's quarter are not published unless it is said`() throws {
        let house = try house()
        #expect(try ReleaseDesk(house).firstQuarter() == Quarter("2026-Q3"))
        #expect(try ReleaseDesk(house, firstQuarter: Quarter("2027-Q1")).firstQuarter() == Quarter("2027-Q1"))
    }

    @Test func `region groups are those of the newest file of before the quarter`() throws {
        let house = try TestHouse()
        let regions = RegionFiles(in: house.directory.path)
        for (day, name) in [("2026-01-01", "Noord"), ("2026-07-02", "Oost"), ("anders", "Zuid")] {
            try #"{ regions: { \#(name): { "duinrand": 1000 } } }"#.write(
                toFile: house.directory.file("regions-\(day).json5"), atomically: true, encoding: .utf8)
        }
        let duinrand = try slug("duinrand")
        func region(_ day: String) throws -> String? { try regions.groups(on: try #require(LocalDate(day)))[duinrand] }
        #expect(try region("2025-10-01") == nil)
        #expect(try region("2026-07-01") == "Noord")
        #expect(try region("2026-10-01") == "Oost")
    }
}
