import Foundation
import Platform

/// Who works in a state directory now: the daemon, which answers verbs, or another verb, which does not.
struct LockHolder {
    private let state: String
    private let pid: Int32
    // The first word of its command line, looked at while it worked: never the rest, in which addresses may stand.
    private let verb: String?
    private let isOver: Bool

    /// Nil while nobody holds the lock.
    init?(of state: String) {
        guard let pid = StateLock.holder(of: state + "/lock") else { return nil }
        self.state = state
        self.pid = pid
        let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline")
        let words = line?.split(separator: 0, omittingEmptySubsequences: false) ?? []
        verb = words.count > 1 ? String(validating: words[1], as: UTF8.self) : nil
        // Empty: it has ended and nobody has waited for it yet. Not to be read: it may be hidden from us (ProtectProc=).
        isOver = line.map(\.isEmpty) ?? (kill(pid, 0) != 0 && errno == ESRCH)
    }

    /// What to do about one that is gone before it could be asked.
    static func isGone(from state: String) -> CommandFailure {
        .refused("another naast worked in \(state) a moment ago: try again")
    }

    /// What is the matter, and what to do, when nobody answers on the control socket.
    func explain(_ silence: ControlClient.NoAnswer) -> CommandFailure {
        if let verb, !["serve", "demo"].contains(verb) {
            return .refused("`naast \(verb)` (pid \(pid)) works in \(state) now: try again when it has ended")
        }
        if isOver { return Self.isGone(from: state) }
        return CommandFailure(
            code: .unreachable,
            message: "the daemon (pid \(pid)) \(silence); if it has just been started, try again in a moment; else its"
                + " log says why (journalctl -u naast), and systemctl restart naast starts it anew")
    }
}
