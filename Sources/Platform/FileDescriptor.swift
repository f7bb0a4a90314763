import Glibc

/// An open descriptor with one owner; it closes when the owner lets go.
package struct FileDescriptor: ~Copyable, Sendable {
    /// The number, borrowed: never close it and never keep it longer than this value lives.
    package let raw: Int32

    /// Takes over a descriptor that nobody else closes.
    package init(owning raw: Int32) {
        self.raw = raw
    }

    deinit { _ = Glibc.close(raw) }

    /// Opens a path; `O_CLOEXEC` is always added.
    package static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(SystemError) -> FileDescriptor
    {
        let raw = try retryingInterrupted("open \(path)") { Glibc.open(path, flags | O_CLOEXEC, mode) }
        return FileDescriptor(owning: raw)
    }

    /// Hands the descriptor to a new owner, who must close it.
    package consuming func release() -> Int32 {
        let number = raw
        discard self
        return number
    }

    /// Closes now and reports what `close` says; data written to a network disk may be refused only here.
    package consuming func close() throws(SystemError) {
        let number = release()
        if Glibc.close(number) != 0, errno != EINTR { throw .last("close") }
    }
}
