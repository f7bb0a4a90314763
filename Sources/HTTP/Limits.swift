/// What one client may ask of the server, in bytes, counts and time.
package struct Limits: Sendable {
    /// Bytes of method, target and version together; longer is 414.
    package var requestLine = 8_192
    /// Bytes of all header lines together; more is 431.
    package var headerBytes = 16_384
    /// Header lines of one request; more is 431.
    package var headerCount = 100
    /// Bytes of one decoded body, which is held in memory; more is 413.
    package var body = 1_048_576
    /// The same for a request of that method and path, decided before the body is read; nil: `body` for all.
    package var bodyFor: (@Sendable (_ method: Method, _ segments: [String]) -> Int)?
    /// Bytes of all requests in memory together; a request that goes past it gets 503.
    package var held = 268_435_456
    /// Names and values in one query; more is 400.
    package var queryItems = 100

    /// How long a connection may wait for its next request.
    package var idle: Duration = .seconds(60)
    /// From a request's first byte to the end of its head; later is 408.
    package var head: Duration = .seconds(10)
    /// From the end of the head to the end of the body; later is 408.
    package var bodyTime: Duration = .seconds(60)
    /// Time in which a client must take 64 KiB of the answer, or all that waits.
    package var write: Duration = .seconds(20)
    /// How long we read on after the last answer, so that the client gets it before the connection goes (RFC 9112 §9.6).
    package var linger: Duration = .seconds(2)

    /// Open connections; one more ends the one that has kept us waiting longest for a head, or else gets 503.
    package var connections = 2_048
    /// Requests that wait for a worker; one more gets 503.
    package var waiting = 256
    /// Requests of one lane that run at once.
    package var runningPerLane = 3
    /// Requests of one lane that wait; one more gets 503.
    package var waitingPerLane = 64
    /// Requests on one connection, after which it closes.
    package var requestsPerConnection = 1_000
    /// Bytes of a streamed answer that may wait for a slow reader; more ends the stream.
    package var streamBuffer = 4_194_304

    package init() {}
}
