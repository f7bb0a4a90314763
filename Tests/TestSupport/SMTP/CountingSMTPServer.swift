import Foundation
import Platform

/// A fast SMTP server on loopback that takes all mail and counts how often each Message-ID came in whole.
package final class CountingSMTPServer: Sendable {
    package let port: UInt16
    private let listener: Int32
    private let dotDelay: useconds_t
    private let state = Locked(State())

    private struct State {
        var isStopping = false
        var round = 0
        /// Of each Message-ID, the rounds in which its connections began.
        var received: [String: [Int]] = [:]
        /// When each Message-ID came in whole, each time.
        var moments: [String: [Date]] = [:]
        var open: Set<Int32> = []
        var dots = 0
        var threads: [JoinedThread] = []
    }

    /// - Parameter dotDelay: how long it thinks before it answers a message's final dot, in milliseconds.
    package init(dotDelay: Int = 0) {
        (listener, port) = Loopback.listener()
        self.dotDelay = useconds_t(dotDelay * 1_000)
        let thread = JoinedThread { [self] in acceptAll() }
        state.withLock { $0.threads.append(thread) }
    }

    /// How often each Message-ID came in whole, whether or not the sender heard the answer.
    package var counts: [String: Int] { state.withLock { $0.received.mapValues(\.count) } }
    /// When each Message-ID came in whole, each time.
    package var moments: [String: [Date]] { state.withLock { $0.moments } }
    /// Messages received whole, duplicates included.
    package var total: Int { state.withLock { $0.received.values.reduce(0) { $0 + $1.count } } }
    /// Messages that the server is thinking about now.
    package var waiting: Int { state.withLock { $0.dots } }
    package var isIdle: Bool { state.withLock { $0.open.isEmpty } }
    /// Of each message that came more than once, the round in which it came first.
    package var firstRoundsOfDuplicates: [Int] {
        state.withLock { $0.received.values.filter { $0.count > 1 }.compactMap(\.first) }
    }

    /// What connects from now on belongs to the next round.
    package func nextRound() { state.withLock { $0.round += 1 } }

    /// Ends all connections and threads.
    package func stop() {
        let threads = state.withLock { state in
            state.isStopping = true
            shutdown(listener, Int32(SHUT_RDWR))
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
            return state.threads
        }
        threads.first?.join()
        let rest = state.withLock { state in
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
            defer { state.threads = [] }
            return state.threads.dropFirst()
        }
        for thread in rest { thread.join() }
        if !threads.isEmpty { close(listener) }
    }

    private func acceptAll() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            var on: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            state.withLock { state in
                guard !state.isStopping else {
                    close(descriptor)
                    return
                }
                state.open.insert(descriptor)
                let round = state.round
                state.threads.append(JoinedThread { [self] in serve(descriptor, round) })
            }
        }
    }

    private func serve(_ descriptor: Int32, _ round: Int) {
        var conversation = CountingConversation(descriptor: descriptor) { [self] id in
            state.withLock { state in
                state.moments[id, default: []].append(Date())
                state.received[id, default: []].append(round)
                state.dots += 1
            }
            if dotDelay > 0 { usleep(dotDelay) }
            state.withLock { $0.dots -= 1 }
        }
        conversation.run()
        state.withLock { state in
            state.open.remove(descriptor)
            close(descriptor)
        }
    }
}

/// One connection: lines until DATA, then a body until its dot.
private struct CountingConversation {
    let descriptor: Int32
    let received: (String) -> Void
    private var buffer = Data()

    init(descriptor: Int32, received: @escaping (String) -> Void) {
        self.descriptor = descriptor
        self.received = received
    }

    mutating func run() {
        guard say("220 counting.test ESMTP") else { return }
        while let line = take(until: "\r\n") {
            let verb = String(decoding: line.prefix(4), as: UTF8.self).uppercased()
            switch verb {
            case "EHLO": guard say("250-counting.test\r\n250-PIPELINING\r\n250 8BITMIME") else { return }
            case "DATA":
                guard say("354 go on"), let body = take(until: "\r\n.\r\n") else { return }
                received(Self.messageID(body))
                guard say("250 2.0.0 Ok") else { return }
            case "QUIT":
                _ = say("221 2.0.0 Bye")
                return
            default: guard say("250 2.0.0 Ok") else { return }
            }
        }
    }

    private static func messageID(_ body: Data) -> String {
        guard let start = body.range(of: Data("Message-ID: ".utf8)),
            let end = body.range(of: Data("\r\n".utf8), in: start.upperBound..<body.endIndex)
        else { return "none" }
        return String(decoding: body[start.upperBound..<end.lowerBound], as: UTF8.self)
    }

    private mutating func take(until mark: String) -> Data? {
        while true {
            if let end = buffer.range(of: Data(mark.utf8)) {
                defer { buffer = Data(buffer[end.upperBound...]) }
                return Data(buffer[..<end.lowerBound])
            }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return nil }
            buffer.append(contentsOf: chunk[..<count])
        }
    }

    private func say(_ text: String) -> Bool {
        let bytes = Array((text + "\r\n").utf8)
        return send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }
}
