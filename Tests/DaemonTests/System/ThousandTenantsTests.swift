import Foundation
import Platform
import SQLite
import Storage
import TestSupport
import Testing

@testable import Daemon

@Suite(.alone) struct ThousandTenantsTests {
    // Still more than the files that may be open.
    private static let count = Requirement.isSanitized ? 270 : 1_000

    @Test func `a thousand tenants: all are served with 256 files open, and then nothing happens`() async throws {
        let server = CountingSMTPServer()
        defer { server.stop() }
        // In memory: a thousand files are made here one after another, each synced several times.
        let memory = access("/dev/shm", W_OK) == 0 ? "/dev/shm/naast-\(UUID().uuidString)" : nil
        defer { if let memory { try? FileManager.default.removeItem(atPath: memory) } }
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port), state: memory)
        let slugs = (0..<Self.count).map { "steunpunt-\($0)" }
        try home.inProcess { tenants in
            let programme = Programmes.meetings(try DaemonHome.inHours(6))
            for slug in slugs {
                try tenants.addOpen(slug)
                try tenants.importing(programme, into: slug)
            }
        }

        let began = Date()
        let daemon = try DaemonProcess(home)
        let bootMilliseconds = Int(Date().timeIntervalSince(began) * 1_000)
        var most = 0
        #expect(
            eventually(while: server.total) {
                most = max(most, daemon.openDescriptors.count { $0.hasSuffix("/tenant.sqlite") })
                return server.total >= Self.count
            })
        #expect(server.total == Self.count && server.counts.count == Self.count)
        let report = try home.sound("status", "--json").json([String: Any].self)
        let lines = try #require(report["tenants"] as? [[String: Any]])
        #expect(lines.count == Self.count)
        #expect(lines.allSatisfy { $0["sent_24h"] as? Int == 1 && $0["state"] as? String == "active" })
        most = max(most, daemon.openDescriptors.count { $0.hasSuffix("/tenant.sqlite") })
        #expect(most <= 256)

        let seconds = Requirement.isLong ? 60 : Requirement.isSanitized ? 3 : 10
        // Real time of a real process: there is nothing to wait for but the clock. First the status above settles.
        if !Requirement.isSanitized { #expect(standsStill { daemon.ticks }) }
        let before = daemon.ticks
        sleep(UInt32(seconds))
        let used = (daemon.ticks - before) * 10
        let share = Double(used) / Double(seconds * 10)
        print(
            "idle: tenants=\(Self.count) boot_ms=\(bootMilliseconds) files_open_max=\(most) seconds=\(seconds)",
            "utime+stime_ms=\(used) core_percent=\(String(format: "%.3f", share))")
        // The kernel counts in ticks of 10 ms: one more may belong to the moment before. A sanitizer has threads of its
        // own that do not rest; `.ci/run` says when it watches.
        #expect(Requirement.isSanitized || Double(used) <= Double(seconds) + 10)
        #expect(server.total == Self.count)
        #expect(daemon.stop() == 0)

        // The same house in a process of its own, where every statement can be counted: over a whole minute.
        let file = home.configuration
        await #expect(processExitsWith: .success) { [file = file as String] in
            let configuration = try Configuration.load(file: file)
            let service = try Service(configuration, file: file, log: .silent)
            try service.start()
            try #require(standsStill { Connection.statementsRun })
            let seconds = Requirement.isSanitized ? 3 : 60
            let (statements, processor) = (Connection.statementsRun, processorMilliseconds)
            sleep(UInt32(seconds))
            let (run, used) = (Connection.statementsRun - statements, processorMilliseconds - processor)
            print(
                "idle: seconds=\(seconds) statements=\(run) cpu_ms=\(used) core_percent=\(used / Double(seconds) / 10)")
            try #require(statements > 1_000)
            try #require(run == 0)
            // 0.1 % of a core.
            try #require(Requirement.isSanitized || used < Double(seconds))
            service.stop()
        }
    }
}

// Of this process, all threads.
private var processorMilliseconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1e6
}
