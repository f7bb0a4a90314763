import Glibc

/// A lock that was not taken.
package enum LockError: Error, Equatable, CustomStringConvertible {
    /// Another process works on this state; its pid, when it had time to write it down.
    case heldBy(pid: Int32?)
    /// The lock file could not be opened, locked or written.
    case failed(SystemError)

    package var description: String {
        switch self {
        case .heldBy(.some(let pid)): "another naast (pid \(pid)) works on this state directory; stop it first"
        case .heldBy(.none): "another naast works on this state directory; stop it first"
        case .failed(let error): "cannot take the state lock: \(error)"
        }
    }
}

/// The lock file of a state directory: one process at a time, its pid inside for people.
///
/// The kernel holds the lock (`flock`), so it ends with the process, `kill -9` included; the pid is only a message.
package final class StateLock: Sendable {
    private let file: FileDescriptor

    private init(file: consuming FileDescriptor) {
        self.file = file
    }

    deinit { _ = ftruncate(file.raw, 0) }

    /// Takes the lock without waiting, and keeps it as long as the answer lives.
    package static func acquire(_ path: String) throws(LockError) -> StateLock {
        do throws(SystemError) {
            let file = try FileDescriptor.open(path, O_RDWR | O_CREAT | O_NOFOLLOW)
            _ = try retryingInterrupted("lock \(path)") { flock(file.raw, LOCK_EX | LOCK_NB) }
            _ = try retryingInterrupted("empty \(path)") { ftruncate(file.raw, 0) }
            try file.writeAll(Array("\(getpid())\n".utf8))
            return StateLock(file: file)
        } catch {
            throw error.code == EWOULDBLOCK ? .heldBy(pid: holder(of: path)) : .failed(error)
        }
    }

    /// The pid that the lock file names, if a process holds the lock.
    ///
    /// The kernel is asked, not the pid: after a `kill -9` another program may have that number.
    package static func holder(of path: String) -> Int32? {
        guard let file = try? FileDescriptor.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
            flock(file.raw, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK,
            let bytes = try? file.readAll(limit: 32),
            let pid = Int32(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)), pid > 0
        else { return nil }
        return pid
    }
}
