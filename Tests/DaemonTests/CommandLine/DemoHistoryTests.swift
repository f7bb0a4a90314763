import Domain
import Foundation
import Platform
import Storage
import TestSupport
import Testing

@testable import Daemon

@Suite struct DemoHistoryTests {
    @Test func `a history that was ended half-way is made whole by the next start, and then left as it is`() throws {
        let directory = try TemporaryDirectory()
        let state = directory.file("demo")
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let configuration = try Configuration.parse(Array("{ state: '\(state)' }".utf8))
        let now = try moment("2026-11-22T12:00")
        func prepare(steps: Int) throws -> [String] {
            var (said, step): ([String], Int) = ([], 0)
            try DemoHistory.prepare(configuration, at: now) {
                step += 1
                if step > steps { throw SignalLoop.EndAsked() }
            } say: {
                said.append($0)
            }
            return said
        }
        // Some tenants; then all of them, and the signals of some in the first quarter.
        for steps in [5, 17] { #expect(throws: SignalLoop.EndAsked.self) { try prepare(steps: steps) } }
        #expect(try prepare(steps: .max).count == 1)
        #expect(try prepare(steps: 0) == [])

        let house = try House(configuration, clock: SystemClock(), log: .silent)
        defer { house.close() }
        let releases = try #require(house.releases.file)
        #expect(try releases.releases(.v1).count >= 8)
        for slug in DemoTenants.slugs {
            let shown = house.desk.answer(.showTenant(slug: slug)).output
            #expect(shown.contains("quiet_days"), "\(shown)")
        }
    }
}
