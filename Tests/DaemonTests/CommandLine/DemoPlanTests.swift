import Domain
import Foundation
import Platform
import TestSupport
import Testing

@testable import Daemon

@Suite struct DemoPlanTests {
    @Test(arguments: ["plain", "with space", "quo\"te's", "back\\slash", "ümlaut", "$HOME;x"])
    func `the demo's configuration is right wherever its state is`(name: String) throws {
        let directory = try TemporaryDirectory()
        let state = directory.file(name)
        let plan = try DemoPlan(try Arguments(["--state", state], options: ["state", "mail", "port"]))
        try plan.writeConfiguration()
        let configuration = try Configuration.load(file: plan.file)
        #expect(configuration.state == state)
        #expect(configuration.relays["demo"]?.destination == .maildir(state + "/mail"))
        #expect(configuration.problemsAtUse().isEmpty)
    }

    @Test func `a deep state directory gets a socket with a short path`() throws {
        let directory = try TemporaryDirectory()
        let deep = directory.file(String(repeating: "a", count: 120))
        let plan = try DemoPlan(try Arguments(["--state", deep], options: ["state"]))
        try plan.writeConfiguration()
        #expect(try Configuration.load(file: plan.file).controlSocket.utf8.count <= 107)
    }

    @Test(arguments: [
        ["--mail", "nonsense"], ["--mail", "maildir:"], ["--mail", "smtp://mail.example.org:25"],
        ["--mail", "smtps://127.0.0.1"], ["--mail", "smtp://127.0.0.1:99999"], ["--mail", ""], ["--state", ""],
        ["--port", "0"], ["--port", "70000"], ["--port", "x"], ["--state", "a\nb"],
    ])
    func `a word that cannot be taken is wrong usage`(words: [String]) throws {
        let error = #expect(throws: CommandFailure.self) {
            _ = try DemoPlan(try Arguments(words, options: ["state", "mail", "port"]))
        }
        #expect(error?.code == .wrongUsage)
    }

    @Test func `a file in the place of the state is named`() throws {
        let directory = try TemporaryDirectory()
        try "".write(toFile: directory.file("file"), atomically: true, encoding: .utf8)
        let plan = try DemoPlan(try Arguments(["--state", directory.file("file/x")], options: ["state"]))
        let error = #expect(throws: CommandFailure.self) { try plan.writeConfiguration() }
        #expect(error?.code == .refused)
        #expect(error?.message.contains("\(directory.file("file")) is a file") == true)
    }

    @Test func `where another naast works nothing is written`() throws {
        let directory = try TemporaryDirectory()
        let pid = ProcessInfo.processInfo.processIdentifier
        let lock = try StateLock.acquire(directory.file("lock"))
        defer { withExtendedLifetime(lock) {} }
        let plan = try DemoPlan(try Arguments(["--state", directory.path], options: ["state"]))
        let error = #expect(throws: CommandFailure.self) { try plan.writeConfiguration() }
        #expect(error?.message.contains("pid \(pid)") == true)
        #expect(!FileManager.default.fileExists(atPath: plan.file))
    }

    @Test(arguments: [
        ("{ state: '/var/lib/naast' }", nil, 0o700, "naast.json5 is not the demo's and stays as it is"),
        (nil, "control.sqlite", 0o700, "control.sqlite of another naast is there"),
        (nil, "tenants", 0o700, "tenants of another naast is there"),
        ("{ state: '/var/lib/naast' }", nil, 0o755, "is open to others: chmod 0700"), (nil, nil, 0o755, "chmod 0700"),
    ])
    func `a place that is not the demo's is refused before a byte is written`(
        file: String?, name: String?, mode: mode_t, hint: String
    ) throws {
        let directory = try TemporaryDirectory()
        let plan = try DemoPlan(try Arguments(["--state", directory.path], options: ["state"]))
        try file?.write(toFile: plan.file, atomically: true, encoding: .utf8)
        if let name { try "x".write(toFile: directory.file(name), atomically: true, encoding: .utf8) }
        chmod(directory.path, mode)
        let before = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        let error = #expect(throws: CommandFailure.self) { try plan.writeConfiguration() }
        #expect(error?.code == .refused)
        #expect(error?.message.contains(hint) == true, "\(error?.message ?? "")")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == before)
        if let file { #expect(try String(contentsOfFile: plan.file, encoding: .utf8) == file) }
    }

    @Test func `the demo's own file is written anew at every start`() throws {
        let directory = try TemporaryDirectory()
        let plan = try DemoPlan(
            try Arguments(["--state", directory.path, "--port", "9001"], options: ["state", "port"]))
        try plan.writeConfiguration()
        try "x".write(toFile: directory.file("control.sqlite"), atomically: true, encoding: .utf8)
        let next = try DemoPlan(
            try Arguments(["--state", directory.path, "--port", "9002"], options: ["state", "port"]))
        try next.writeConfiguration()
        #expect(try Configuration.load(file: plan.file).http.listen == .tcp(host: "127.0.0.1", port: 9_002))
    }

    @Test func `what to try next names the mail, or the server that is missing`() throws {
        let options: Set = ["state", "mail"]
        let here = try DemoPlan(try Arguments(["--state", "/srv/a b"], options: options))
        let words = here.whatNext(delivered: 60, lastFile: "/srv/a b/mail/new/1")
        #expect(words.contains("60 reminders delivered") && words.contains("less '/srv/a b/mail/new/1'"))
        #expect(words.contains("--config '/srv/a b/naast.json5'"))
        let there = try DemoPlan(try Arguments(["--mail", "smtp://[::1]:2525"], options: options))
        #expect(there.whatNext(delivered: 0, lastFile: nil).contains("smtp-sink [::1]:2525"))
    }
}
