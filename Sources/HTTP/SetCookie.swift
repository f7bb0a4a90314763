/// A cookie to set, for this host alone and out of reach of scripts.
///
/// Always `HttpOnly` and `Path=/`, never with a `Domain`; over TLS also `Secure` and named `__Host-…`, so that the
/// browser itself refuses one that another host or plain http tries to plant (RFC 6265bis §4.1.3.2).
package struct SetCookie: Equatable, Sendable {
    /// When a browser sends the cookie with a request that another site began.
    package enum SameSite: String, Sendable {
        /// When somebody follows a link here.
        case lax = "Lax"
        case strict = "Strict"
    }

    /// The whole field value.
    let text: String

    /// Sets a cookie until the browser closes, or for so long.
    ///
    /// `name` is written without prefix. `isSecure` is false only for plain http on loopback. The value holds visible
    /// ASCII without quotes, commas, semicolons and backslashes; with its name it is at most 4,000 bytes long.
    package init(
        _ name: String, _ value: String, isSecure: Bool, sameSite: SameSite = .lax, lifetime: Duration? = nil
    ) {
        precondition(!name.isEmpty && name.utf8.allSatisfy(\.isTokenByte), "a cookie has a name that is none")
        precondition(!name.hasPrefix("__"), "a cookie's prefix is written by us")
        precondition(value.utf8.allSatisfy(\.isCookieByte), "a cookie has a value that is none")
        precondition(name.utf8.count + value.utf8.count <= 4_000, "a cookie is longer than browsers keep")
        var text = "\(Self.name(name, isSecure: isSecure))=\(value); Path=/; HttpOnly; SameSite=\(sameSite.rawValue)"
        if isSecure { text += "; Secure" }
        if let lifetime { text += "; Max-Age=\(max(0, lifetime.components.seconds))" }
        self.text = text
    }

    /// Makes the browser forget the cookie.
    package static func forget(_ name: String, isSecure: Bool) -> Self {
        Self(name, "", isSecure: isSecure, lifetime: .zero)
    }

    /// The name under which the cookie comes back, for `request.cookies[…]`.
    package static func name(_ name: String, isSecure: Bool) -> String { isSecure ? "__Host-\(name)" : name }
}

extension Response {
    /// Adds a cookie to the answer.
    package mutating func set(_ cookie: SetCookie) { headers.add("Set-Cookie", cookie.text) }
}
