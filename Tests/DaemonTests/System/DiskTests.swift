import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: SmallDisk.isPossible || Requirement.all, "needs root and the right to mount"), .alone)
struct DiskTests {
    private static let slugs = ["duinrand", "rivierenland", "veenkamp"]

    @Test func `a full disk stops the mail and nothing else, and with room again all goes exactly once`() throws {
        let server = CountingSMTPServer(dotDelay: 5)
        defer { server.stop() }
        let disk = try SmallDisk(megabytes: 24)
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port), state: disk.path + "/state")
        for slug in Self.slugs {
            try home.add(slug)
            try home.importDue(300, into: slug)
        }
        let daemon = try DaemonProcess(home)
        #expect(eventually { server.total > 60 })
        disk.fill()
        #expect(eventually { daemon.log.contains("the disk cannot be written") })
        #expect(eventually { server.waiting == 0 })
        let stoppedAt = server.total
        #expect(stoppedAt < 900, "the disk must fill up while mail goes out")

        // The daemon lives: it answers, refuses an import in words, and loses nothing of what it had.
        let refused = try home.importing(
            Programmes.meetings(try DaemonHome.inHours(9), buddies: 300), into: "duinrand")
        #expect(refused.status == 1 && refused.errors.contains("the disk cannot be written"), "\(refused.errors)")
        #expect(!daemon.isOver)
        disk.makeRoom()
        #expect(try eventually(while: server.total) { try Self.slugs.allSatisfy { try home.sent($0) == 300 } })
        #expect(server.total == 900 && server.counts.count == 900)
        #expect(daemon.stop() == 0)
        for slug in Self.slugs {
            let letters = try home.queue(slug).filter { $0.kind == "before-day" }
            #expect(letters.allSatisfy { $0.state == "sent" && $0.doubts == 0 })
        }
        print("disk full: sent before it was full \(stoppedAt), after \(server.total - stoppedAt), twice 0")
    }

    @Test func `a daemon that starts on a full disk waits for room`() throws {
        let server = CountingSMTPServer()
        defer { server.stop() }
        let disk = try SmallDisk(megabytes: 16)
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port), state: disk.path + "/state")
        for slug in Self.slugs {
            try home.add(slug)
            try home.importDue(50, into: slug)
        }
        disk.fill()
        // Either it refuses at once, and systemd tries again, or it runs and sends as soon as there is room.
        let first = try? DaemonProcess(home)
        if let first { #expect(eventually { first.log.contains("the disk cannot be written") }) }
        #expect(server.total == 0)
        disk.makeRoom()
        let daemon = try first ?? DaemonProcess(home)
        #expect(try eventually(while: server.total) { try Self.slugs.allSatisfy { try home.sent($0) == 50 } })
        #expect(server.total == 150 && server.counts.count == 150)
        #expect(daemon.stop() == 0)
    }

    @Test func `on a read-only disk the daemon says so and ends, and what waited meanwhile goes once afterwards`()
        throws
    {
        let server = CountingSMTPServer(dotDelay: 5)
        defer { server.stop() }
        let disk = try SmallDisk(megabytes: 24)
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port), state: disk.path + "/state")
        try home.add("duinrand")
        try home.importDue(20, into: "duinrand")
        let daemon = try DaemonProcess(home)
        #expect(try eventually { try home.sent("duinrand") == 20 })
        #expect(daemon.stop() == 0)
        try home.add("rivierenland")
        try home.importDue(30, into: "rivierenland")

        // The kernel takes the write right away only while nothing is open for writing.
        try #require(disk.remount(readOnly: true))
        let refused = try DaemonProcess(home, waits: false)
        #expect(eventually { refused.isOver || refused.notices.lines.contains("READY=1") })
        try #require(refused.isOver, "it runs where it can write nothing down")
        #expect(refused.wait() == 1)
        #expect(refused.log.contains("Read-only file system"), "\(refused.log)")
        let verb = try home.run("status")
        #expect(verb.status == 1 && verb.errors.contains("Read-only file system"), "\(verb.errors)")
        #expect(server.total == 20)

        try #require(disk.remount(readOnly: false))
        #expect(try home.queue("rivierenland", state: "ready").count { $0.kind == "before-day" } == 30)
        let again = try DaemonProcess(home)
        #expect(try eventually(while: server.total) { try home.sent("rivierenland") == 30 })
        #expect(try home.sent("duinrand") == 20)
        #expect(server.total == 50 && server.counts.count == 50)
        #expect(again.stop() == 0)
        let letters = try home.queue("rivierenland", state: "sent")
        #expect(letters.allSatisfy { $0.history == ["planned", "sent"] })
    }
}
