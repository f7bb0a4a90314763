import Foundation
import Platform
import TestSupport
import Testing

private struct Word: LogWord {
    let logWord: String
    init(_ word: String) { logWord = word }
}

@Suite struct LogTests {
    private let directory: TemporaryDirectory
    private let clock = ManualClock(wallMilliseconds: 1_796_130_000_123)

    init() throws { directory = try TemporaryDirectory() }

    private func lines(
        _ format: Log.Format, level: Log.Level = .debug, _ body: (Log) -> Void
    ) throws -> [String] {
        let file = try FileDescriptor.open(directory.file("log"), O_RDWR | O_CREAT | O_TRUNC | O_APPEND)
        body(Log(format: format, level: level, descriptor: file.raw, clock: clock))
        let text = try String(contentsOfFile: directory.file("log"), encoding: .utf8)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    @Test func `the journal gets a priority and the pairs in their order`() throws {
        let written = try lines(.systemd) { log in
            log.error("tenant-quarantined", ["tenant": .public(Word("duinrand")), "because": "wrong mode"])
            log.warning("relay-broken")
            log.notice("started", ["tenants": 12, "demo": false])
            log.info("sent", ["count": .number(3)])
            log.debug("tick")
        }
        #expect(
            written == [
                "<3>tenant-quarantined tenant=duinrand because=\"wrong mode\"", "<4>relay-broken",
                "<5>started tenants=12 demo=false", "<6>sent count=3", "<7>tick",
            ])
    }

    @Test func `a terminal gets the moment and the level by name`() throws {
        let written = try lines(.text) { $0.info("sent", ["count": 3]) }
        #expect(written == ["2026-12-01T13:00:00.123Z info sent count=3"])
    }

    @Test func `a line of JSON is read back by Foundation`() throws {
        let written = try lines(.json) { log in
            log.info("started", ["state": .configured("/srv/na \"ast\"\\é"), "count": -3, "first": true])
        }
        let object = try JSONSerialization.jsonObject(with: Data(written.joined().utf8)) as? [String: Any]
        #expect(object?["time"] as? String == "2026-12-01T13:00:00.123Z")
        #expect(object?["level"] as? String == "info")
        #expect(object?["event"] as? String == "started")
        #expect(object?["state"] as? String == "/srv/na \"ast\"\\é")
        #expect(object?["count"] as? Int == -3)
        #expect(object?["first"] as? Bool == true)
    }

    @Test func `what is less urgent than the level is not written`() throws {
        let written = try lines(.systemd, level: .warning) { log in
            log.notice("no")
            log.warning("yes")
        }
        #expect(written == ["<4>yes"])
    }

    @Test(
        arguments: Log.Format.allCases,
        ["a\nb", "a\r<0>b", "a\u{0}b", "a\u{1B}[31m", "a\u{2028}b", "a\u{202E}b", "a\u{85}b"])
    func `no value breaks out of its line`(format: Log.Format, hostile: String) throws {
        let written = try lines(format) { $0.info("x", ["a": .configured(hostile), "b": .public(Word(hostile))]) }
        #expect(written.count == 1)
        for scalar in written.joined().unicodeScalars {
            #expect(scalar.value >= 0x20 && scalar.value < 0x7F)
        }
    }

    @Test func `an address that slips into a word loses its sign`() throws {
        let written = try lines(.systemd) { $0.info("x", ["who": .public(Word("ouder1@example.org"))]) }
        #expect(written == ["<6>x who=\"ouder1?example.org\""])
    }

    @Test func `a failed call is logged with its number`() throws {
        let written = try lines(.systemd) {
            $0.error("x", ["error": .failure(SystemError(code: ENOSPC, operation: "write"))])
        }
        #expect(written == ["<3>x error=\"write: No space left on device (28)\""])
    }

    @Test func `the journal is recognised by device and inode`() throws {
        let file = try FileDescriptor.open(directory.file("stderr"), O_RDWR | O_CREAT)
        var facts = stat()
        try #require(fstat(file.raw, &facts) == 0)
        let right = ["JOURNAL_STREAM": "\(facts.st_dev):\(facts.st_ino)"]
        let wrong = ["JOURNAL_STREAM": "\(facts.st_dev):\(facts.st_ino + 1)"]
        #expect(Log.Format.detected(environment: right, descriptor: file.raw) == .systemd)
        #expect(Log.Format.detected(environment: wrong, descriptor: file.raw) == .text)
        #expect(Log.Format.detected(environment: [:], descriptor: file.raw) == .text)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a reader that is stuck stops nobody, and is told later how many lines were lost`()
        throws
    {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        var room = [UInt8](repeating: 0, count: 1 << 20)
        let log = Log(format: .systemd, descriptor: ends[1], clock: clock)
        // A pipe holds 64 KiB (pipe(7)).
        for _ in 0..<10_000 { log.info("one-of-many-lines") }
        let written = room[..<max(0, read(ends[0], &room, room.count))].count { $0 == 10 }
        #expect(written > 1_000 && written < 10_000)
        log.info("again")
        let rest = String(decoding: room[..<max(0, read(ends[0], &room, room.count))], as: UTF8.self)
        #expect(rest == "<4>log-lines-lost count=\(10_000 - written)\n<6>again\n")
    }

    @Test func `a log whose reader is gone does not stop the program`() {
        Log(format: .text, descriptor: -1).error("nobody-hears-this")
        Log.silent.error("nor-this")
    }
}
