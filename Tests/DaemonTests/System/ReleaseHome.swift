import Domain
import Foundation
import National
import Platform
import Storage
import TestSupport

/// A state directory whose tenants recorded signals in the last quarter that is due.
final class ReleaseHome {
    static let tenants = (1...10).map { "t-\($0)" }
    let home: DaemonHome
    let quarter: Quarter

    init(copying other: ReleaseHome? = nil) throws {
        let today = Zone.amsterdam.local(Instant(milliseconds: SystemClock().wallMilliseconds())).date
        quarter = Releases.latestDue(on: today)
        home = try DaemonHome()
        if let other {
            try FileManager.default.removeItem(atPath: home.state)
            try FileManager.default.copyItem(atPath: other.home.state, toPath: home.state)
        } else {
            try fill()
        }
    }

    private func fill() throws {
        func noon(_ day: LocalDate) -> Int64 {
            Zone.amsterdam.nearestInstant(LocalDateTime(day, TimeOfDay(minuteOfDay: 720))).milliseconds
        }
        let start = noon(quarter.firstDay - 100)
        let clock = ManualClock(wallMilliseconds: start)
        try home.inProcess(clock: clock) { tenants in
            for text in Self.tenants {
                try tenants.addOpen(text)
                try tenants.noteEntered(try slug(text), SystemScope())
            }
            clock.advance(milliseconds: noon(quarter.firstDay + 20) - start)
            for (index, text) in Self.tenants.enumerated() {
                let signals = (0..<(index + 3)).map {
                    """
                    {"ref":"s\($0)","theme":"\(SignalTheme.allCases[$0 % 5].rawValue)","sector":"po","kind":"concern",
                     "recorded":"\(quarter.firstDay + $0)","note":"blijft hier"}
                    """
                }
                try tenants.importing("{\"signals\":[\(signals.joined(separator: ","))]}", into: text)
            }
        }
    }

    /// Every release file with its bytes.
    func files() throws -> [String: Data] {
        let folder = home.state + "/releases"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return try Dictionary(
            uniqueKeysWithValues: names.filter { !$0.hasPrefix(".") }.map {
                ($0, try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")))
            })
    }

    /// What `naast release --json` says.
    func report(_ words: String...) throws -> Report {
        let ran = try home.run(["release", "--json"] + words)
        guard ran.status == 0 else { throw Mistake("naast release ended with \(ran.status): \(ran.errors)") }
        return try JSONDecoder().decode(Report.self, from: Data(ran.output.utf8))
    }

    struct Report: Decodable {
        struct Outcome: Decodable {
            let slot: String
            let release: String
            let outcome: String
            let tenants: Int?
        }
        struct Release: Decodable {
            let slot: String
            let release: String
            let table: String
            let tenants: Int
            let sha256: String
        }
        let due: [Outcome]
        let releases: [Release]
    }
}
