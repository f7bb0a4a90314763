import Foundation
import Platform

/// A running `naast serve`; it ends with this value, by its pid.
package final class DaemonProcess: Sendable {
    package let notices: NotifySocket
    private let home: DaemonHome
    private let child: ChildProcess
    private let ended = Locked<Int32?>(nil)
    private let errors: String

    /// Starts the daemon; `waits` until it said READY=1.
    ///
    /// - Throws: `Mistake` with what it wrote to standard error when it ends before that.
    package init(_ home: DaemonHome, waits: Bool = true, environment: [String: String] = [:]) throws {
        self.home = home
        let name = UUID().uuidString.prefix(8)
        notices = try NotifySocket(path: home.directory.file("notify-\(name)"))
        errors = home.directory.file("serve-\(name).log")
        let notify = ["NOTIFY_SOCKET": notices.path].merging(environment) { $1 }
        child = try ChildProcess(
            try NaastBinary.path(), ["serve", "--config", home.configuration],
            output: home.directory.file("serve-\(name).out"), errors: errors, environment: notify)
        guard waits else { return }
        // Generous: a loaded machine with the thread sanitizer opens a thousand tenants slowly.
        for _ in 0..<3_000 where !notices.hears("READY=1", within: 0.1) {
            if child.hasEnded { throw Mistake("naast serve ended with \(wait()): \(log)") }
        }
        guard notices.hears("READY=1", within: 0.1) else {
            _ = kill()
            throw Mistake("naast serve was not ready in time: \(log)")
        }
    }

    deinit { if !isOver { kill() } }

    package var pid: Int32 { child.pid }
    /// All that it wrote to standard error.
    package var log: String {
        String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: errors))) ?? Data(), as: UTF8.self)
    }

    /// Whether it has ended.
    package var isOver: Bool { ended.withLock { $0 != nil } || child.hasEnded }

    package func signal(_ number: Int32) {
        // Before it was waited for, its pid is nobody else's.
        ended.withLock { if $0 == nil { Glibc.kill(child.pid, number) } }
    }

    /// Does something while none of its threads runs or is inside a system call.
    package func whileItStands(_ work: () throws -> Void) rethrows {
        signal(SIGSTOP)
        defer { signal(SIGCONT) }
        _ = eventually {
            // proc(5): the state stands after the name, which may hold anything but ends at the last parenthesis.
            let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
            return tasks.allSatisfy { task in
                let stat = try? String(contentsOfFile: "/proc/\(pid)/task/\(task)/stat", encoding: .utf8)
                return stat?.split(separator: ")").last?.hasPrefix(" T") ?? true
            }
        }
        try work()
    }

    /// Ends it at once, as a power cut does.
    @discardableResult
    package func kill() -> Int32 {
        signal(SIGKILL)
        return wait()
    }

    /// SIGTERM, and how it ended.
    @discardableResult
    package func stop() -> Int32 {
        signal(SIGTERM)
        return wait()
    }

    /// Waits for its end: the exit status, or 128 and the signal.
    @discardableResult
    package func wait() -> Int32 {
        ended.withLock { ended in
            if let ended { return ended }
            let status = child.wait()
            ended = status
            return status
        }
    }

    /// Descriptors that it has open now.
    package var openDescriptors: [String] {
        let folder = "/proc/\(pid)/fd"
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
        }
    }

    /// Processor time it has used, in clock ticks of 10 ms (`utime` and `stime` of proc(5)).
    package var ticks: Int {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        let words = text.split(separator: ")").last?.split(separator: " ").map(String.init) ?? []
        return words.count > 12 ? (Int(words[11]) ?? 0) + (Int(words[12]) ?? 0) : 0
    }
}
