import Domain
import Foundation
import National
import Platform
import SQLite
import Storage
import TestSupport
import Testing

/// Attack 3: a process that dies at any step of a release, and the run after it.
@Suite struct ReleaseKillTests {
    /// A real process each time, ended by a real SIGKILL right after the step.
    @Test(arguments: [(20, Slot.v2)] + NationalHouse.sizes.map { ($0, .v1) })
    func `kill -9 at every step of a release, and the next run has identical bytes`(tenants: Int, slot: Slot)
        async throws
    {
        let national = try NationalHouse(tenants)
        for slug in national.slugs { try national.record(3, at: slug, on: "2026-05-03") }
        let copies = try TemporaryDirectory()
        let start = try national.parked(until: "2027-01-10T12:00")
        let calm = try start.copied(to: copies.file("calm"))
        #expect(try calm().count == (tenants == 3 ? 1 : 2))
        let expected = try calm.published()
        #expect(expected.files.count == (tenants == 20 ? 2 : 1))

        for step in ReleaseStep.allCases {
            let run = try start.copied(to: copies.file("\(step)"))
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [run = run as ReleaseRun, slot = slot.rawValue as String, step = step as ReleaseStep] in
                _ = try run { reachedSlot, reached in
                    if reachedSlot?.rawValue == slot, reached == step { kill(getpid(), SIGKILL) }
                }
            }
            let broken = try run.published()
            #expect(
                broken.publications.count < expected.publications.count || [.committed, .marked].contains(step),
                "\(step)")
            _ = try run()
            #expect(try run.published() == expected, "\(slot) killed after \(step)")
            // Without region groups 150 tenants have no second table: that is no outcome to be known.
            #expect(try run().prefix(expected.files.count).allSatisfy(\.isKnown), "\(step)")
        }
    }

    /// The file was there before the crash, perhaps in a backup too: what happens to the signals now changes nothing.
    @Test(arguments: [true, false])
    func `what is erased between a crash and the next run does not show in the release`(restoring: Bool) async throws {
        let national = try NationalHouse(3)
        for slug in national.slugs { try national.record(3, at: slug, on: "2026-05-03") }
        let copies = try TemporaryDirectory()
        let start = try national.parked(until: "2026-07-10T12:00")
        let calm = try start.copied(to: copies.file("calm"))
        _ = try calm()
        let run = try start.copied(to: copies.file("killed"))
        await #expect(processExitsWith: .signal(SIGKILL)) { [run = run as ReleaseRun] in
            _ = try run { _, reached in
                if reached == .fileLinked { kill(getpid(), SIGKILL) }
            }
        }
        let file = try Connection(path: try StateDirectory(run.directory).file(of: try slug("t-1")))
        try file.run("DELETE FROM signal")
        file.close()
        #expect(try run(restoring: restoring).count == 1)
        #expect(try run() == [.known(slot: .v1, release: try #require(Quarter("2026-Q2")))])
        #expect(try run.published() == (try calm.published()))
    }
}
