import HTTP

/// What every answer tells the browser not to do.
enum SecurityHeaders {
    // No scripts at all, and styles from our own sheet alone: what somebody typed can never run.
    private static let policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    static func add(to response: inout Response, isSecure: Bool) {
        response.headers.set("Content-Security-Policy", policy)
        response.headers.set("X-Content-Type-Options", "nosniff")
        // Paths hold tokens (RFC 9110 §10.1.3).
        response.headers.set("Referrer-Policy", "no-referrer")
        response.headers.set("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.set("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if isSecure { response.headers.set("Strict-Transport-Security", "max-age=31536000") }
        if response.headers["Cache-Control"] == nil { response.headers.set("Cache-Control", "no-store") }
    }
}
