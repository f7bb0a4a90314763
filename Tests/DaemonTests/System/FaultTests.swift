import Foundation
import TestSupport
import Testing

/// What is wrong is the same, in the same words, to `naast check`, to the start, and to SIGHUP.
@Suite struct FaultTests {
    /// A fault, and a word of what the operator is told.
    enum Fault: String, CaseIterable, Sendable {
        case unknownKey = "relais"
        case noAuthorityFile = "relays.default.ca_file: "
        case noSecret = "signals.secret_file: "
        case shortSecret = "has 4 bytes; 16 is the least"
        case noPassword = "relays.default.password_file: "
        case noFolderForMail = "relays.default.url: "
        case stateOpenToOthers = "is open to others: chmod 0700"
        case brokenRegions = "regions-2026-01-01.json5"
        case controlTooNew = "control.sqlite: written by a newer Naast"
        case controlBelowZero = "control.sqlite: the file is damaged (the number of its shape)"
        case controlDamaged = "control.sqlite is damaged: restore it from a backup"
        case controlNotOurs = "control.sqlite: not a file of Naast"
        case controlLost = "control.sqlite is lost, and "
        case controlOpenToOthers = "control.sqlite is open to others: chmod 0600"

        /// Whether a running daemon looks there again: what is in the state it has open already.
        var isReadAgain: Bool {
            switch self {
            case .controlTooNew, .controlBelowZero, .controlDamaged, .controlNotOurs, .controlLost,
                .controlOpenToOthers:
                false
            default: true
            }
        }
    }

    @Test(arguments: Fault.allCases)
    func `check, the start and SIGHUP agree`(fault: Fault) throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        try home.importDue(1, into: "duinrand")
        #expect(try home.run("check").status == 0)
        if fault.isReadAgain {
            let daemon = try DaemonProcess(home)
            try inflict(fault, on: home)
            daemon.signal(SIGHUP)
            #expect(daemon.notices.hears("READY=1", times: 2))
            #expect(daemon.log.contains(fault.rawValue) && daemon.log.contains("not-reloaded"), "\(daemon.log)")
            #expect(eventually { home.delivered == 1 })
            #expect(daemon.stop() == 0)
        } else {
            try inflict(fault, on: home)
        }
        let check = try home.run("check")
        #expect(check.status == 78)
        #expect(check.errors.contains(fault.rawValue), "\(check.errors)")
        let daemon = try DaemonProcess(home, waits: false)
        #expect(eventually { daemon.isOver || daemon.notices.lines.contains("READY=1") })
        #expect(daemon.isOver, "it started all the same")
        #expect(daemon.stop() == 78)
        let words = try #require(check.errors.split(separator: "\n").first { $0.contains(fault.rawValue) })
        let problem = words.dropFirst(home.configuration.count + 2)
        #expect(daemon.log.contains(problem), "\(daemon.log)")
    }

    @Test func `a tenant that would be set apart is told and keeps nobody from starting`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        chmod(home.file(of: "duinrand"), 0o644)
        let check = try home.run("check")
        #expect(check.status == 0)
        #expect(check.errors.contains("careful: state: duinrand would be set apart"), "\(check.errors)")
        #expect(!check.errors.contains("all is right"))
        #expect(try DaemonProcess(home).stop() == 0)
    }

    @Test func `check leaves a new state directory as it is, and does not stand in a running daemon's way`() throws {
        let home = try DaemonHome()
        #expect(try home.run("check").status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.state) == [])
        let daemon = try DaemonProcess(home)
        #expect(try home.run("check").status == 0)
        #expect(daemon.stop() == 0)
    }

    @Test func `keys that SIGHUP does not change are named once`() throws {
        let home = try DaemonHome()
        let daemon = try DaemonProcess(home)
        try home.configure(logLevel: "info", extra: #"helpdesk: { name: "Balans" }, signals: { public: true }"#)
        daemon.signal(SIGHUP)
        #expect(daemon.notices.hears("READY=1", times: 2))
        let lines = daemon.log.split(separator: "\n").filter { $0.contains("restart-needed") }
        #expect(lines.count == 1, "\(daemon.log)")
        #expect(lines.allSatisfy { $0.contains("helpdesk.name, signals.public, log.level") }, "\(lines)")
        try home.configure()
        daemon.signal(SIGHUP)
        #expect(daemon.notices.hears("READY=1", times: 3))
        #expect(daemon.log.split(separator: "\n").count { $0.contains("restart-needed") } == 1)
        #expect(daemon.stop() == 0)
    }

    private func inflict(_ fault: Fault, on home: DaemonHome) throws {
        let smtp = #"url: "smtps://127.0.0.1:9", from: "no-reply@naast.example""#
        let control = home.state + "/control.sqlite"
        switch fault {
        case .unknownKey: try home.configure(extra: "relais: {}")
        case .noAuthorityFile:
            try home.configure(relay: #"\#(smtp), ca_file: "\#(home.directory.file("ca.pem"))""#)
        case .noSecret: try home.configure(extra: #"signals: { secret_file: "\#(home.directory.file("none"))" }"#)
        case .shortSecret:
            let path = home.directory.file("short")
            try Data("kort".utf8).write(to: URL(fileURLWithPath: path))
            chmod(path, 0o600)
            try home.configure(extra: #"signals: { secret_file: "\#(path)" }"#)
        case .noPassword:
            let path = home.directory.file("none")
            try home.configure(relay: #"\#(smtp), username: "naast", password_file: "\#(path)""#)
        case .noFolderForMail: try home.configure(relay: #"url: "maildir:\#(home.directory.file("a/b/mail"))""#)
        case .stateOpenToOthers: chmod(home.state, 0o755)
        case .brokenRegions:
            try "{ regions: 7 }".write(
                toFile: home.directory.file("regions-2026-01-01.json5"), atomically: true, encoding: .utf8)
        // The header's user_version and application id (https://sqlite.org/fileformat.html, 1.3), and its first page.
        case .controlTooNew: try overwrite(control, at: 60, with: [0, 0, 0, 99])
        case .controlBelowZero: try overwrite(control, at: 60, with: [0x80, 0, 0, 1])
        case .controlNotOurs: try overwrite(control, at: 68, with: [1, 2, 3, 4])
        case .controlDamaged: try overwrite(control, at: 4_096, with: [UInt8](repeating: 0xA5, count: 4_096))
        case .controlLost: try FileManager.default.removeItem(atPath: control)
        case .controlOpenToOthers: chmod(control, 0o644)
        }
    }

    private func overwrite(_ path: String, at offset: UInt64, with bytes: [UInt8]) throws {
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: offset)
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }
}
