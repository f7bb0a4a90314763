import Dispatch
import Domain
import Foundation
import Platform
import Storage
import TestSupport
import Testing

@testable import Daemon
@testable import Reminders

@Suite struct ServiceLifeTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `the end is asked: what is being sent is finished, the rest waits, exit 0`(signal: Int32) throws {
        let server = CountingSMTPServer(dotDelay: 2_000)
        defer { server.stop() }
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port, connections: 2))
        try home.add("duinrand")
        try home.importDue(20, into: "duinrand")
        let daemon = try DaemonProcess(home)
        #expect(eventually { server.waiting > 0 })
        let before = server.total
        daemon.signal(signal)
        #expect(daemon.wait() == 0)
        #expect(daemon.notices.lines.contains("STOPPING=1"))
        let letters = try home.queue("duinrand").filter { $0.kind == "before-day" }
        #expect(letters.count { $0.state == "sent" } == server.total)
        #expect(letters.count { $0.state == "ready" } == 20 - server.total)
        #expect(letters.allSatisfy { $0.doubts == 0 })
        // What two lanes had in hand, and what they had begun before the signal was seen.
        #expect(server.total > 0 && server.total <= before + 4)
    }

    @Test func `told to stop it starts no mail, also while a page keeps it waiting`() throws {
        let server = CountingSMTPServer(dotDelay: 200)
        defer { server.stop() }
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port, connections: 2))
        try home.add("duinrand")
        try home.importDue(60, into: "duinrand")
        let daemon = try DaemonProcess(home)
        #expect(eventually { server.waiting > 0 })
        // A request that does not end: its page may take two seconds.
        let socket = try FileDescriptor.socket(AF_UNIX, SOCK_STREAM)
        let address = try SocketAddress.unix(home.pages)
        try #require(address.withSockaddr { connect(socket.raw, $0, $1) } == 0)
        let words = Array("GET / HTTP/1.1\r\nHost: x\r\n".utf8)
        try #require(send(socket.raw, words, words.count, Int32(MSG_NOSIGNAL)) == words.count)
        let seen = server.total
        #expect(eventually { server.total >= seen + 2 })
        let before = server.total
        daemon.signal(SIGTERM)
        #expect(daemon.wait() == 0)
        // What two lanes had in hand, and what they had begun before the signal was seen.
        #expect(server.total <= before + 4)
        #expect(try home.queue("duinrand").allSatisfy { $0.doubts == 0 })
    }

    @Test func `a file that is busy for ever does not hold up the end`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        let service = try Service(Configuration.load(file: home.configuration), file: home.configuration, log: .silent)
        try service.start()
        let store = try service.house.tenants.store(try slug("duinrand"), SystemScope())
        let (hasBegun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let thread = JoinedThread {
            try? store.write { _ in
                hasBegun.signal()
                mayEnd.wait()
            }
        }
        hasBegun.wait()
        let isOver = DispatchSemaphore(value: 0)
        let end = JoinedThread {
            service.stop(within: .milliseconds(100))
            isOver.signal()
        }
        // It waits six seconds for its files.
        #expect(isOver.wait(timeout: .now() + 60) == .success)
        mayEnd.signal()
        thread.join()
        end.join()
    }

    @Test func `the daemon leaves no core file, which would hold the people of every tenant`() throws {
        let daemon = try DaemonProcess(try DaemonHome())
        let limits = try String(contentsOfFile: "/proc/\(daemon.pid)/limits", encoding: .utf8)
        let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
        #expect(core.split(separator: " ").suffix(3) == ["0", "0", "bytes"])
        #expect(daemon.stop() == 0)
    }

    @Test func `a good file changes the relay at SIGHUP, a wrong one keeps the old and says so`() throws {
        let (old, new) = (CountingSMTPServer(), CountingSMTPServer())
        defer {
            old.stop()
            new.stop()
        }
        let home = try DaemonHome(relay: DaemonHome.smtp(old.port))
        try home.add("duinrand")
        try home.add("veenkamp")
        try home.add("heidezoom")
        let daemon = try DaemonProcess(home)
        try home.importDue(3, into: "duinrand")
        #expect(eventually { old.total == 3 })

        try home.configure(relay: DaemonHome.smtp(new.port))
        daemon.signal(SIGHUP)
        #expect(daemon.notices.hears("READY=1", times: 2))
        #expect(daemon.notices.lines.contains("RELOADING=1"))
        try home.importDue(3, into: "veenkamp")
        #expect(eventually { new.total == 3 })

        try home.write(#"{ state: "\#(home.state)", control_socket: "\#(home.socket)", relais: 7, log: { level: 1 } }"#)
        daemon.signal(SIGHUP)
        #expect(daemon.notices.hears("READY=1", times: 3))
        #expect(daemon.log.contains("relais") && daemon.log.contains("not-reloaded"), "\(daemon.log)")
        try home.configure(relay: DaemonHome.smtp(new.port))
        try home.importDue(3, into: "heidezoom")
        #expect(eventually { new.total == 6 })
        #expect(old.total == 3)
        #expect(daemon.stop() == 0)
    }

    @Test func `a change of relay amid a stream loses nothing and sends nothing twice`() throws {
        let (old, new) = (CountingSMTPServer(dotDelay: 10), CountingSMTPServer())
        defer {
            old.stop()
            new.stop()
        }
        let home = try DaemonHome(relay: DaemonHome.smtp(old.port))
        try home.add("duinrand")
        try home.importDue(300, into: "duinrand")
        let daemon = try DaemonProcess(home)
        #expect(eventually { old.total > 20 })
        try home.configure(relay: DaemonHome.smtp(new.port))
        daemon.signal(SIGHUP)
        #expect(try home.eventuallySent(300, "duinrand"))
        #expect(old.total + new.total == 300 && Set(old.counts.keys).isDisjoint(with: new.counts.keys))
        #expect(new.total > 0)
        #expect(daemon.stop() == 0)
    }

    @Test func `the service manager hears READY, a sign of life, and STOPPING, in this order`() throws {
        let home = try DaemonHome()
        let daemon = try DaemonProcess(home, environment: ["WATCHDOG_USEC": "300000"])
        #expect(daemon.notices.hears("WATCHDOG=1", times: 3))
        #expect(daemon.stop() == 0)
        let words = daemon.notices.lines
        let ready = try #require(words.firstIndex(of: "READY=1"))
        let alive = try #require(words.firstIndex(of: "WATCHDOG=1"))
        let stopping = try #require(words.firstIndex(of: "STOPPING=1"))
        let asked = try #require(words.firstIndex(of: "EXTEND_TIMEOUT_USEC=120000000"))
        #expect(asked < ready && ready < alive && alive < stopping)
        #expect(words.contains("STATUS=opening the files: 0 of 1"))
        #expect(words.contains { $0.hasPrefix("STATUS=") })
    }

    @Test func `the end that is asked for while the files are opened leaves the rest unopened`() throws {
        let home = try DaemonHome()
        for slug in ["duinrand", "veenkamp", "heidezoom"] { try home.add(slug) }
        let service = try Service(
            try Configuration.load(file: home.configuration), file: home.configuration, log: .silent)
        defer { service.stop() }
        var asked = 0
        #expect(throws: SignalLoop.EndAsked.self) {
            try service.start {
                asked += 1
                if asked == 3 { throw SignalLoop.EndAsked() }
            }
        }
        // The helpdesk's own and the first.
        #expect(service.house.sender?.state.withLock { $0.tenants.count } == 2)
    }

    @Test(arguments: [true, false])
    func `why it did not start is an error in the journal, and JSON where the log is JSON`(isJSON: Bool) throws {
        let home = try DaemonHome()
        try home.write(
            """
            { state: "\(home.state)", control_socket: "\(home.socket)", http: { listen: "unix:\(home.pages)" },
              bounces: "maildir:/nowhere/at/all", log: { format: "\(isJSON ? "json" : "systemd")" } }
            """)
        let errors = home.directory.file("journal")
        try Data().write(to: URL(fileURLWithPath: errors))
        var facts = stat()
        try #require(stat(errors, &facts) == 0)
        for verb in ["check", "serve"] {
            let child = try ChildProcess(
                try NaastBinary.path(), [verb, "--config", home.configuration], output: home.directory.file("out"),
                errors: errors, environment: ["JOURNAL_STREAM": "\(facts.st_dev):\(facts.st_ino)"])
            #expect(child.wait() == 78)
        }
        let lines = try String(contentsOfFile: errors, encoding: .utf8).split(separator: "\n")
        // The check has advice too, that the address of the pages is missing.
        try #require(lines.count == 3)
        guard isJSON else {
            #expect(lines[0].hasPrefix("<4>\(home.configuration): careful: base_url"))
            for line in lines[1...] { #expect(line.hasPrefix("<3>\(home.configuration): bounces: "), "\(line)") }
            return
        }
        let objects = try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: String] }
        #expect(objects.map { $0?["event"] } == ["check", "not-started", "not-started"])
        #expect(objects.map { $0?["level"] } == ["warning", "error", "error"])
        #expect(objects.dropFirst().allSatisfy { $0?["why"]?.contains("bounces: /nowhere/at/all") == true })
    }

    @Test func `no log line names a person, whatever the relay says`() throws {
        let replies: [SMTPScript.Step] = [
            "250 2.1.5 Ok", "550 5.1.1 <buddy2@example.org>: unknown, Sam Voorbeeld",
            "451 4.7.1 buddy3@example.org greylisted",
            "250 2.1.5 Ok",
        ]
        let script = SMTPScript.with {
            $0.recipient = replies
            $0.dot = ["250 2.0.0 Ok", "250 2.0.0 Ok", "250 2.0.0 Ok", "554 5.7.1 <buddy4@example.org> refused"]
        }
        try ScriptedSMTPServer.running(script) { server in
            let home = try DaemonHome(relay: DaemonHome.smtp(server.port, connections: 1))
            try home.add("duinrand", "coordinator_name=Noor Bakker", "reply_to=noor@duinrand.example")
            let daemon = try DaemonProcess(home)
            try home.importDue(8, into: "duinrand")
            #expect(try eventually { try home.queue("duinrand").count { $0.history.count > 1 } >= 8 })
            let status = try home.sound("status").output + home.sound("status", "--json").output
            #expect(daemon.stop() == 0)
            #expect(daemon.log.contains("accepted") && daemon.log.contains("refused"))
            for text in [daemon.log, status] {
                for name in ["@", "buddy1", "Voorbeeld", "Ouder", "Noor", "Bakker"] {
                    #expect(!text.contains(name), "\(name): \(text)")
                }
            }
            // Nor does the history keep the address that a server repeated.
            let history = try home.sound("queue", "duinrand", "--json").json([[String: Any]].self)
                .compactMap { $0["last_reply"] as? String }.joined()
            #expect(!history.contains("example.org"), "\(history)")
        }
    }
}
