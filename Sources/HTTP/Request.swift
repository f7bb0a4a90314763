/// One complete request, read and checked.
package struct Request: Equatable, Sendable {
    package let method: Method
    /// The path, decoded: `/` is `[""]`, `/a` is `["a"]`, `/a/` is `["a", ""]`.
    package let segments: [String]
    package let query: [QueryItem]
    package let headers: Headers
    /// The whole body, its transfer coding undone.
    package var body: [UInt8] = []
    /// What the router found at `{name}` in the route's path.
    package internal(set) var parameters: [String: String] = [:]

    /// Whether the client can read on after this answer (RFC 9112 §9.3).
    let keepsAlive: Bool
    /// Whether the client understands chunks.
    let isHTTP11: Bool

    /// Who asks, as far as a trusted proxy or the connection itself tells.
    package internal(set) var client = ClientAddress.local
    /// Whether the client speaks TLS with a trusted proxy.
    package internal(set) var isSecure = false

    /// The first value of a query item with that name.
    package func query(_ name: String) -> String? { query.first { $0.name == name }?.value }
}

extension Request {
    /// A request as it would come over the wire, for whoever asks without a connection; throws what the parser would.
    ///
    /// `target` is the path with its query, percent-encoded.
    package init(
        _ method: Method, _ target: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
        client: ClientAddress = .local, isSecure: Bool = false
    ) throws(Rejection) {
        let target = try Target(Array(target.utf8)[...], limits: HTTP.Limits())
        var fields = Headers()
        for header in headers { fields.add(header.name, header.value) }
        self.init(
            method: method, segments: target.segments, query: target.query, headers: fields, body: body,
            keepsAlive: true, isHTTP11: true, client: client, isSecure: isSecure)
    }
}
