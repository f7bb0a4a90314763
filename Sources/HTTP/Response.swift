/// What a handler answers.
package struct Response: Sendable {
    /// The bytes after the head.
    package enum Body: Sendable {
        case bytes([UInt8])
        /// Runs on the handler's worker after the head was sent; what it writes goes out in chunks.
        ///
        /// When it throws, the connection is cut, so that the client sees that the answer is not whole.
        case stream(@Sendable (ResponseStream) throws -> Void)
    }

    package var status: Status
    package var headers: Headers
    package var body: Body

    package init(_ status: Status, headers: Headers = Headers(), body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Text in UTF-8, of a media type that says so.
    package static func text(
        _ text: String, status: Status = 200, type: String = "text/plain; charset=utf-8"
    ) -> Self {
        .bytes(Array(text.utf8), status: status, type: type)
    }

    /// JSON, already written.
    package static func json(_ bytes: some Sequence<UInt8>, status: Status = 200) -> Self {
        .bytes(Array(bytes), status: status, type: "application/json")
    }

    package static func bytes(_ bytes: [UInt8], status: Status = 200, type: String) -> Self {
        var response = Self(status, body: .bytes(bytes))
        response.headers.set("Content-Type", type)
        return response
    }

    /// One JSON value a line, written as the work goes on (`application/x-ndjson`).
    package static func jsonLines(_ produce: @escaping @Sendable (ResponseStream) throws -> Void) -> Self {
        var response = Self(200, body: .stream(produce))
        response.headers.set("Content-Type", "application/x-ndjson")
        return response
    }

    /// The status with its phrase, for whoever has nothing better to say.
    package static func plain(_ status: Status) -> Self {
        text("\(status.rawValue) \(status.reason)\n", status: status)
    }
}
