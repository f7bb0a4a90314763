import Foundation

/// Postfix's own `smtp-sink` on loopback: takes all mail and throws it away, fast; for counting and measuring.
package final class SMTPSink: Sendable {
    package let port: UInt16
    private let process: Process
    private let output: Pipe

    /// Starts it and waits until it answers.
    package init(_ options: [String] = []) throws {
        guard let path = Requirement.path(of: "smtp-sink") else {
            throw ToolRun.Failed(description: "smtp-sink is not installed")
        }
        port = Loopback.freePort()
        process = Process()
        output = Pipe()
        process.executableURL = URL(filePath: path)
        // Started by root it must be told who to become.
        process.arguments = (geteuid() == 0 ? ["-u", "nobody"] : []) + options + ["127.0.0.1:\(port)", "256"]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let port = port
        guard eventually({ Loopback.answers(on: port) }) else {
            kill(process.processIdentifier, SIGKILL)
            throw ToolRun.Failed(description: "smtp-sink did not start")
        }
    }

    deinit { stop() }

    /// Ends it, by its pid, and waits for that.
    package func stop() {
        guard process.isRunning else { return }
        // Started from a Dispatch thread it has SIGTERM blocked, as that thread has.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
