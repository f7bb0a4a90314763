import Foundation
import TestSupport
import Testing

/// Where the daemon listens, and what it answers there.
@Suite struct ListenTests {
    private let home: DaemonHome

    init() throws { home = try DaemonHome() }

    private func curl(_ arguments: String...) throws -> Finished { try curl(arguments) }

    private func curl(_ arguments: [String]) throws -> Finished {
        try Finished.run("/usr/bin/curl", ["--silent", "--show-error", "--include", "--max-time", "20"] + arguments)
    }

    @Test(.needs("curl"))
    func `numbers and health are told on the control socket and nowhere else`() throws {
        let daemon = try DaemonProcess(home)
        defer { daemon.stop() }
        #expect(try home.run("tenant", "add", "duinrand", "--name", "Steunpunt Duinrand").status == 0)
        let health = try curl("--unix-socket", home.socket, "http://x/healthz").output
        #expect(health.hasPrefix("HTTP/1.1 200 ") && health.hasSuffix("\r\n\r\nok\n"))
        let metrics = try curl("--unix-socket", home.socket, "http://x/metrics").output
        #expect(metrics.contains("\r\nContent-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"))
        #expect(metrics.hasSuffix("\n# EOF\n"))
        #expect(metrics.contains("\nnaast_tenant_ready{tenant=\"duinrand\"} 0\n"))
        #expect(metrics.contains("\nnaast_http_in_flight{server=\"control\"} 1\n"))
        #expect(metrics.contains("\nnaast_http_in_flight{server=\"web\"} 0\n"))
        #expect(!metrics.contains("Steunpunt") && !metrics.contains("@"))
        for path in ["healthz", "metrics", "admin"] {
            #expect(try curl("--unix-socket", home.pages, "http://x/\(path)").output.hasPrefix("HTTP/1.1 404 "))
        }
    }

    @Test(.needs("curl"))
    func `only where a spreadsheet is read in may a form be large`() throws {
        let daemon = try DaemonProcess(home)
        defer { daemon.stop() }
        let file = home.directory.file("large")
        try Data(repeating: 97, count: 2 << 20).write(to: URL(fileURLWithPath: file))
        let send = ["--unix-socket", home.pages, "--data-binary", "@\(file)"]
        for path in ["duinrand/buddys", "duinrand/inloggen", "", "duinrand/instellingen/inlezen/x"] {
            let answer = try curl(send + ["http://x/\(path)"]).output
            #expect(answer.contains("HTTP/1.1 413 "), "\(path): \(answer)")
        }
        let read = try curl(send + ["http://x/duinrand/instellingen/inlezen"]).output
        #expect(read.contains("HTTP/1.1 404 "), "\(read)")
    }

    @Test(arguments: ["077", "022", "000"])
    func `behind a proxy its group reaches the pages, and nobody else's the verbs, whatever the umask`(
        mask: String
    ) throws {
        try home.write(
            """
            { state: "\(home.state)", control_socket: "\(home.socket)", base_url: "https://naast.example.org",
              http: { listen: "unix:\(home.pages)", behind_tls_proxy: true } }
            """)
        let daemon = try ChildProcess(
            "/bin/sh",
            ["-c", "umask \(mask); exec \"$0\" serve --config \"$1\"", try NaastBinary.path(), home.configuration],
            output: home.directory.file("serve.log"))
        defer { _ = daemon.wait() }
        defer { kill(daemon.pid, SIGTERM) }
        func mode(_ path: String) -> mode_t? {
            var facts = stat()
            return lstat(path, &facts) == 0 ? facts.st_mode & 0o777 : nil
        }
        let isOpen = Bounded.poll(seconds: 60) { mode(home.pages) == 0o660 ? true : nil }
        #expect(isOpen == true)
        #expect(mode(home.socket) == 0o600)
    }

    @Test(.needs("systemd-socket-activate", "curl"))
    func `a socket that systemd opened is used instead of our own, and stays when the daemon goes`() throws {
        let port = Loopback.freePort()
        let activate = try ChildProcess(
            try #require(Requirement.path(of: "systemd-socket-activate")),
            ["--listen", "127.0.0.1:\(port)", try NaastBinary.path(), "serve", "--config", home.configuration],
            output: home.directory.file("activate.log"))
        defer { _ = activate.wait() }
        defer { kill(activate.pid, SIGTERM) }
        // It waits for the first client, who then waits until the daemon serves.
        let isListening = Bounded.poll(seconds: 30) { () -> Bool? in
            let sockets = (try? String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)) ?? ""
            return sockets.contains(":\(String(format: "%04X", port)) 00000000:0000 0A ") ? true : nil
        }
        #expect(isListening == true)
        let answer = try curl("http://127.0.0.1:\(port)/").output
        #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
        // The place in the configuration is not used then.
        #expect(access(home.pages, F_OK) != 0)
    }
}

/// The socket unit that we ship, under a real systemd.
@Suite(.enabled(if: RealSystemd.isPossible || Requirement.all, "needs root, unshare, nsenter and systemd"))
struct SocketUnitTests {
    // The network is the machine's, so the port is one that no other test has.
    private let port = "\(Loopback.freePort())"

    @Test func `the shipped socket starts the daemon, and during a restart nobody is turned away`() throws {
        let systemd = try RealSystemd(
            files: [
                "/etc/systemd/system/naast.service": try text("systemd/naast.service"),
                "/etc/systemd/system/naast.socket": try text("systemd/naast.socket").replacing("8470", with: port),
                "/etc/sysusers.d/naast.conf": try text("systemd/naast.sysusers.conf"),
                "/etc/naast/naast.json5": try text("config/naast.json5").replacing("8470", with: port),
            ], programs: ["naast": try NaastBinary.path()])
        defer { systemd.stop() }
        let start = try systemd.systemctl("start", "naast.socket")
        #expect(start.status == 0, "\(start.output)")
        #expect(try systemd.property("ActiveState", of: "naast.service") == "inactive")
        let first = try get(systemd)
        #expect(first.hasPrefix("HTTP/1.1 200 "), "\(first)")
        let pid = try systemd.property("MainPID", of: "naast.service")
        #expect(try systemd.systemctl("--no-block", "restart", "naast.service").status == 0)
        for _ in 0..<20 { #expect(try get(systemd).hasPrefix("HTTP/1.1 200 ")) }
        let isNew = Bounded.poll(seconds: 60) { () -> Bool? in
            let now = try? systemd.property("MainPID", of: "naast.service")
            return now != nil && now != pid && now != "0" ? true : nil
        }
        #expect(isNew == true)
        #expect(try systemd.systemctl("stop", "naast.service").status == 0)
        #expect(try get(systemd).hasPrefix("HTTP/1.1 200 "))
        #expect(!(try systemd.journal(of: "naast.service")).contains("cannot listen"))
    }

    private func get(_ systemd: RealSystemd) throws -> String {
        try systemd.run(
            "curl", "--silent", "--show-error", "--include", "--max-time", "60",
            "http://127.0.0.1:\(port)/"
        ).output
    }

    private func text(_ path: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
