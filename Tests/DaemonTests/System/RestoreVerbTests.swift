import Foundation
import TestSupport
import Testing

@Suite struct RestoreVerbTests {
    /// A tenant with three messages that were due when its file was copied, all sent since.
    private func home(_ policy: String) throws -> (home: DaemonHome, backup: String) {
        let home = try DaemonHome()
        try home.add("duinrand", "doubt_policy=\(policy)")
        try home.importDue(3, into: "duinrand")
        let backup = home.directory.file("yesterday.sqlite")
        try FileManager.default.copyItem(atPath: home.file(of: "duinrand"), toPath: backup)
        let daemon = try DaemonProcess(home)
        #expect(try home.eventuallySent(3, "duinrand"))
        #expect(daemon.stop() == 0)
        return (home, backup)
    }

    private func kept(_ home: DaemonHome) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: home.state + "/backups/duinrand")) ?? []
    }

    @Test(arguments: [false, true])
    func `what was due before goes once more with its own Message-ID, and its doubt is written down first`(
        whileRunning: Bool
    ) throws {
        let (home, backup) = try home("resend")
        let sent = try home.queue("duinrand", state: "sent").map(\.messageID)
        let running = try whileRunning ? DaemonProcess(home) : nil
        let ran = try home.sound("restore", "duinrand", backup)
        #expect(ran.errors.contains("3 messages that were due are in doubt"))
        let daemon = try running ?? DaemonProcess(home)
        #expect(try home.eventuallySent(3, "duinrand"))
        #expect(home.delivered == 6)
        let again = try home.queue("duinrand", state: "sent")
        #expect(again.map(\.messageID).sorted() == sent.sorted())
        for entry in again { #expect(entry.history == ["planned", "doubt", "sent"] && entry.doubts == 1) }
        #expect(kept(home).count == 1 && kept(home).allSatisfy { $0.hasPrefix("replaced-") })
        #expect(daemon.stop() == 0)
    }

    @Test func `where doubts are held nothing goes twice`() throws {
        let (home, backup) = try home("hold")
        let daemon = try DaemonProcess(home)
        try home.sound("restore", "duinrand", backup)
        #expect(try home.queue("duinrand", state: "held").count == 3)
        #expect(home.delivered == 3)
        #expect(daemon.stop() == 0)
    }

    @Test(arguments: ["gone", "damaged", "suspended"])
    func `a tenant that is set apart gets its file back without a restart, and a suspended one stays so`(
        state: String
    ) throws {
        let (home, backup) = try home("hold")
        let file = home.file(of: "duinrand")
        switch state {
        case "gone": try FileManager.default.removeItem(atPath: file)
        case "damaged": try Data("no database".utf8).write(to: URL(fileURLWithPath: file))
        default: try home.sound("tenant", "suspend", "duinrand")
        }
        chmod(file, 0o600)
        let daemon = try DaemonProcess(home)
        let before = try home.status(of: "duinrand")["state"] as? String
        #expect(before == (state == "suspended" ? "suspended" : "quarantined"))
        try home.sound("restore", "duinrand", backup)
        #expect(try home.status(of: "duinrand")["state"] as? String == (state == "suspended" ? "suspended" : "active"))
        #expect(try home.queue("duinrand").filter { $0.kind == "before-day" }.count == 3)
        #expect(daemon.stop() == 0)
    }

    @Test func `a -wal beside the file that cannot be read is not passed over`() throws {
        let (home, backup) = try home("resend")
        // Root may read everything but a link to itself.
        #expect(symlink(backup + "-wal", backup + "-wal") == 0)
        let ran = try home.run("restore", "duinrand", backup)
        #expect(ran.status == 1 && ran.errors.contains("-wal: Too many levels"), "\(ran.errors)")
        #expect(kept(home).isEmpty)
    }

    @Test(arguments: [false, true])
    func `what is no whole file of this tenant changes nothing`(whileRunning: Bool) throws {
        let (home, backup) = try home("resend")
        try home.add("veenkamp")
        let daemon = try whileRunning ? DaemonProcess(home) : nil
        let whole = try Data(contentsOf: URL(fileURLWithPath: backup))
        let bad = home.directory.file("bad.sqlite")
        // The sign of the header's user_version (https://sqlite.org/fileformat.html, 1.3).
        var belowZero = whole
        belowZero[60] = 0x80
        let faults: [(bytes: Data, words: String)] = [
            (Data("no database".utf8), "not a"), (whole.prefix(whole.count / 2), "cannot be taken"),
            (Data(), "cannot be taken"), (belowZero, "the number of its shape"),
        ]
        for fault in faults {
            try fault.bytes.write(to: URL(fileURLWithPath: bad))
            let ran = try home.run("restore", "duinrand", bad)
            #expect(ran.status == 1 && ran.errors.contains(fault.words), "\(ran.errors)")
        }
        for (slug, path) in [
            ("veenkamp", backup), ("duinrand", home.directory.file("nothing")), ("duinrand", "/dev/null"),
            ("duinrand", home.state), ("nergens", backup),
        ] {
            let ran = try home.run("restore", slug, path)
            #expect(ran.status == 1, "\(slug) \(path): \(ran.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: home.state + "/backups/nergens"))
        #expect(kept(home).isEmpty)
        #expect(try home.queue("duinrand", state: "sent").count == 3)
        #expect(try home.status(of: "veenkamp")["state"] as? String == "active")
        #expect(daemon?.stop() ?? 0 == 0)
    }
}
