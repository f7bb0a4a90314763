import Platform

/// Says which version of a resource an answer is (RFC 9110 §8.8.3).
package struct EntityTag: Hashable, Sendable {
    /// With its quotes.
    package let text: String

    /// The tag of these very bytes.
    package init(of bytes: some Sequence<UInt8>) {
        let hash = SHA256.hash(bytes).prefix(16)
        text = "\"" + hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\""
    }

    /// Whether the client of a GET or HEAD has this version already (If-None-Match, RFC 9110 §13.1.2).
    package func isKnown(to request: Request) -> Bool {
        guard request.method == .get || request.method == .head else { return false }
        let known = request.headers.members("if-none-match")
        // Compared weakly: a proxy that compresses makes our tag a weak one.
        return known == ["*"] || known.contains { ($0.hasPrefix("W/") ? String($0.dropFirst(2)) : $0) == text }
    }
}

extension Response {
    /// The answer with its tag, or 304 without a body when the client has it already.
    package func tagged(_ tag: EntityTag, for request: Request) -> Response {
        var response = self
        response.headers.set("ETag", tag.text)
        guard status == 200, tag.isKnown(to: request) else { return response }
        response.status = 304
        response.body = .bytes([])
        response.headers.remove("Content-Type")
        return response
    }
}
