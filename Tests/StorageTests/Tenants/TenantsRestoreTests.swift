import Domain
import Foundation
import Platform
import TestSupport
import Testing

@testable import Storage

@Suite struct TenantsRestoreTests {
    @Test func `who reads while a file is replaced holds on to none that was moved away`() throws {
        let house = try TestHouse(settings: ["coordinator_name": "Oud"])
        let (duinrand, directory) = (try slug("duinrand"), house.tenants.directory)
        try house.store().close()
        let backup = house.directory.file("backup.sqlite")
        try FileManager.default.copyItem(atPath: directory.file(of: duinrand), toPath: backup)
        for _ in 0..<40 {
            try house.store().write { try $0.set("coordinator_name", "Nieuw") }
            let file = try FileDescriptor.open(backup, O_RDONLY)
            let staged = try StagedBackup.copy(file, log: nil, of: duinrand, in: directory)
            let isOver = Locked(false)
            let reader = JoinedThread {
                while !isOver.withLock({ $0 }) {
                    _ = try? house.tenants.store(duinrand, house.scope).read { _ in }
                }
            }
            _ = try house.tenants.restore(staged, house.scope)
            isOver.withLock { $0 = true }
            reader.join()
            #expect(try house.store().read { try $0.settings.coordinatorName } == "Oud")
        }
    }
}
