import Foundation
import TestSupport
import Testing

@testable import Daemon

/// `naast demo` as a newcomer starts it.
@Suite(.alone) struct DemoTests {
    private let directory: TemporaryDirectory
    private var state: String { directory.file("demo") }

    init() throws { directory = try TemporaryDirectory() }

    /// A demo that runs, and what it has printed.
    private struct Demo {
        let child: ChildProcess
        let output: String
        let errors: String

        var printed: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }
        var said: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }
        var letters: [Substring] { printed.split(separator: "\n").filter { $0.contains("before-day") } }

        /// The words of each letter's line: the time, the tenant, the letter, the recipient, and where it is.
        var lines: [[String]] { letters.map { $0.split(separator: " ").map(String.init) } }

        var hasAllTenants: Bool { Set(lines.compactMap { $0.dropFirst().first }).count >= 12 }

        /// Ctrl-C, and how it ended.
        func interrupt() -> Int32 {
            kill(child.pid, SIGINT)
            return child.wait()
        }
    }

    private func demo(_ name: String, _ words: String..., port: UInt16 = Loopback.freePort()) throws -> Demo {
        let (output, errors) = (directory.file("\(name).out"), directory.file("\(name).err"))
        let child = try ChildProcess(
            try NaastBinary.path(), ["demo", "--state", state, "--port", "\(port)"] + words, output: output,
            errors: errors)
        return Demo(child: child, output: output, errors: errors)
    }

    @Test func `reminders come by themselves, Ctrl-C ends it with 0, and the same command goes on`() throws {
        // Ended before all was prepared, it goes on with that.
        let early = try demo("early")
        #expect(eventually { early.printed.contains("two years of signals") || early.child.hasEnded })
        #expect(early.interrupt() == 0)
        #expect(early.printed.contains("The same command goes on from here"), "\(early.printed)")
        #expect(!early.printed.contains("[12/12]") && early.said.isEmpty, "\(early.printed)\(early.said)")

        let first = try demo("first")
        let isSeen = eventually { first.hasAllTenants || first.child.hasEnded }
        #expect(first.printed.contains("two years of signals"))
        #expect(isSeen && first.printed.contains("[12/12]"), "\(first.printed)\(first.said)")
        // Each line names its tenant, its recipient, and the file where that one's mail can be read.
        let lines = first.lines
        try #require(lines.allSatisfy { $0.count == 5 }, "\(first.printed)")
        #expect(Set(lines.map { $0[1] }) == Set(DemoTenants.slugs))
        for line in lines {
            #expect(line[3].wholeMatch(of: /buddy\d@(.*)\.example/)?.1 == line[1][...], "\(line)")
            let mail = try String(contentsOfFile: line[4], encoding: .utf8)
            #expect(line[4].hasPrefix(state + "/mail/new/") && mail.contains("Subject: "))
            let header = mail.split(whereSeparator: \.isNewline).prefix(12)
            #expect(header.contains("To: \(line[3])"), "\(header)")
            let answers = header.first { $0.hasPrefix("Reply-To: ") }
            #expect(answers?.hasSuffix("<coordinator@\(line[1]).example>") == true, "\(header)")
        }
        #expect(first.interrupt() == 0)
        #expect(first.printed.contains("The same command goes on from here"), "\(first.printed)")
        #expect(first.said.isEmpty, "\(first.said)")

        let again = try demo("again")
        #expect(eventually { !again.letters.isEmpty || again.child.hasEnded })
        // The terminal is closed.
        kill(again.child.pid, SIGHUP)
        #expect(eventually { again.child.hasEnded })
        #expect(again.interrupt() == 0)
        #expect(!again.printed.contains("two years of signals") && again.said.isEmpty, "\(again.said)")
    }

    @Test(.timeLimit(.minutes(10))) func `a demo whose reader has enough ends by itself`() throws {
        let binary = try NaastBinary.path()
        let line = #""$0" demo --state "$1" --port "$2" | head -n 1"#
        let ran = try Finished.run("/bin/sh", ["-c", line, binary, state, "\(Loopback.freePort())"])
        #expect(ran.status == 0 && ran.output.hasPrefix("naast demo: made-up tenants"), "\(ran.output)")
    }

    @Test(.needs("smtp-sink")) func `the same goes by SMTP to a server on this machine`() throws {
        let sink = try SMTPSink()
        defer { sink.stop() }
        let demo = try demo("smtp", "--mail", "smtp://127.0.0.1:\(sink.port)")
        #expect(eventually { demo.hasAllTenants || demo.child.hasEnded })
        #expect(demo.interrupt() == 0)
        #expect(demo.said.isEmpty, "\(demo.said)")
        #expect(Set(demo.lines.compactMap { $0.dropFirst().first }) == Set(DemoTenants.slugs))
        #expect(!FileManager.default.fileExists(atPath: state + "/mail"))
    }

    @Test func `a port that another program has is named with the option that takes another`() throws {
        let (descriptor, port) = Loopback.listener()
        defer { close(descriptor) }
        let demo = try demo("busy", port: port)
        #expect(demo.child.wait() == 1)
        #expect(demo.said.contains("\(port): name another port with --port"), "\(demo.said)")
    }

    @Test func `a real installation is not taken for a demo: exit 1, its bytes unchanged, nothing added`() throws {
        let home = try DaemonHome(state: state)
        try home.add("duinrand")
        let ours = "{ state: '/var/lib/naast' }\n"
        for (configuration, hint) in [(nil, "control.sqlite of another naast"), (ours, "is not the demo's")] {
            try configuration?.write(toFile: state + "/naast.json5", atomically: true, encoding: .utf8)
            let before = try contents()
            let demo = try demo("refused")
            #expect(demo.child.wait() == 1)
            #expect(demo.said.contains(hint) && demo.said.contains("--state DIR"), "\(demo.said)")
            #expect(try contents() == before)
        }
        #expect(try home.sound("tenant", "list").output.split(separator: "\n").count == 2)
    }

    private func contents() throws -> [String: Data?] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: state)
        return Dictionary(names.map { ($0, FileManager.default.contents(atPath: state + "/" + $0)) }) { $1 }
    }
}
