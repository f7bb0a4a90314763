import Glibc

/// What we tell systemd about ourselves: `sd_notify(3)` in our own few lines.
///
/// Without a service manager (`NOTIFY_SOCKET` unset) every notice goes nowhere and nothing fails.
package struct ServiceManager: Sendable {
    /// One assignment of `sd_notify(3)`.
    package enum Notice: Sendable {
        case ready
        /// What `systemctl status` shows; line breaks become spaces.
        case status(String)
        /// A reload began at this moment of `CLOCK_MONOTONIC`; `ready` ends it.
        case reloading(monotonicNanoseconds: UInt64)
        case stopping
        case watchdog
        /// Asks for this much more time to start or stop, from now.
        case extendTimeout(microseconds: UInt64)
    }

    /// How long the manager waits for a sign of life, in nanoseconds; nil when it does not watch us.
    ///
    /// Send `watchdog` at least twice in this time.
    package let watchdogNanoseconds: UInt64?
    private let address: SocketAddress?

    /// Reads the variables that systemd sets: `NOTIFY_SOCKET`, `WATCHDOG_USEC`, `WATCHDOG_PID`.
    package init(environment: [String: String], pid: Int32 = getpid()) {
        address = environment["NOTIFY_SOCKET"].flatMap(Self.address)
        let isForUs = environment["WATCHDOG_PID"].map { Int32($0) == pid } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap(UInt64.init) ?? 0
        let nanoseconds = microseconds.multipliedReportingOverflow(by: 1_000)
        watchdogNanoseconds = isForUs && microseconds > 0 && !nanoseconds.overflow ? nanoseconds.partialValue : nil
    }

    /// Sends all notices in one datagram.
    package func notify(_ notices: Notice...) throws(SystemError) {
        guard let address, !notices.isEmpty else { return }
        let socket = try FileDescriptor.socket(AF_UNIX, SOCK_DGRAM)
        let message = Array(notices.map(Self.line).joined(separator: "\n").utf8)
        let sent = try retryingInterrupted("notify systemd") {
            address.withSockaddr { pointer, length in
                sendto(socket.raw, message, message.count, Int32(MSG_NOSIGNAL), pointer, length)
            }
        }
        guard sent == message.count else { throw SystemError(code: EMSGSIZE, operation: "notify systemd") }
    }

    private static func address(_ name: String) -> SocketAddress? {
        // '@' stands for the null byte of an abstract name (unix(7)); vsock is for virtual machines and not for us.
        if name.hasPrefix("@") { return try? .abstract(String(name.dropFirst())) }
        return name.hasPrefix("/") ? try? .unix(name) : nil
    }

    private static func line(_ notice: Notice) -> String {
        switch notice {
        case .ready: "READY=1"
        case .status(let text): "STATUS=" + String(text.map { $0.isNewline ? " " : $0 }.prefix(200))
        case .reloading(let nanoseconds): "RELOADING=1\nMONOTONIC_USEC=\(nanoseconds / 1_000)"
        case .stopping: "STOPPING=1"
        case .watchdog: "WATCHDOG=1"
        case .extendTimeout(let microseconds): "EXTEND_TIMEOUT_USEC=\(microseconds)"
        }
    }
}
