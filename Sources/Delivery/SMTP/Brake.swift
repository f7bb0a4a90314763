import Glibc
import Platform

/// Ends deliveries that have not yet sent a byte of their message; pulled once, from any thread, and never let go.
///
/// A pipe that becomes readable: each wait looks at it beside its socket, so that none has to wake up to ask. No other
/// thread touches a session or its connection.
package final class Brake: Sendable {
    // Nil when the machine had no descriptor left: then nothing is cut short, and what was slow is in doubt.
    private let pipe: Ends?

    private final class Ends: Sendable {
        let reading: FileDescriptor
        let writing: FileDescriptor

        init?() {
            var ends: [Int32] = [-1, -1]
            guard Glibc.pipe(&ends) == 0 else { return nil }
            for end in ends {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
            }
            reading = FileDescriptor(owning: ends[0])
            writing = FileDescriptor(owning: ends[1])
        }
    }

    package init() {
        pipe = Ends()
    }

    /// What `poll` watches; it passes over a negative number.
    var descriptor: Int32 { pipe?.reading.raw ?? -1 }

    package func pull() {
        var byte: UInt8 = 1
        if let pipe { _ = Glibc.write(pipe.writing.raw, &byte, 1) }
    }

    package var isPulled: Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, 0) > 0
    }
}
