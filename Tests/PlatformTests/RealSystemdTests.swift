import Foundation
import TestSupport
import Testing

@Suite struct RealSystemdTests {
    /// A daemon of three lines: it says READY by the socket that systemd gave it, then waits for its end.
    private static let unit = """
        [Service]
        Type=notify
        NotifyAccess=all
        User=naast
        StateDirectory=naast
        StateDirectoryMode=0700
        ExecStart=/usr/local/bin/trivial
        """
    private static let program = """
        #!/bin/sh
        echo "<4>trivial-started"
        systemd-notify --ready --status="at your service"
        exec sleep infinity
        """

    @Test(.enabled(if: RealSystemd.isPossible || Requirement.all, "needs root, unshare, nsenter and systemd"))
    func `a unit of type notify starts, says it is ready, and stops`() throws {
        let directory = try TemporaryDirectory()
        try Self.program.write(toFile: directory.file("trivial"), atomically: true, encoding: .utf8)
        let systemd = try RealSystemd(
            files: [
                "/etc/systemd/system/trivial.service": Self.unit,
                "/etc/sysusers.d/naast.conf": "u naast - \"test\" /var/lib/naast",
            ], programs: ["trivial": directory.file("trivial")])
        defer { systemd.stop() }

        let start = try systemd.systemctl("start", "trivial.service")
        #expect(start.status == 0, "\(start.output)")
        #expect(try systemd.property("ActiveState", of: "trivial.service") == "active")
        #expect(try systemd.property("StatusText", of: "trivial.service") == "at your service")
        #expect(try systemd.journal(of: "trivial.service").contains("trivial-started"))
        #expect(try systemd.run("stat", "-c", "%U %a", "/var/lib/naast").output == "naast 700\n")

        #expect(try systemd.systemctl("stop", "trivial.service").status == 0)
        #expect(try systemd.property("ActiveState", of: "trivial.service") == "inactive")
        #expect(!FileManager.default.fileExists(atPath: "/var/lib/naast/trivial"))
    }
}
