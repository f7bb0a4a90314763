import Foundation
import Platform
import TestSupport
import Testing

@Suite struct CommandLineTests {
    @Test(arguments: ["demo", "serve", "check", "tenant", "import", "queue", "status"])
    func `every verb explains itself on standard output`(verb: String) throws {
        let ran = try DaemonHome().run(verb, "--help", configured: false)
        #expect(ran.status == 0)
        #expect(ran.output.hasPrefix("naast \(verb)") && ran.errors.isEmpty)
        #expect(ran.output.contains("--config") || verb == "demo")
    }

    @Test(arguments: [
        (["statsu"], "did you mean \"status\""), (["status", "--jsno"], "did you mean"), (["queue"], "SLUG is missing"),
        (["tenant"], "say what to do"), (["tenant", "ad", "duinrand"], "did you mean"),
        (["tenant", "add", "duinrand"], "--name NAME is missing"),
        (["tenant", "add", "duinrand", "--name"], "--name needs a value"),
        (["tenant", "set", "duinrand", "quiet_from"], "KEY=VALUE"),
        (["import", "duinrand"], "FILE.json is missing"), (["status", "now"], "one word too many"),
        (["queue", "duinrand", "shwo", "x"], "did you mean"), (["serve", "--config"], "--config needs a value"),
        (["tenant", "suspend", "duinrand", "--json"], "--json means nothing"),
        (["tenant", "list", "--name", "D"], "--name means nothing"),
        (["queue", "duinrand", "show", "x", "--state", "sent"], "--state means nothing"), ([], "naast demo"),
        (["demo", "--config", "/nowhere", "--state", "/dev/null/demo"], "--config means nothing to naast demo"),
    ])
    func `a wrong word ends with 64 and a hint`(words: [String], hint: String) throws {
        let ran = try DaemonHome().run(words, configured: false)
        #expect(ran.status == 64)
        #expect(ran.errors.contains(hint), "\(ran.errors)")
        #expect(ran.output.isEmpty)
    }

    @Test(arguments: [
        (["tenant", "add", "Duinrand!", "--name", "D"], "cannot be a slug"),
        (["tenant", "add", "duinrand", "--name", "D", "--kind", "club"], "swv, balans or school"),
        (["tenant", "add", "duinrand", "--name", "D", "--coordinator", "noor"], "not an e-mail address"),
        (["tenant", "add", "dashboard", "--name", "D"], "reserved"),
    ])
    func `a word that cannot be taken ends with 64 and makes nothing`(words: [String], hint: String) throws {
        let home = try DaemonHome()
        let ran = try home.run(words)
        #expect(ran.status == 64)
        #expect(ran.errors.contains(hint), "\(ran.errors)")
        #expect(try home.sound("tenant", "list").errors.contains("no tenants yet"))
    }

    @Test(arguments: ["serve", "check", "status"])
    func `a bad configuration ends with 78 and names every problem`(verb: String) throws {
        let home = try DaemonHome()
        try home.write(
            #"{ state: "relative", relais: {}, log: { level: "loud" }, relays: { default: { url: "http://x" } } }"#)
        let ran = try home.run(verb)
        #expect(ran.status == 78)
        for word in ["state", "relais", "relays", "log.level", "relays.default.url"] {
            #expect(ran.errors.contains(word), "\(ran.errors)")
        }
        try home.write("{ state: ")
        #expect(try home.run(verb).status == 78)
        #expect(try home.run(verb, "--config", home.directory.file("nowhere"), configured: false).status == 78)
    }

    @Test func `a result that cannot be written ends with 1, and a reader that has enough is told nothing`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        try home.importDue(400, into: "duinrand")
        let words = ["queue", "duinrand", "--json", "--config", home.configuration]
        let errors = home.directory.file("err")
        #expect(try ChildProcess(try NaastBinary.path(), words, output: "/dev/full", errors: errors).wait() == 1)
        let said = try String(contentsOfFile: errors, encoding: .utf8)
        #expect(said == "naast: standard output cannot be written: No space left on device\n")
        let shell = "\(try NaastBinary.path()) \(words.joined(separator: " ")) 2>\(errors)2; echo $? >\(errors)3"
        _ = try Finished.run("/bin/sh", ["-c", "{ \(shell); } | head -c 1"])
        #expect(try String(contentsOfFile: errors + "2", encoding: .utf8) == "")
        #expect(try String(contentsOfFile: errors + "3", encoding: .utf8) == "1\n")
    }

    @Test func `with standard output closed a verb ends with 1, and writes its result into no other file`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        try home.importDue(2, into: "duinrand")
        let verb = #"exec "$0" queue duinrand --config "$1" "#
        let words = [try NaastBinary.path(), home.configuration]
        let ran = try Finished.run("/bin/sh", ["-c", verb + ">&-"] + words)
        #expect(ran.status == 1)
        #expect(ran.output == "naast: standard output cannot be written: Bad file descriptor\n")
        #expect(try Data(contentsOf: URL(fileURLWithPath: home.state + "/lock")).isEmpty)
        #expect(try Finished.run("/bin/sh", ["-c", verb + "2>&- <&-"] + words).status == 0)
    }

    @Test func `a daemon that does not answer ends a verb with 69 and what to do`() throws {
        let home = try DaemonHome()
        let daemon = try DaemonProcess(home)
        #expect(unlink(home.socket) == 0)
        let ran = try home.run("status")
        #expect(ran.status == 69)
        for word in ["pid \(daemon.pid)", home.socket, "journalctl -u naast", "systemctl restart naast"] {
            #expect(ran.errors.contains(word), "\(ran.errors)")
        }
        #expect(daemon.stop() == 0)
    }

    @Test func `while another verb works there a verb asks to try again, with the other's pid`() throws {
        let home = try DaemonHome()
        // This test's own process is no daemon.
        let lock = try StateLock.acquire(home.state + "/lock")
        let ran = try home.run("tenant", "list")
        withExtendedLifetime(lock) {}
        #expect(ran.status == 1)
        let pid = ProcessInfo.processInfo.processIdentifier
        #expect(ran.errors.contains("(pid \(pid)) works in \(home.state) now: try again"), "\(ran.errors)")
    }

    @Test func `a verb that finds the lock just taken asks to try again, and not to stop a verb that ends by itself`()
        throws
    {
        let home = try DaemonHome()
        try home.add("duinrand")
        // Taken, and whose it is not yet written down.
        let lock = try FileDescriptor.open(home.state + "/lock", O_RDWR)
        #expect(flock(lock.raw, LOCK_EX) == 0)
        let ran = try home.run("tenant", "list")
        #expect(ran.status == 1 && ran.errors.contains("a moment ago: try again"), "\(ran.errors)")
        #expect(flock(lock.raw, LOCK_UN) == 0)
        // Many at the same time: some come between another's look and its lock.
        let binary = try NaastBinary.path()
        let children = try (0..<12).map { number in
            try ChildProcess(
                binary, ["tenant", "list", "--config", home.configuration], output: home.directory.file("\(number)"))
        }
        for (number, child) in children.enumerated() {
            let status = child.wait()
            let said = try String(contentsOfFile: home.directory.file("\(number)"), encoding: .utf8)
            #expect(status == 0 || status == 1 && said.contains("try again"), "\(said)")
            #expect(!said.contains("stop it first"))
        }
    }

    @Test func `a releases file that cannot be opened is named with what to do`() throws {
        let home = try DaemonHome()
        try home.sound("release")
        let file = try #require(FileHandle(forUpdatingAtPath: home.state + "/national.sqlite"))
        // The header's user_version (https://sqlite.org/fileformat.html, 1.3).
        try file.seek(toOffset: 60)
        try file.write(contentsOf: Data([0, 0, 0, 99]))
        try file.close()
        let ran = try home.run("release")
        #expect(ran.status == 1)
        #expect(ran.errors.contains("national.sqlite: written by a newer Naast"), "\(ran.errors)")
        #expect(ran.errors.contains("install the newer one"))
    }

    @Test func `a second daemon is refused with the first one's pid`() throws {
        let home = try DaemonHome()
        let first = try DaemonProcess(home)
        let second = try home.run("serve")
        #expect(second.status == 1)
        #expect(second.errors.contains("pid \(first.pid)"), "\(second.errors)")
        #expect(first.stop() == 0)
    }

    @Test func `a daemon that was killed leaves nothing that keeps the next one out`() throws {
        let home = try DaemonHome()
        try DaemonProcess(home).kill()
        #expect(try home.run("status").output.hasPrefix("no daemon runs"))
        #expect(try DaemonProcess(home).stop() == 0)
    }

    @Test func `verbs say the same over the socket and without a daemon`() throws {
        let home = try DaemonHome()
        try home.add("duinrand", "before_day_time=16:30")
        let file = home.directory.file("p.json")
        try Programmes.meetings(try DaemonHome.inHours(72), buddies: 3).write(
            toFile: file, atomically: true, encoding: .utf8)
        try home.sound("import", "duinrand", file)
        let asked = [
            ["tenant", "list"], ["tenant", "show", "duinrand"], ["queue", "duinrand"], ["queue", "duinrand", "--json"],
            ["queue", "duinrand", "--state", "sent"], ["queue", "duinrand", "--state", "gone"],
            ["queue", "duinrant"], ["queue", "duinrand", "show", "nonsense"], ["import", "duinrand", file],
            ["tenant", "set", "duinrand", "quiet_form=21:00"], ["tenant", "set", "duinrand", "quiet_from=25:00"],
        ]
        let offline = try asked.map { try home.run($0) }
        let daemon = try DaemonProcess(home)
        for (words, before) in zip(asked, offline) {
            let ran = try home.run(words)
            #expect(ran.status == before.status, "\(words)")
            #expect(ran.output == before.output, "\(words)")
            #expect(ran.errors == before.errors, "\(words)")
        }
        #expect(daemon.stop() == 0)
        let unknown = offline[6]
        #expect(unknown.status == 1 && unknown.errors.contains("did you mean \"duinrand\""), "\(unknown.errors)")
        #expect(offline[5].status == 64 && offline[5].errors.contains("ready"))
        #expect(offline[9].errors.contains("quiet_from"), "\(offline[9].errors)")
    }

    @Test func `queue and status have exactly the contract's keys`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        try home.importDue(2, into: "duinrand")
        let daemon = try DaemonProcess(home)
        #expect(try eventually { try home.sent("duinrand") == 2 })
        let lines = try home.sound("queue", "duinrand", "--json").json([[String: Any]].self)
        let keys: Set = [
            "uid", "reasons", "kind", "to", "state", "due", "expires", "attempts", "doubts", "message_id",
            "last_reply", "history",
        ]
        for line in lines { #expect(Set(line.keys) == keys) }
        let sent = try #require(lines.first { $0["state"] as? String == "sent" })
        let history = try #require(sent["history"] as? [[String: Any]])
        #expect(history.compactMap { $0["what"] as? String } == ["planned", "sent"])
        #expect(try #require(sent["due"] as? String).wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)

        let status = try home.sound("status", "--json")
        let report = try status.json([String: Any].self)
        #expect(Set(report.keys) == ["daemon", "relays", "tenants"])
        let (running, relays) = (report["daemon"] as? [String: Any], report["relays"] as? [[String: Any]])
        #expect(try Set(#require(running).keys) == ["pid", "since", "version"])
        #expect(running?["pid"] as? Int == Int(daemon.pid))
        #expect(try Set(#require(relays?.first).keys) == ["name", "state", "since"])
        let wanted: Set = [
            "slug", "state", "ready", "next_due", "oldest_overdue_s", "held", "sent_24h", "dead_24h",
        ]
        #expect(try Set(home.status(of: "duinrand").keys) == wanted)
        #expect(!status.output.contains("@") && !status.output.contains("Voorbeeld"))
        // Suspended and then without anything that waits: the keys stay.
        try home.add("leeg")
        #expect(try Set(home.status(of: "leeg").keys) == wanted)
        #expect(daemon.stop() == 0)
        let stopped = try home.sound("status", "--json").json([String: Any].self)
        #expect(Set(stopped.keys) == ["daemon", "relays", "tenants"])
    }
}
