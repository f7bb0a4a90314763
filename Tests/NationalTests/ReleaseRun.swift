import Domain
import Foundation
import National
import Platform
import Storage
import TestSupport

/// One run of a release in a state directory that nobody else has open, as a fresh process makes it.
struct ReleaseRun: Codable, Sendable {
    let directory: String
    let wallMilliseconds: Int64
    let day: String

    /// Takes back what is in `releases/`, as a start of the daemon does, and publishes what is due.
    func callAsFunction(restoring: Bool = true, reached: @escaping @Sendable (Slot?, ReleaseStep) -> Void = { _, _ in })
        throws
        -> [Releases.Outcome]
    {
        let state = try StateDirectory(directory)
        let tenants = try Tenants(in: state, clock: ManualClock(wallMilliseconds: wallMilliseconds))
        let file = try NationalFile(in: state)
        defer {
            file.close()
            tenants.shutDown()
        }
        // Every slot begins with its own collecting.
        let slots = Locked(0)
        let releases = try Releases(
            tenants: tenants, file: file, noise: NationalHouse.noise, regions: .none, firstQuarter: nil,
            scope: SystemScope(), log: .silent
        ) { step in
            let begun = slots.withLock { count in
                count += step == .collected ? 1 : 0
                return count
            }
            reached(begun == 0 ? nil : Slot.allCases[begun - 1], step)
        }
        guard try !restoring || releases.restoreFromFiles() == [] else { throw Mistake("a release is broken") }
        guard let date = LocalDate(day) else { throw Mistake("\(day) is no day") }
        return try releases.publishDue(on: date)
    }

    /// The same in a copy of the directory.
    func copied(to path: String) throws -> Self {
        try FileManager.default.copyItem(atPath: directory, toPath: path)
        return Self(directory: path, wallMilliseconds: wallMilliseconds, day: day)
    }

    /// Everything that was published: the files byte for byte, and what the national file says of each release.
    func published() throws -> Published {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(directory)/releases") {
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/releases/\(name)"))
        }
        let file = try NationalFile(in: try StateDirectory(directory))
        defer { file.close() }
        var publications: [Publication] = []
        for slot in Slot.allCases {
            for release in try file.releases(slot) {
                if let publication = try file.publication(slot, release.name) { publications.append(publication) }
            }
        }
        return Published(files: files, publications: publications)
    }

    struct Published: Hashable {
        let files: [String: Data]
        let publications: [Publication]
    }
}
