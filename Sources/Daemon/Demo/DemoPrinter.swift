import Domain
import Foundation
import Platform
import Reminders

/// Prints each reminder as it is delivered, one aligned line each, and counts them.
final class DemoPrinter: Sendable {
    private struct State {
        var delivered = 0
        var lastFile: String?
        // Nil once the lines may go to the terminal.
        var held: [String]? = []
    }

    private let state = Locked(State())

    var count: Int { state.withLock { $0.delivered } }
    /// The mail that can be read by now; nil when mail goes by SMTP.
    var lastFile: String? { state.withLock { $0.lastFile } }

    func print(_ message: DeliveredMessage) {
        let isFile = message.reply.hasPrefix("/")
        let line = Self.line(
            Zone.amsterdam.local(message.at).time, message.slug.text, message.kind.rawValue,
            Self.padded("\(message.recipient)", 30) + "  " + (isFile ? ShellWord.of(message.reply) : message.reply))
        state.withLock { state in
            state.delivered += 1
            if isFile { state.lastFile = message.reply }
            if state.held == nil { Terminal.print(line) } else { state.held?.append(line) }
        }
    }

    /// Prints what was held back while the tenants were made, and everything after that at once.
    func open() {
        state.withLock { state in
            Terminal.print(Self.line("time ", "tenant", "letter", Self.padded("to", 30) + "  mail"))
            for line in state.held ?? [] { Terminal.print(line) }
            state.held = nil
        }
    }

    /// Prints what somebody did in a tenant.
    func tell(_ slug: String, _ words: String, at now: Instant) {
        state.withLock { _ in Terminal.print(Self.line(Zone.amsterdam.local(now).time, slug, "-- \(words)", "")) }
    }

    private static func line(_ time: some CustomStringConvertible, _ slug: String, _ kind: String, _ rest: String)
        -> String
    {
        let head = "\(time)  \(padded(slug, 15))  "
        return rest.isEmpty ? head + kind : head + padded(kind, 18) + "  " + rest
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
