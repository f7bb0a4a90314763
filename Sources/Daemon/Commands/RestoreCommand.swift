import Domain
import Foundation
import Platform
import Storage

enum RestoreCommand: Command {
    static let help = """
        naast restore SLUG FILE [--config FILE]

        Puts a backup of a tenant's file in its place, while the daemon runs or not. FILE is a tenant.sqlite that was
        copied while the daemon was stopped, or with its -wal beside it from a snapshot of the whole directory.
        A copy is looked through first: one that is damaged, another tenant's or of a newer Naast changes nothing. The file
        that was there is kept in backups/SLUG/. A suspended tenant stays suspended.

        Messages that were due before now may have gone since the backup was made. Each is written down as doubtful, and
        then goes once more under its own Message-ID, or is held where `doubt_policy=hold` says so.
        Exit codes: 0 done, 1 refused.
        """

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words)
        let named = try arguments.require("SLUG", "FILE")
        guard let slug = Slug(named[0]) else { throw CommandFailure.usage("'\(named[0])' is no tenant's name") }
        let configuration = try Configuration.load(file: try arguments.configurationFile)
        try AdminCommand.refuseStranger(configuration.state)
        let directory: StateDirectory
        let staged: StagedBackup
        do {
            // Read as who we are, written as who owns the state: the daemon must be able to take it.
            let file = try FileDescriptor.open(named[1], O_RDONLY | O_NONBLOCK)
            let log = try openIfThere(named[1] + "-wal")
            try ProcessOwner.become(ownerOfDirectory: configuration.state)
            directory = try StateDirectory(configuration.state)
            staged = try StagedBackup.copy(file, log: log, of: slug, in: directory)
        } catch let error as SystemError {
            throw CommandFailure.refused("\(error)")
        } catch let error as StoreError {
            throw CommandFailure.refused("\(named[1]) could not be copied beside \(slug): \(error)")
        }
        // Also when it was refused: what took the place is not there any more.
        defer { staged.discard(in: directory) }
        return try AdminCommand.run(.restoreTenant(slug: slug.text, staged: staged.uid.text), arguments)
    }

    // One that is there and cannot be read holds what the file alone does not: without it the newest would be lost.
    private static func openIfThere(_ path: String) throws(SystemError) -> FileDescriptor? {
        do throws(SystemError) {
            return try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
    }
}
