/// One client: what we have read from it, what it still gets, and until when it may take its time.
///
/// Confined to the loop's queue. It is known by a number that is never used again, because the kernel hands out
/// descriptors again at once.
final class Connection {
    enum Phase {
        /// Between requests.
        case idle
        case head
        case body
        /// A worker has the request, or it waits for one.
        case working
        /// The answer is on its way.
        case answering
        /// The answer is sent; we read on only so that the client gets it.
        case lingering
    }

    let id: UInt64
    let socket: Socket
    let peer: ClientAddress
    var parser: RequestParser
    var phase = Phase.idle
    /// The moment on the monotonic clock when patience ends, in nanoseconds.
    var deadline = UInt64.max
    /// When the phase began, on the same clock.
    var phaseBegan: UInt64 = 0

    var output: [UInt8] = []
    /// How many bytes of `output` have gone.
    var outputSent = 0
    /// Bytes that must still go before the deadline is renewed.
    var outputDue = 0

    /// Bytes of the body that a worker has.
    var bodyInHand = 0
    /// How much of the loop's `held` is ours.
    var held = 0

    var served = 0
    var inputEnded = false
    var closesAfterAnswer = false
    /// Whether nothing more is added to the answer.
    var isAnswerWhole = false
    var stream: ResponseStream?
    /// The request that is being answered, as far as the answer's shape depends on it.
    var asksForHeadOnly = false
    var understandsChunks = true

    init(id: UInt64, socket: Socket, peer: ClientAddress, limits: Limits) {
        self.id = id
        self.socket = socket
        self.peer = peer
        parser = RequestParser(limits: limits)
    }

    var isOutputSent: Bool { outputSent == output.count }

    func append(_ bytes: [UInt8]) {
        // A long stream never drains: cut off what has gone before it costs memory.
        if outputSent >= 1_048_576 {
            output.removeFirst(outputSent)
            outputSent = 0
        }
        output.append(contentsOf: bytes)
    }

    func forgetOutput() {
        output.removeAll(keepingCapacity: output.count <= 16_384)
        outputSent = 0
    }
}
