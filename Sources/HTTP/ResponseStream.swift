import Platform

/// A stream that goes no further.
package enum StreamError: Error, Equatable {
    /// The client is gone, or the server stops.
    case closed
    /// The client reads so slowly that `Limits.streamBuffer` is full. Nobody waits for it.
    case tooSlow
}

/// Where a handler writes an answer piece by piece.
///
/// Writing never blocks.
package final class ResponseStream: Sendable {
    private struct State {
        var waiting = 0
        var isClosed = false
    }

    private let state = Locked(State())
    private let limit: Int
    private let isChunked: Bool
    private let send: @Sendable ([UInt8]) -> Void

    init(limit: Int, isChunked: Bool, send: @escaping @Sendable ([UInt8]) -> Void) {
        self.limit = limit
        self.isChunked = isChunked
        self.send = send
    }

    /// Sends bytes on as soon as the client takes them.
    package func write(_ bytes: [UInt8]) throws(StreamError) {
        if bytes.isEmpty { return }
        let bytes = isChunked ? Response.chunk(bytes) : bytes
        let error: StreamError? = state.withLock { state in
            if state.isClosed { return .closed }
            state.waiting += bytes.count
            guard state.waiting <= limit else {
                state.isClosed = true
                return .tooSlow
            }
            return nil
        }
        if let error { throw error }
        send(bytes)
    }

    /// One line of text; the line break is added.
    package func write(line: String) throws(StreamError) { try write(Array(line.utf8) + [.lineFeed]) }

    /// Whether anybody still reads; a long piece of work may ask now and then.
    package var isClosed: Bool { state.withLock { $0.isClosed } }

    /// So many bytes wait before ours, the head among them.
    func expect(_ count: Int) { state.withLock { $0.waiting += count } }

    /// The connection has sent this many bytes.
    func sent(_ count: Int) { state.withLock { $0.waiting -= count } }

    func close() { state.withLock { $0.isClosed = true } }
}
