import Foundation
import TestSupport
import Testing

@Suite struct BitFlipTests {
    private static let tenants = 24
    private static let rounds =
        ProcessInfo.processInfo.environment["NAAST_LONG"] == "1" ? 40 : Requirement.isSanitized ? 2 : 6

    /// Files that a bad disk changed: in each round every tenant but one gets other random bytes.
    @Test func `random bytes in a tenant's file never harm another tenant or the daemon`() throws {
        var random = SeededRandom(seed: UInt64.random(in: 0...UInt64.max))
        print("bit flips: seed \(random.seed)")
        let server = CountingSMTPServer()
        defer { server.stop() }
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port))
        let slugs = (0..<Self.tenants).map { "steunpunt-\($0)" }
        for slug in slugs {
            try home.add(slug)
            try home.importDue(4, into: slug)
        }
        let template = try slugs.map { slug in
            let whole = try Data(contentsOf: URL(fileURLWithPath: home.file(of: slug)))
            return (whole, Self.marks(in: whole))
        }
        try home.add("heel")
        var (quarantined, unharmed, failed) = (0, 0, 0)
        for round in 1...Self.rounds {
            for (slug, (whole, marks)) in zip(slugs, template) {
                var bytes = whole
                for _ in 0..<(1 << Int.random(in: 0...6, using: &random)) {
                    let place = Self.place(in: bytes, near: marks.randomElement(using: &random) ?? 0, &random)
                    bytes[place] =
                        Bool.random(using: &random)
                        ? bytes[place] ^ (1 << UInt8.random(in: 0..<8, using: &random))
                        : UInt8.random(in: 0...255, using: &random)
                }
                try? FileManager.default.removeItem(atPath: home.file(of: slug) + "-wal")
                try bytes.write(to: URL(fileURLWithPath: home.file(of: slug)))
            }
            let daemon = try DaemonProcess(home)
            let start = try home.inHoursWithRef(6, round: round)
            #expect(try home.importing(start, into: "heel").status == 0)
            // A verb that is not answered is asked again: whether the daemon lives is asked below.
            #expect(eventually { daemon.isOver || (try? home.sent("heel")) == 4 * round }, "seed \(random.seed)")
            try #require(!daemon.isOver, "seed \(random.seed): \(daemon.log.suffix(6_000))")
            for slug in slugs {
                // Every verb reads other pages; each answers, whatever it finds.
                for words in [
                    ["queue", slug, "--json"], ["tenant", "show", slug], ["tenant", "set", slug, "near_hours=9"],
                ] {
                    let ran = try home.run(words)
                    #expect([0, 1].contains(ran.status), "seed \(random.seed): \(words) \(ran.errors)")
                }
                let state = try home.status(of: slug)["state"] as? String
                if state == "quarantined" { quarantined += 1 } else { unharmed += 1 }
                if daemon.log.contains("store-failed tenant=\(slug) ") { failed += 1 }
            }
            #expect(!daemon.isOver, "seed \(random.seed): \(daemon.log.suffix(3_000))")
            #expect(daemon.stop() == 0, "seed \(random.seed)")
        }
        print(
            "bit flips: files=\(Self.tenants * Self.rounds) quarantined=\(quarantined) unharmed=\(unharmed) failing=\(failed) crashes=0"
        )
        #expect(quarantined > 0)
    }

    // Most of a file is empty pages and schema: half of the harm is done in and around the rows themselves.
    private static func marks(in bytes: Data) -> [Int] {
        ["before-day", "planned", "matched", "meeting:", "2026-", "off"].flatMap { word in
            // Not `ranges(of:)`: that one is generic, and took minutes under the sanitizer.
            var marks: [Int] = []
            while let found = bytes.range(of: Data(word.utf8), in: (marks.last.map { $0 + 1 } ?? 0)..<bytes.count) {
                marks.append(found.lowerBound)
            }
            return marks
        }
    }

    private static func place(in bytes: Data, near mark: Int, _ random: inout SeededRandom) -> Int {
        guard Bool.random(using: &random) else { return Int.random(in: 0..<bytes.count, using: &random) }
        return min(max(0, mark + Int.random(in: -48...48, using: &random)), bytes.count - 1)
    }
}

/// SplitMix64: the same seed gives the same bytes, so that a failing round can be seen again.
private struct SeededRandom: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

extension DaemonHome {
    /// Four due meetings with refs of their own in each round.
    fileprivate func inHoursWithRef(_ hours: Int, round: Int) throws -> String {
        try Programmes.meetings(Self.inHours(hours), buddies: 4)
            .replacing(/"(ref|buddy|requester|match)":"([a-z]\d)"/) { "\"\($0.1)\":\"\($0.2)-\(round)\"" }
            .replacing("@example.org", with: "-\(round)@example.org")
    }
}
