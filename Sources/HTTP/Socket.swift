import Dispatch
import Glibc
import Platform

/// An accepted socket and its two Dispatch sources, confined to the loop's queue.
///
/// All that touches libdispatch's sources for a connection is here, so that it can be replaced.
final class Socket {
    private let raw: Int32
    private let queue: DispatchQueue
    private let open: DispatchGroup
    private let onWritable: @Sendable () -> Void
    private let reader: any DispatchSourceRead
    private(set) var isReading = false
    private var writer: (any DispatchSourceWrite)?
    private var isWriting = false
    private var isClosed = false

    /// Takes over a non-blocking descriptor; `open` is entered until the kernel has every copy of it back.
    init(
        _ descriptor: consuming FileDescriptor, queue: DispatchQueue, open: DispatchGroup,
        onReadable: @escaping @Sendable () -> Void, onWritable: @escaping @Sendable () -> Void
    ) {
        let raw = descriptor.release()
        self.raw = raw
        self.queue = queue
        self.open = open
        self.onWritable = onWritable
        reader = DispatchSource.makeReadSource(fileDescriptor: raw, queue: queue)
        reader.setEventHandler(handler: onReadable)
        open.enter()
        // A source may look at its descriptor until its cancellation handler runs; only then may it be closed.
        reader.setCancelHandler { @Sendable in
            Glibc.close(raw)
            open.leave()
        }
    }

    deinit { precondition(isClosed, "a connection was dropped without being closed") }

    /// Reads once; nil when nothing is there now, 0 at the end.
    func read(into room: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int? {
        do throws(SystemError) {
            return try retryingInterrupted("receive") { recv(raw, room.baseAddress, room.count, 0) }
        } catch  where error.code == EAGAIN {
            return nil
        }
    }

    /// Writes once; nil when there is no room now.
    func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int? {
        do throws(SystemError) {
            return try retryingInterrupted("send") { send(raw, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)) }
        } catch  where error.code == EAGAIN {
            return nil
        }
    }

    func resumeReading() {
        if isReading || isClosed { return }
        isReading = true
        reader.resume()
    }

    func pauseReading() {
        guard isReading, !isClosed else { return }
        isReading = false
        reader.suspend()
    }

    /// Calls `onWritable` when there is room, until `pauseWriting`.
    func resumeWriting() throws(SystemError) {
        if isWriting || isClosed { return }
        isWriting = true
        try makeWriter().resume()
    }

    func pauseWriting() {
        guard isWriting, !isClosed else { return }
        isWriting = false
        writer?.suspend()
    }

    /// Whether the client is gone altogether, asked without reading; one that only said all it will is not.
    var isHungUp: Bool {
        if isClosed { return true }
        var look = pollfd(fd: raw, events: 0, revents: 0)
        return poll(&look, 1, 0) > 0 && look.revents & Int16(POLLHUP | POLLERR) != 0
    }

    /// Tells the client that nothing more comes.
    func endWriting() { shutdown(raw, Int32(SHUT_WR)) }

    func close() {
        if isClosed { return }
        // A suspended source never cancels.
        resumeReading()
        reader.cancel()
        if let writer {
            if !isWriting { writer.resume() }
            writer.cancel()
        }
        isClosed = true
    }

    /// The write source, on a copy of the descriptor: two sources on one lose events (libdispatch issue 833).
    private func makeWriter() throws(SystemError) -> any DispatchSourceWrite {
        if let writer { return writer }
        let copy = try retryingInterrupted("duplicate a socket") { fcntl(raw, F_DUPFD_CLOEXEC, 0) }
        let made = DispatchSource.makeWriteSource(fileDescriptor: copy, queue: queue)
        made.setEventHandler(handler: onWritable)
        open.enter()
        made.setCancelHandler { @Sendable [open] in
            Glibc.close(copy)
            open.leave()
        }
        writer = made
        return made
    }
}
