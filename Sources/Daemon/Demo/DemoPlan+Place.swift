import Foundation
import Platform

extension DemoPlan {
    /// How the demo's own `naast.json5` begins: only a file that does so is ever written over.
    static let mark = "// Written by naast demo"

    /// Refuses a place that is not the demo's own, before a byte is written there.
    ///
    /// In somebody's real installation the demo would deliver real mail into its Maildir, and its `rm -r` would be taken.
    func checkPlace() throws(CommandFailure) {
        // Looked at first: the daemon that runs there reads the file again at SIGHUP.
        if let pid = StateLock.holder(of: "\(state)/lock") {
            throw .refused("another naast (pid \(pid)) works in \(state); stop it first, or \(Self.elsewhere)")
        }
        var facts = stat()
        guard stat(state, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { return }
        guard facts.st_uid == geteuid() else {
            let owner = ProcessOwner.name(of: facts.st_uid)
            throw .refused("\(state) belongs to \(owner): start the demo as that user, or \(Self.elsewhere)")
        }
        guard facts.st_mode & 0o077 == 0 else {
            throw .refused("\(state) is open to others: chmod 0700 \(state), or \(Self.elsewhere)")
        }
        if lstat(file, &facts) == 0 {
            guard isOurs else { throw .refused("\(file) is not the demo's and stays as it is: \(Self.elsewhere)") }
        } else if let other = Self.ofAnInstallation.first(where: { lstat("\(state)/\($0)", &facts) == 0 }) {
            throw .refused("\(state) is not the demo's: \(other) of another naast is there; \(Self.elsewhere)")
        }
    }

    private static let elsewhere = "name another place with --state DIR"
    private static let ofAnInstallation = ["control.sqlite", "national.sqlite", "tenants", "closed"]

    private var isOurs: Bool {
        guard let descriptor = try? FileDescriptor.open(file, O_RDONLY | O_NONBLOCK | O_NOFOLLOW),
            let bytes = try? descriptor.readAll(limit: Configuration.byteLimit)
        else { return false }
        return bytes.starts(with: Self.mark.utf8)
    }
}
