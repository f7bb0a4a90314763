import Foundation
import Platform

/// Results go to standard output, messages and progress to standard error.
enum Terminal {
    private struct Loss {
        // The `errno` of the first result that could not be written.
        var code: Int32?
        var handler: (@Sendable () -> Void)?
    }

    private static let loss = Locked(Loss())

    static func print(_ text: String) {
        guard let code = write(text, to: STDOUT_FILENO) else { return }
        let handler = loss.withLock { loss in
            loss.code = loss.code ?? code
            return loss.handler
        }
        handler?()
    }

    /// Calls this whenever a result cannot be written; for a verb that goes on until somebody ends it.
    static func whenLost(_ handler: @escaping @Sendable () -> Void) { loss.withLock { $0.handler = handler } }

    static func say(_ text: String) { _ = write(text, to: STDERR_FILENO) }

    // How `tell` speaks; for a person unless somebody says otherwise.
    private static let voice = Locked(Log.Format.text)

    /// Has `tell` speak to whoever reads the log of the daemon, and not to a person.
    static func speak(as format: Log.Format) { voice.withLock { $0 = format } }

    /// Says what is wrong before there is a log, a line each: with its priority for the journal, or as JSON.
    static func tell(_ level: Log.Level, _ text: String) {
        let voice = voice.withLock { $0 }
        for line in text.split(separator: "\n").map(String.init) {
            switch (voice, level) {
            case (.text, _): say(line)
            case (.systemd, _): say("<\(level.rawValue)>\(line)")
            case (.json, .error): Log(format: .json).error("not-started", ["why": .configured(line)])
            case (.json, .warning): Log(format: .json).warning("check", ["what": .configured(line)])
            case (.json, _): Log(format: .json).info("check", ["what": .configured(line)])
            }
        }
    }

    /// Why results did not all arrive, said on standard error; false when they did.
    ///
    /// Who closed the pipe (`naast queue … | head`) wanted no more, and is told nothing.
    static func resultsAreLost() -> Bool {
        guard let code = loss.withLock({ $0.code }) else { return false }
        if code != EPIPE { say("naast: standard output cannot be written: \(String(cString: strerror(code)))") }
        return true
    }

    // The `errno`, or nil when all was written.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        guard !text.isEmpty else { return nil }
        var rest = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0, errno == EAGAIN {
                // A terminal that another program made non-blocking.
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&ready, 1, 1_000)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}
