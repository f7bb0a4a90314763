import Glibc
import Platform

/// An SMTP server on loopback that does what its scripts say, however wrong, and remembers what it was told.
///
/// One thread for each connection; `stop` ends and joins them all and closes every descriptor.
package final class ScriptedSMTPServer: Sendable {
    /// What one connection saw.
    package struct Visit: Sendable {
        package var commands: [String] = []
        /// Bodies with their dots still stuffed, without the final dot; the last one may be cut short.
        package var bodies: [String] = []
        /// The bytes of each read from the socket, which shows what was sent together.
        package var reads: [String] = []
    }

    package let port: UInt16
    private let listener: Int32
    private let scripts: [SMTPScript]
    private let state = Locked(State())

    private struct State {
        var isStopping = false
        var visits: [Visit] = []
        var open: [Int: Int32] = [:]
        var threads: [JoinedThread] = []
    }

    /// Starts it: connection *n* follows script *n*, and those after the last script follow the last.
    package init(_ scripts: [SMTPScript] = [SMTPScript()]) {
        precondition(!scripts.isEmpty, "a server without a script does not know what to say")
        (listener, port) = Loopback.listener()
        self.scripts = scripts
        let thread = JoinedThread { [self] in acceptAll() }
        state.withLock { $0.threads.append(thread) }
    }

    package var visits: [Visit] { state.withLock { $0.visits } }

    /// Every command of every connection, in order of connections.
    package var commands: [String] { visits.flatMap(\.commands) }
    package var bodies: [String] { visits.flatMap(\.bodies) }

    /// Ends all connections and waits for all threads; the server answers no more.
    package func stop() {
        let threads = state.withLock { state in
            state.isStopping = true
            // A listening socket that is shut down wakes its accept.
            shutdown(listener, Int32(SHUT_RDWR))
            for descriptor in state.open.values { shutdown(descriptor, Int32(SHUT_RDWR)) }
            defer { state.threads = [] }
            return state.threads
        }
        // The first thread makes the others, so after it there are no new ones.
        threads.first?.join()
        let rest = state.withLock { state in
            for descriptor in state.open.values { shutdown(descriptor, Int32(SHUT_RDWR)) }
            defer { state.threads = [] }
            return threads.dropFirst() + state.threads
        }
        for thread in rest { thread.join() }
        if !threads.isEmpty { close(listener) }
    }

    /// Runs a body with a server that is stopped afterwards.
    package static func running<Answer>(
        _ scripts: SMTPScript..., body: (ScriptedSMTPServer) throws -> Answer
    ) rethrows -> Answer {
        let server = ScriptedSMTPServer(scripts.isEmpty ? [SMTPScript()] : scripts)
        defer { server.stop() }
        return try body(server)
    }

    private func acceptAll() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            state.withLock { state in
                guard !state.isStopping else {
                    close(descriptor)
                    return
                }
                let index = state.visits.count
                state.visits.append(Visit())
                state.open[index] = descriptor
                state.threads.append(JoinedThread { [self] in serve(index, on: descriptor) })
            }
        }
    }

    private func serve(_ index: Int, on descriptor: Int32) {
        let script = scripts[min(index, scripts.count - 1)]
        var dialogue = ScriptedDialogue(descriptor: descriptor, script: script) { [self] change in
            state.withLock { change(&$0.visits[index]) }
        }
        dialogue.run()
        state.withLock { state in
            // Under the lock, so that `stop` never shuts down a number that is someone else's by now.
            state.open[index] = nil
            close(descriptor)
        }
    }
}
