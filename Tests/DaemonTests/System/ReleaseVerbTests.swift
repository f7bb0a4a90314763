import Foundation
import TestSupport
import Testing

@Suite struct ReleaseVerbTests {
    @Test(arguments: [false, true])
    func `what is due is published once, by the verb and by the daemon`(whileRunning: Bool) throws {
        let national = try ReleaseHome()
        if whileRunning {
            let daemon = try DaemonProcess(national.home)
            #expect(try eventually { try !national.report().releases.isEmpty }, "the daemon publishes at its start")
            let again = try national.report("--due").due
            #expect(again.map(\.outcome) == ["known"])
            #expect(daemon.log.contains("released"))
            #expect(daemon.stop() == 0)
        } else {
            let first = try national.report("--due").due
            #expect(first.map(\.outcome) == ["published"] && first.first?.tenants == 10)
            #expect(try national.report("--due").due.map(\.outcome) == ["known"])
        }
        let release = try #require(try national.report().releases.first)
        #expect(release.table == "theme-quarter" && release.release == "\(national.quarter)" && release.tenants == 10)
        #expect(try national.files().keys.sorted() == ["v1-\(national.quarter).json"])
        let said = try national.home.sound("release").output
        #expect(said.contains("v1 \(national.quarter)") && said.contains("next cut-off"))
    }

    @Test func `the secret is made once, for its owner alone, and the same secret gives the same figures`() throws {
        let national = try ReleaseHome()
        let twin = try ReleaseHome(copying: national)
        let secret = URL(fileURLWithPath: national.home.state + "/secret")
        try national.home.sound("release", "--due")
        let bytes = try Data(contentsOf: secret)
        let mode = try FileManager.default.attributesOfItem(atPath: secret.path)[.posixPermissions] as? Int
        #expect(bytes.count == 32 && mode == 0o600)
        try national.home.sound("release", "--due")
        #expect(try Data(contentsOf: secret) == bytes)

        // The other way to the same secret: a file that the configuration names.
        let file = twin.home.directory.file("signals-secret")
        try bytes.write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        try twin.home.configure(extra: "signals: { secret_file: \"\(file)\" }")
        try twin.home.sound("release", "--due")
        #expect(try twin.files() == national.files())
        #expect(!FileManager.default.fileExists(atPath: twin.home.state + "/secret"))
    }

    @Test func `a lost secret changes nothing that was published`() throws {
        let national = try ReleaseHome()
        try national.home.sound("release", "--due")
        let files = try national.files()
        try FileManager.default.removeItem(atPath: national.home.state + "/secret")
        #expect(try national.report("--due").due.map(\.outcome) == ["known"])
        #expect(try national.files() == files)
    }

    @Test func `a suspended and a broken tenant delay nobody`() throws {
        let national = try ReleaseHome()
        try national.home.sound("tenant", "suspend", "t-1")
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: national.home.file(of: "t-2")))
        try file.write(contentsOf: Data("this is no database".utf8))
        try file.close()
        let due = try national.report("--due").due
        #expect(due.map(\.outcome) == ["published"] && due.first?.tenants == 8)
    }

    @Test func `a file of regions that is wrong is named by check, with what to do`() throws {
        let home = try DaemonHome()
        let folder = (home.configuration as NSString).deletingLastPathComponent
        let path = folder + "/regions-2026-01-01.json5"
        try #"{ regions: { Noord: { "T 1": 10, "t-2": 0 }, Oost: { "t-2": 5 } }, sources: "" }"#.write(
            toFile: path, atomically: true, encoding: .utf8)
        let ran = try home.run("check")
        #expect(ran.status == 78)
        for words in ["no such key", "is no tenant's name", "stands in two regions", "whole number from 1"] {
            #expect(ran.errors.contains(words), "\(ran.errors)")
        }
        let example = #filePath.components(separatedBy: "/Tests/")[0] + "/config/regions-2026-01-01.json5"
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: example, toPath: path)
        try home.sound("check")
    }

    @Test(.needs("strace"), .enabled(if: !Requirement.isSanitized, "strace and the sanitizer do not go together"))
    func `killed at any of its writes, it publishes the same bytes when it is run again`() throws {
        let original = try ReleaseHome()
        // The secret first, so that all runs have the same one; nothing is published without --due.
        _ = try original.report()
        try Data((0..<32).map { UInt8($0) }).write(to: URL(fileURLWithPath: original.home.state + "/secret"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: original.home.state + "/secret")
        let whole = try ReleaseHome(copying: original)
        let expected = (try whole.report("--due").releases.map(\.sha256), try whole.files())
        #expect(expected.0.count == 1)

        let writes = "fsync,fdatasync,link,linkat,unlink,pwrite64,ftruncate"
        var killed = 0
        for number in 1...400 {
            let run = try ReleaseHome(copying: original)
            let output = run.home.directory.file("strace")
            let status = try ChildProcess(
                try #require(Requirement.path(of: "strace")),
                [
                    "-f", "-qq", "-e", "trace=\(writes)", "-e", "inject=\(writes):signal=KILL:when=\(number)",
                    try NaastBinary.path(), "release", "--due", "--config", run.home.configuration,
                ],
                output: output
            ).wait()
            #expect(try run.report("--due").releases.map(\.sha256) == expected.0, "killed at write \(number)")
            #expect(try run.files() == expected.1, "killed at write \(number)")
            guard status != 0 else { break }
            killed += 1
        }
        print("release: killed at each of \(killed) writes, the same bytes every time")
        #expect(killed > 5)
    }
}
