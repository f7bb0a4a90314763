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

    /// The first value of a query item with that name.
    package func query(_ name: String) -> String? { query.first { $0.name == name }?.value }
}
