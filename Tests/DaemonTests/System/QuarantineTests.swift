import Foundation
import TestSupport
import Testing

@Suite struct QuarantineTests {
    /// What can happen to a tenant's file while the daemon is down, and a word of what the operator is told.
    enum Harm: String, CaseIterable, Sendable {
        case swapped = "put the right file there"
        case symbolicLink = "is a symbolic link"
        case linkedFolder = "put the folder itself there"
        case hardLink = "remove the other one"
        case openToOthers = "chmod 0600"
        case folderOpenToOthers = "chmod 0700"
        case tooNew = "install the newer one"
        case belowZero = "the number of its shape"
        case text = "restore it from a backup"
        case anothersDatabase = "not a file of Naast"
        case gone = "cannot be found"
        case cutShort = "damaged"
        case pipe = "sqlite is not a file"
        case journalPipe = "sqlite-journal is not a file"
    }

    @Test(arguments: Harm.allCases)
    func `a tenant whose file is not to be trusted is set apart and the others send`(harm: Harm) throws {
        let home = try DaemonHome()
        for slug in ["duinrand", "rivierenland", "veenkamp"] {
            try home.add(slug)
            try home.importDue(3, into: slug)
        }
        let harmed = try inflict(harm, on: home)
        let daemon = try DaemonProcess(home)
        for slug in ["duinrand", "rivierenland", "veenkamp"] where !harmed.contains(slug) {
            #expect(try eventually { try home.sent(slug) == 3 })
        }
        for slug in harmed {
            #expect(try home.status(of: slug)["state"] as? String == "quarantined")
            let why = try home.sound("tenant", "show", slug).output
            #expect(why.contains(harm.rawValue), "\(why)")
            let log = daemon.log.split(separator: "\n").filter { $0.contains("tenant-quarantined") }
            #expect(log.count { $0.contains("tenant=\(slug)") && $0.contains(harm.rawValue) } == 1, "\(log)")
            #expect(try home.run("queue", slug).status == 1)
        }
        #expect(home.delivered == 3 * (3 - harmed.count))
        #expect(daemon.stop() == 0)
    }

    @Test func `a file that was mended is taken again by resume, without a restart`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        try home.importDue(3, into: "duinrand")
        chmod(home.file(of: "duinrand"), 0o644)
        let daemon = try DaemonProcess(home)
        #expect(try home.status(of: "duinrand")["state"] as? String == "quarantined")
        #expect(try home.run("tenant", "resume", "duinrand").status == 1)
        chmod(home.file(of: "duinrand"), 0o600)
        try home.sound("tenant", "resume", "duinrand")
        #expect(try eventually { try home.sent("duinrand") == 3 })
        #expect(daemon.stop() == 0)
    }

    private func inflict(_ harm: Harm, on home: DaemonHome) throws -> [String] {
        let (file, files) = (home.file(of: "duinrand"), FileManager.default)
        let (folder, aside) = ((file as NSString).deletingLastPathComponent, home.directory.file("aside"))
        switch harm {
        case .swapped:
            try files.moveItem(atPath: file, toPath: aside)
            try files.moveItem(atPath: home.file(of: "veenkamp"), toPath: file)
            try files.moveItem(atPath: aside, toPath: home.file(of: "veenkamp"))
            return ["duinrand", "veenkamp"]
        case .symbolicLink:
            try files.moveItem(atPath: file, toPath: aside)
            try files.createSymbolicLink(atPath: file, withDestinationPath: aside)
        case .linkedFolder:
            try files.moveItem(atPath: folder, toPath: aside)
            try files.createSymbolicLink(atPath: folder, withDestinationPath: aside)
        case .hardLink: try files.linkItem(atPath: file, toPath: aside)
        case .openToOthers: chmod(file, 0o644)
        case .folderOpenToOthers: chmod(folder, 0o755)
        // The header's user_version, big-endian (https://sqlite.org/fileformat.html, 1.3).
        case .tooNew: try overwrite(file, at: 60, with: [0, 0, 0, 99])
        // The same number is signed: one bit more makes it less than nothing.
        case .belowZero: try overwrite(file, at: 60, with: [0x80, 0, 0, 1])
        case .text: try overwrite(file, at: 0, with: Array("Beste Noor, dit is geen database\n".utf8))
        // The header's application id.
        case .anothersDatabase: try overwrite(file, at: 68, with: [1, 2, 3, 4])
        case .gone: try files.removeItem(atPath: file)
        case .cutShort: truncate(file, 9_000)
        case .pipe:
            try files.removeItem(atPath: file)
            mkfifo(file, 0o600)
        // SQLite opens a journal to see whether it must be played back, and would wait for somebody to write to it.
        case .journalPipe: mkfifo(file + "-journal", 0o600)
        }
        return ["duinrand"]
    }

    private func overwrite(_ path: String, at offset: UInt64, with bytes: [UInt8]) throws {
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: offset)
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }
}
