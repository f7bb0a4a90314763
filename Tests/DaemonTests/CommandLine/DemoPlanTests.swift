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
