import Glibc
import Platform

/// An inotify(7) descriptor on a Maildir, readable when something arrived in its `new`.
///
/// Its owner closes it, once, after the last use: a dispatch source wants a plain number until it is cancelled.
struct ArrivalBell: Sendable {
    enum Rung: Equatable {
        case arrival
        /// The folder was moved or removed: this bell rings no more.
        case folderGone
    }

    let descriptor: Int32

    init(on maildir: String) throws(SystemError) {
        descriptor = try retryingInterrupted("inotify") { inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK)) }
        // maildir(5): a mail is whole when it is moved into new, or linked there as Postfix does.
        let going = UInt32(IN_DELETE_SELF | IN_MOVE_SELF) | UInt32(IN_ONLYDIR)
        let arrivals = UInt32(IN_MOVED_TO | IN_CREATE) | UInt32(IN_DONT_FOLLOW)
        guard inotify_add_watch(descriptor, "\(maildir)/new", going | arrivals) >= 0,
            inotify_add_watch(descriptor, maildir, going) >= 0
        else {
            let error = SystemError.last("watch \(maildir)")
            Glibc.close(descriptor)
            throw error
        }
    }

    /// Takes all events; which files they name does not matter, since the whole folder is read again.
    func drain() -> Rung {
        let gone = UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_IGNORED) | UInt32(IN_UNMOUNT)
        var rung = Rung.arrival
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
            while true {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                var offset = 0
                while offset + MemoryLayout<inotify_event>.size <= count {
                    let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                    if event.mask & gone != 0 { rung = .folderGone }
                    offset += MemoryLayout<inotify_event>.size + Int(event.len)
                }
            }
        }
        return rung
    }

    func close() { Glibc.close(descriptor) }
}
