import Foundation
import Platform
import TestSupport
import Testing

/// Root's hands in the service's directory, and strangers'.
@Suite(.enabled(if: geteuid() == 0 && Requirement.runs(with: "setpriv"), "needs root and setpriv"))
struct OwnerTests {
    // Debian's `nobody`: a user that owns nothing else.
    private static let user: uid_t = 65_534
    private let home: DaemonHome

    init() throws {
        home = try DaemonHome()
        try home.add("duinrand")
        #expect(
            try Finished.run(try #require(Requirement.path(of: "chown")), ["-R", "nobody", home.directory.path]).status
                == 0)
    }

    private var strangers: [String] {
        get throws {
            try FileManager.default.subpathsOfDirectory(atPath: home.state).filter { name in
                var facts = stat()
                return lstat(home.state + "/" + name, &facts) != 0 || facts.st_uid != Self.user
            }
        }
    }

    @Test func `root's verb becomes the owner, and nothing of root's is left behind`() throws {
        try home.sound("tenant", "add", "veenkamp", "--name", "Steunpunt Veenkamp", "--coordinator", "a@b.example")
        try home.importDue(2, into: "veenkamp")
        try home.sound("release", "--due")
        try home.sound("tenant", "close", "duinrand")
        #expect(try strangers == [])
        #expect(try home.sound("tenant", "list").output.contains("veenkamp"))
    }

    @Test func `root does not start the daemon in another user's state, and makes nothing there`() throws {
        let before = try FileManager.default.subpathsOfDirectory(atPath: home.state).sorted()
        let serve = try home.run("serve")
        #expect(serve.status == 78)
        #expect(serve.errors.contains("belongs to nobody, not to root: start naast as nobody or by systemd"))
        let demo = try home.run("demo", "--state", home.state, configured: false)
        #expect(demo.status == 1)
        #expect(demo.errors.contains("belongs to nobody: start the demo as that user"), "\(demo.errors)")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: home.state).sorted() == before)
        #expect(try strangers == [])
    }

    @Test func `root's check looks as the owner, and tells what that user cannot open`() throws {
        let check = try home.run("check")
        #expect(check.status == 0)
        #expect(check.errors.contains("all is right for nobody"), "\(check.errors)")
        chown(home.state + "/control.sqlite", 0, 0)
        let left = try home.run("check")
        #expect(left.status == 78)
        #expect(left.errors.contains("control.sqlite belongs to root, not to nobody: chown it"), "\(left.errors)")
        chown(home.state + "/control.sqlite", Self.user, Self.user)
        chown(home.state + "/lock", 0, 0)
        let locked = try home.run("check")
        #expect(locked.status == 78)
        #expect(locked.errors.contains("chown what is in the state directory to nobody"), "\(locked.errors)")
        chown(home.configuration, 0, 0)
        chmod(home.configuration, 0o600)
        let unreadable = try home.run("check")
        #expect(unreadable.status == 78 && unreadable.errors.contains("give nobody the right to"))
    }

    @Test func `a socket that systemd opened in a folder of root's is right, and without it is not`() throws {
        let folder = try TemporaryDirectory()
        chmod(folder.path, 0o755)
        let path = folder.file("http.sock")
        try home.write(
            """
            { state: "\(home.state)", control_socket: "\(home.socket)", base_url: "https://naast.example.org",
              http: { listen: "unix:\(path)", behind_tls_proxy: true } }
            """)
        let without = try home.run("check")
        #expect(without.status == 78 && without.errors.contains("http.listen: \(path) cannot be made"))
        // What naast.socket has ready before the daemon starts; ExecStartPre is told nothing of it.
        let opened = try NotifySocket(path: path)
        let ran = try home.run("check")
        withExtendedLifetime(opened) {}
        #expect(ran.status == 0, "\(ran.errors)")
    }

    @Test(arguments: [false, true])
    func `another user is told whose it is and what to do`(whileRunning: Bool) throws {
        // The daemon as that user, and the verb as a third one.
        chmod(home.directory.path, 0o755)
        let program = home.directory.file("naast")
        try FileManager.default.copyItem(atPath: try NaastBinary.path(), toPath: program)
        let setpriv = try #require(Requirement.path(of: "setpriv"))
        let holder = whileRunning ? try StateLock.acquire(home.state + "/lock") : nil
        defer { withExtendedLifetime(holder) {} }
        let ran = try Finished.run(
            setpriv,
            ["--reuid=1", "--regid=1", "--clear-groups", program, "tenant", "list", "--config", home.configuration])
        #expect(ran.status == 1)
        #expect(ran.output.contains("belongs to nobody: use sudo, or run this as nobody"), "\(ran.output)")
    }
}
