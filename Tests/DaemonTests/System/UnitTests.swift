import Foundation
import TestSupport
import Testing

/// The unit, the user and the configuration that we ship, under a real systemd.
@Suite(.enabled(if: RealSystemd.isPossible || Requirement.all, "needs root, unshare, nsenter and systemd"))
struct UnitTests {
    private static let unit = "naast.service"

    @Test func `the shipped unit starts, sends, reloads, comes back after a crash, and stops with 0`() throws {
        let systemd = try boot()
        defer { systemd.stop() }
        let start = try systemd.systemctl("start", Self.unit)
        #expect(start.status == 0, "\(start.output)")
        #expect(try systemd.property("ActiveState", of: Self.unit) == "active")
        #expect(try systemd.property("StatusText", of: Self.unit) == "0 tenants, 0 set apart")
        let first = try systemd.property("MainPID", of: Self.unit)

        // Root's verbs reach the daemon over its socket; the mail is written by the daemon's own user.
        let shared = RealSystemd.sharedInside
        try Programmes.meetings(try DaemonHome.inHours(6), buddies: 3).write(
            toFile: systemd.shared + "/programme.json", atomically: true, encoding: .utf8)
        for words in [
            ["tenant", "add", "duinrand", "--name", "Steunpunt Duinrand"],
            [
                "tenant", "set", "duinrand", "quiet_from=00:00", "quiet_until=00:00", "quiet_days=off",
                "settle_minutes=0",
            ], ["import", "duinrand", shared + "/programme.json"],
        ] {
            let ran = try systemd.run("naast", words)
            #expect(ran.status == 0, "\(words): \(ran.output)")
        }
        #expect(
            try eventually { try systemd.run("ls", "/var/lib/naast/mail/new").output.split(separator: "\n").count == 3 }
        )
        #expect(try systemd.run("stat", "-c", "%U %a", "/var/lib/naast").output == "naast 700\n")
        #expect(try strangers(systemd).isEmpty)

        #expect(try systemd.systemctl("reload", Self.unit).status == 0)
        #expect(try eventually { try systemd.journal(of: Self.unit).contains("reloaded") })
        #expect(try systemd.property("ActiveState", of: Self.unit) == "active")
        #expect(try systemd.property("MainPID", of: Self.unit) == first)

        #expect(try systemd.run("kill", "-9", first).status == 0)
        #expect(
            try eventually {
                let now = try systemd.property("MainPID", of: Self.unit)
                return try now != first && now != "0" && systemd.property("ActiveState", of: Self.unit) == "active"
            })
        #expect(try systemd.property("NRestarts", of: Self.unit) == "1")

        #expect(try systemd.systemctl("stop", Self.unit).status == 0)
        #expect(try systemd.property("ActiveState", of: Self.unit) == "inactive")
        #expect(try systemd.property("Result", of: Self.unit) == "success")
        #expect(try systemd.property("ExecMainStatus", of: Self.unit) == "0")
        // Root's verbs without a daemon leave nothing of root's behind.
        #expect(try systemd.run("naast", "tenant", "add", "veenkamp", "--name", "Steunpunt Veenkamp").status == 0)
        #expect(try strangers(systemd).isEmpty)
        #expect(try systemd.systemctl("start", Self.unit).status == 0)
        let journal = try systemd.journal(of: Self.unit)
        #expect(!journal.contains("@") && !journal.contains("Voorbeeld"), "\(journal)")
    }

    @Test func `a port that is taken is tried until it is free, however often that is`() throws {
        let (descriptor, port) = Loopback.listener()
        let shipped = try text("config/naast.json5").replacing("8470", with: "\(port)")
        let systemd = try boot(
            configuration: shipped,
            // Faster than the shipped one; that it never gives up is the shipped one's.
            more: ["/etc/systemd/system/naast.service.d/fast.conf": "[Service]\nRestartSec=50ms\n"])
        defer { systemd.stop() }
        let start = try systemd.systemctl("start", "--no-block", Self.unit)
        #expect(start.status == 0, "\(start.output)")
        #expect(try eventually { try Int(systemd.property("NRestarts", of: Self.unit)) ?? 0 > 7 })
        close(descriptor)
        #expect(try eventually { try systemd.property("ActiveState", of: Self.unit) == "active" })
    }

    @Test func `a wrong configuration is explained in the journal and not tried again`() throws {
        let systemd = try boot(configuration: "{ stat: '/var/lib/naast' }")
        defer { systemd.stop() }
        #expect(try systemd.systemctl("start", Self.unit).status != 0)
        #expect(try systemd.journal(of: Self.unit).contains("stat"))
        // As an error, both of the check and of the daemon itself.
        let errors = try systemd.run(
            "journalctl", "--no-pager", "--output=cat", "--priority=err", "--unit", Self.unit
        ).output
        #expect(errors.split(separator: "\n").count { $0.hasPrefix("/etc/naast/naast.json5: stat") } == 2, "\(errors)")
        #expect(try systemd.property("ActiveState", of: Self.unit) == "failed")
        #expect(try systemd.property("ExecMainStatus", of: Self.unit) == "78")
        #expect(try systemd.property("NRestarts", of: Self.unit) == "0")
    }

    private func boot(configuration: String? = nil, more: [String: String] = [:]) throws -> RealSystemd {
        // The network inside is the machine's: a port that no other test has.
        let shipped = try text("config/naast.json5").replacing("8470", with: "\(Loopback.freePort())")
        return try RealSystemd(
            files: [
                "/etc/systemd/system/naast.service": try text("systemd/naast.service"),
                "/etc/sysusers.d/naast.conf": try text("systemd/naast.sysusers.conf"),
                "/etc/naast/naast.json5": configuration ?? shipped,
            ].merging(more) { $1 }, programs: ["naast": try NaastBinary.path()])
    }

    private func strangers(_ systemd: RealSystemd) throws -> String {
        try systemd.run("find", "/var/lib/naast", "!", "-user", "naast").output
    }

    private func text(_ path: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
