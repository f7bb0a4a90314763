import Domain
import Foundation
import SQLite
import TestSupport
import Testing

@testable import Storage

@Suite struct TenantsAddTests {
    private static func entry(_ text: String) throws -> TenantEntry {
        TenantEntry(slug: try slug(text), name: "Steunpunt", kind: .swv, state: .active)
    }

    @Test(.enabled(if: SmallDisk.isPossible || Requirement.all, "needs root and the right to mount"))
    func `whatever room the disk has, a tenant is added whole or leaves nothing, and its slug stays free`() throws {
        let disk = try SmallDisk(megabytes: 8)
        let tenants = try Tenants(in: try StateDirectory(disk.path), clock: ManualClock(wallMilliseconds: 0))
        defer { tenants.shutDown() }
        disk.fill()
        let email = try mailAddress("noor@duinrand.example")
        var refusals = 0
        // A little more each time: sooner or later every write of the adding is the one for which there is no room.
        while true {
            do {
                try tenants.add(
                    try Self.entry("duinrand"), settings: ["name": "Steunpunt"], swvs: ["SWV"], coordinators: [email],
                    SystemScope()
                ) { writer in
                    for member in try writer.members() { try writer.sendWelcome(to: member) }
                }
                break
            } catch {
                guard case .unwritable? = error as? StoreError else { throw error }
                refusals += 1
                try #require(refusals < 2_000)
                #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path + "/tenants").isEmpty)
                #expect(try tenants.entries(SystemScope()).isEmpty)
                disk.makeRoom(bytes: 16_384)
            }
        }
        #expect(refusals > 3)
        let store = try tenants.store(try slug("duinrand"), SystemScope())
        #expect(try store.read { try $0.coordinatorCount() } == 1)
        let kinds = try store.read { try $0.messages(state: nil).map(\.kind) }
        #expect(kinds.contains("login"))
        #expect(try store.read { try $0.settings.name } == "Steunpunt")
    }

    @Test func `a welcome that cannot be made leaves no tenant`() throws {
        struct Torn: Error {}
        let house = try TestHouse(tenants: [])
        #expect(throws: StoreError.self) {
            try house.tenants.add(
                try Self.entry("duinrand"), settings: [:], swvs: [], coordinators: [], house.scope
            ) { _ in throw Torn() }
        }
        #expect(try house.tenants.entries(house.scope).isEmpty)
        try house.add("duinrand")
        #expect(try house.tenants.entries(house.scope).count == 1)
    }

    @Test func `what stands in a new tenant's place is never overwritten`() throws {
        let house = try TestHouse(tenants: [])
        let folder = house.directory.file("tenants/duinrand")
        #expect(mkdir(folder, 0o700) == 0)
        try Data("van iemand".utf8).write(to: URL(fileURLWithPath: folder + "/tenant.sqlite"))
        let error = #expect(throws: StoreError.self) { try house.add("duinrand") }
        #expect(error?.description.contains("move it away first") == true)
        #expect(try String(contentsOfFile: folder + "/tenant.sqlite", encoding: .utf8) == "van iemand")
        #expect(try house.tenants.entries(house.scope).isEmpty)
    }
}
