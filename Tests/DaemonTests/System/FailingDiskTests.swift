import Foundation
import TestSupport
import Testing

// A loop device is the machine's: no package that CI could install brings it. Under the sanitizer DiskTests does the same.
@Suite(
    .enabled(if: FailingDisk.isPossible && !Requirement.isSanitized, "needs root and a loop device with ext4"), .alone)
struct FailingDiskTests {
    @Test func `a file system that becomes read-only under the daemon loses nothing, and all goes when it is mended`()
        throws
    {
        let server = CountingSMTPServer(dotDelay: 5)
        defer { server.stop() }
        let disk = try FailingDisk(megabytes: 64)
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port), state: disk.path + "/state")
        let slugs = ["duinrand", "rivierenland"]
        for slug in slugs {
            try home.add(slug)
            try home.importDue(300, into: slug)
        }
        let daemon = try DaemonProcess(home)
        #expect(eventually { server.total > 60 })
        // Between two of its writes: ext4 calls the very fdatasync durable that its own failure comes into (in 15 of 40
        // tries of a program that does nothing else, Linux 6.18), and no program can know better.
        var failedAt = 0
        try daemon.whileItStands {
            failedAt = server.total
            try disk.fail()
        }
        #expect(eventually { daemon.log.contains("the disk cannot be written") }, "\(daemon.log.suffix(2_000))")
        #expect(failedAt < 500, "the disk must fail while mail goes out")

        // It lives, answers, and says no in words; what it cannot write down it does not send.
        let refused = try home.importing(Programmes.meetings(try DaemonHome.inHours(9)), into: "duinrand")
        #expect(refused.status == 1 && refused.errors.contains("the disk cannot be written"), "\(refused.errors)")
        #expect(try home.statuses().count == 2)
        #expect(!daemon.isOver)
        #expect(daemon.stop() == 0, "\(daemon.log.suffix(2_000))")
        // Only what had its intent on the disk: one for each connection.
        #expect(server.total <= failedAt + 8)

        try disk.repair()
        let again = try DaemonProcess(home)
        #expect(try eventually(while: server.total) { try slugs.allSatisfy { try home.sent($0) == 300 } })
        #expect(server.counts.count == 600)
        // Taken by the relay while that could not be written down: at most one for each connection, and known.
        let twice = server.counts.filter { $0.value > 1 }
        #expect(twice.count <= 8 && twice.allSatisfy { $0.value == 2 })
        let letters = try slugs.flatMap { try home.queue($0) }.filter { $0.kind == "before-day" }
        #expect(letters.count == 600 && letters.allSatisfy { $0.state == "sent" })
        #expect(letters.filter { twice[$0.messageID] != nil }.allSatisfy { $0.history.contains("doubt") })
        #expect(again.stop() == 0)
        print("read-only: sent before it failed \(failedAt), twice \(twice.count)")
    }
}
