import Foundation
import TestSupport
import Testing

@Suite struct UnitFileTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("systemd")

    /// The unit, with a program that exists in the daemon's place; verify insists on one.
    private func unit(in directory: TemporaryDirectory) throws -> String {
        let text = try String(contentsOf: Self.folder.appendingPathComponent("naast.service"), encoding: .utf8)
        let path = directory.file("naast.service")
        try text.replacingOccurrences(of: "/usr/local/bin/naast", with: "/usr/bin/true")
            .write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func `a daemon that ends is started again for as long as it takes, but not on a wrong configuration`() throws
    {
        let lines = try String(contentsOf: Self.folder.appendingPathComponent("naast.service"), encoding: .utf8)
            .split(separator: "\n")
        for wanted in ["Restart=on-failure", "StartLimitIntervalSec=0", "RestartPreventExitStatus=78"] {
            #expect(lines.contains { $0 == wanted }, "\(wanted)")
        }
        #expect(!lines.contains { $0.hasPrefix("StartLimitBurst") })
    }

    @Test(.needs("systemd-analyze")) func `systemd finds nothing wrong with the unit`() throws {
        let directory = try TemporaryDirectory()
        let analyze = try #require(Requirement.path(of: "systemd-analyze"))
        let verdict = try Finished.run(analyze, ["verify", unit(in: directory)])
        #expect(verdict.status == 0)
        #expect(verdict.output.isEmpty, "\(verdict.output)")
    }

    @Test(.needs("systemd-analyze")) func `the unit's exposure is at most 2 out of 10`() throws {
        let directory = try TemporaryDirectory()
        let analyze = try #require(Requirement.path(of: "systemd-analyze"))
        // The threshold is in tenths: above 2.0 the command fails.
        let verdict = try Finished.run(
            analyze, ["security", "--offline=true", "--threshold=20", unit(in: directory)])
        #expect(verdict.status == 0, "\(verdict.output.suffix(100))")
    }

    @Test(.needs("systemd-sysusers")) func `the user's file is understood`() throws {
        let sysusers = try #require(Requirement.path(of: "systemd-sysusers"))
        let path = Self.folder.appendingPathComponent("naast.sysusers.conf").path
        let verdict = try Finished.run(sysusers, ["--dry-run", path])
        #expect(verdict.status == 0 && verdict.output.contains("naast"), "\(verdict.output)")
    }
}
