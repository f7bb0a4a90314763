/// A request method (RFC 9110 §9).
package struct Method: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(stringLiteral value: String) { self.init(rawValue: value) }

    package static let get: Self = "GET"
    package static let head: Self = "HEAD"
    package static let post: Self = "POST"
    package static let put: Self = "PUT"
    package static let patch: Self = "PATCH"
    package static let delete: Self = "DELETE"
    package static let options: Self = "OPTIONS"

    /// Methods that we know; any other gets 501, not 405 (RFC 9110 §9.1).
    static let known: Set<Self> = [.get, .head, .post, .put, .patch, .delete, .options]
}
