import Domain
import Storage

extension AdminDesk {
    /// Reads a programme file into one tenant: all of it or nothing, and every problem at once.
    func importProgramme(
        _ entry: TenantEntry, _ bytes: [UInt8], dryRun: Bool, progress: (String) -> Void
    ) throws -> AdminAnswer {
        let store = try store(entry)
        progress("reading \(bytes.count) bytes")
        let zone = try store.read { try $0.settings.zone }
        let draft = ProgrammeFile.parse(bytes, zone: zone)
        progress("checking against what \(entry.slug) has")
        switch try store.write({ try $0.importProgramme(draft, dryRun: dryRun, progress: progress) }) {
        case .success(let summary):
            return AdminAnswer(message: "\(summary)" + (dryRun ? "\ndry run: nothing was written" : ""))
        case .failure(let refused):
            let lines = refused.problems.map { "\($0)" }
            throw CommandFailure.refused(
                (lines + ["\(lines.count) problem(s); nothing was written"]).joined(separator: "\n"))
        }
    }
}
