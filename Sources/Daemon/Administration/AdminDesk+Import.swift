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
        let known = try store.read { try $0.knownRefs() }
        let file: ProgrammeFile
        do {
            file = try draft.checked(against: known)
        } catch {
            let lines = error.problems.map { "\($0)" }
            throw CommandFailure.refused(
                (lines + ["nothing was written; \(lines.count) problem(s)"]).joined(separator: "\n"))
        }
        progress("\(file.count) records are right")
        if dryRun {
            return AdminAnswer(message: "dry run: \(file.count) records would be imported; nothing was written")
        }
        let summary = try store.write { try $0.importProgramme(file, progress: progress) }
        return AdminAnswer(message: summary.description)
    }
}
