/// A status code (RFC 9110 §15).
package struct Status: RawRepresentable, Hashable, Sendable, ExpressibleByIntegerLiteral {
    package let rawValue: Int

    package init(rawValue: Int) {
        precondition((200...599).contains(rawValue), "\(rawValue) is no final status code")
        self.rawValue = rawValue
    }

    package init(integerLiteral value: Int) { self.init(rawValue: value) }

    /// The phrase for people who read along; no program uses it.
    package var reason: String { Self.reasons[rawValue] ?? "" }

    /// Whether an answer with this status never has a body (RFC 9110 §6.4.1).
    var isBodiless: Bool { rawValue == 204 || rawValue == 304 }

    private static let reasons = [
        200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 301: "Moved Permanently", 302: "Found",
        303: "See Other", 304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect",
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required", 412: "Precondition Failed",
        413: "Content Too Large", 414: "URI Too Long", 415: "Unsupported Media Type", 417: "Expectation Failed",
        422: "Unprocessable Content", 429: "Too Many Requests", 431: "Request Header Fields Too Large",
        500: "Internal Server Error", 501: "Not Implemented", 503: "Service Unavailable",
        505: "HTTP Version Not Supported",
    ]
}
