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
        case .failed(let error) where error.code == EACCES:
            "cannot take the state lock: \(error); chown what is in the state directory to \(ProcessOwner.current.name)"
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
            try take(file.raw, path)
            _ = try retryingInterrupted("empty \(path)") { ftruncate(file.raw, 0) }
            try file.writeAll(Array("\(getpid())\n".utf8))
            return StateLock(file: file)
        } catch {
            throw error.code == EWOULDBLOCK ? .heldBy(pid: holder(of: path)) : .failed(error)
        }
    }

    // A verb that only looks (`holder`) has the lock for a moment: whoever wants it for good tries a few times.
    private static func take(_ raw: Int32, _ path: String) throws(SystemError) {
        for _ in 0..<20 {
            if flock(raw, LOCK_EX | LOCK_NB) == 0 { return }
            guard errno == EWOULDBLOCK || errno == EINTR else { break }
            usleep(1_000)
        }
        _ = try retryingInterrupted("lock \(path)") { flock(raw, LOCK_EX | LOCK_NB) }
    }

    /// The pid that the lock file names, if somebody holds the lock.
    ///
    /// After a power cut the pid in the file may be another program's by now: only the kernel's lock tells.
    package static func holder(of path: String) -> Int32? {
        guard let file = try? FileDescriptor.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
            let bytes = try? file.readAll(limit: 32),
            let pid = Int32(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)), pid > 0,
            flock(file.raw, LOCK_SH | LOCK_NB) != 0
        else { return nil }
        return pid
    }
}
