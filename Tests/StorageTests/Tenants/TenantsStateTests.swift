import Dispatch
import Domain
import Foundation
import Platform
import SQLite
import TestSupport
import Testing

@testable import Storage

@Suite struct TenantsStateTests {
    private let house: TestHouse
    private var directory: StateDirectory { get throws { try StateDirectory(house.directory.path) } }

    init() throws {
        house = try TestHouse(tenants: ["duinrand"])
    }

    @Test(arguments: ["gone", "empty"], ["tenants", "closed"])
    func `a lost control file is not made anew where there were tenants`(how: String, where folder: String) throws {
        if folder == "closed" {
            _ = try house.tenants.close(try slug("duinrand"), on: Zone.amsterdam.local(house.now).date, house.scope)
        }
        house.tenants.shutDown()
        let path = try directory.registry
        if how == "gone" { #expect(unlink(path) == 0) } else { #expect(truncate(path, 0) == 0) }
        let error = #expect(throws: StoreError.self) { try Tenants(in: try directory, clock: house.clock) }
        #expect(error?.words.contains("\(path) is lost, and ") == true)
        #expect(error?.words.contains("/\(folder) is not empty: restore the file from a backup") == true)
        #expect((access(path, F_OK) == 0) == (how == "empty"))
        let found = StateInspection(of: try directory)
        #expect(found.faults == [error?.words])
    }

    @Test func `a first start that was cut short is begun again`() throws {
        let empty = try TemporaryDirectory()
        #expect(FileManager.default.createFile(atPath: empty.file("control.sqlite"), contents: nil))
        #expect(mkdir(empty.file("tenants"), 0o700) == 0)
        chmod(empty.file("control.sqlite"), 0o600)
        let tenants = try Tenants(in: try StateDirectory(empty.path), clock: house.clock)
        #expect(try tenants.entries(house.scope).isEmpty)
        tenants.shutDown()
    }

    @Test func `looking at a sound state finds nothing and changes nothing`() throws {
        house.tenants.shutDown()
        let names = try FileManager.default.contentsOfDirectory(atPath: house.directory.path).sorted()
        let found = StateInspection(of: try directory)
        #expect(found.faults == [] && found.cautions == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: house.directory.path).sorted() == names)
    }

    @Test func `a tenant that would be set apart is a caution, not a fault`() throws {
        house.tenants.shutDown()
        chmod(try directory.file(of: try slug("duinrand")), 0o644)
        let found = StateInspection(of: try directory)
        #expect(found.faults == [])
        #expect(found.cautions.count == 1)
        #expect(
            found.cautions.allSatisfy { $0.hasPrefix("duinrand would be set apart: ") && $0.contains("chmod 0600") })
    }

    @Test func `a setting that reads as two sets the tenant apart`() throws {
        let store = try house.store()
        try store.write { writer in
            try writer.db.run("INSERT INTO setting VALUES (CAST(x'FF' AS TEXT), 'a'), (CAST(x'FE' AS TEXT), 'b')")
        }
        #expect(throws: StoreError.self) { try store.read { try $0.storedSettings() } }
        #expect(store.quarantine?.contains("a setting is stored twice") == true)
        #expect(throws: StoreError.self) { try store.read { try $0.settings } }
    }

    @Test func `a releases file that is too new is named with what to do`() throws {
        house.tenants.shutDown()
        try NationalFile(in: try directory).close()
        let connection = try Connection(path: try directory.national)
        try connection.script("PRAGMA user_version=99")
        connection.close()
        let error = #expect(throws: StoreError.self) { try NationalFile(in: try directory) }
        let words = "national.sqlite: written by a newer Naast (shape 99, this one knows 1): install the newer one"
        #expect(error?.words.hasSuffix(words) == true)
        #expect(StateInspection(of: try directory).cautions.contains { $0.hasSuffix(words) })
    }

    @Test func `what is kept for an hour is forgotten while the store stays open, and nobody waits for it`() throws {
        let store = try house.store()
        let kept = { try store.read { try $0.db.first("SELECT count(*) FROM spreadsheet_draft") { $0.int(0) } } }
        try store.write { _ = try $0.keepSpreadsheet(Array("naam\nNoor".utf8), .buddies, of: Uid.random()) }
        house.pass(.minutes(61))
        // A disk that hangs: the store's queue stands still until the gate opens.
        let (gate, inside) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let thread = JoinedThread {
            _ = try? store.read { _ in
                inside.signal()
                gate.wait()
            }
        }
        inside.wait()
        house.tenants.forgetWhatIsOver(house.scope)
        gate.signal()
        thread.join()
        #expect(try kept() == 0)
        // With nothing left to forget no statement runs.
        let before = try store.read { $0.db.machineSteps }
        house.tenants.forgetWhatIsOver(house.scope)
        #expect(try store.read { $0.db.machineSteps } == before)
    }
}
