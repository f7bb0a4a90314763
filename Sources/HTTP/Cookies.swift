/// The cookies that a client sent (RFC 6265 §4.2), those that are sound.
///
/// A browser sends what other programs on this host have set too, so what is odd is passed over and not refused.
package struct Cookies: Equatable, Sendable {
    /// More on one request are passed over.
    static let limit = 64

    private var values: [String: String] = [:]
    private var ambiguous: Set<String> = []

    init(_ headers: Headers) {
        let pairs = headers.values("cookie").flatMap { $0.split(separator: ";") }
        for pair in pairs.prefix(Self.limit) {
            let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.allSatisfy(\.isTokenByte),
                parts[1].utf8.allSatisfy(\.isCookieByte)
            else { continue }
            let (name, value) = (String(parts[0]), String(parts[1]))
            if let other = values[name], other != value { ambiguous.insert(name) }
            values[name] = value
        }
    }

    /// The value of that name; nil too when the client sent two different ones.
    ///
    /// A second one may have been planted from another host of the same domain (RFC 6265 §8.6): nobody can tell which.
    package subscript(name: String) -> String? { ambiguous.contains(name) ? nil : values[name] }
}

extension Request {
    package var cookies: Cookies { Cookies(headers) }
}

extension UInt8 {
    /// `cookie-octet`, RFC 6265 §4.1.1.
    var isCookieByte: Bool {
        (0x21...0x7E).contains(self) && self != UInt8(ascii: "\"") && self != UInt8(ascii: ",")
            && self != UInt8(ascii: ";") && self != UInt8(ascii: "\\")
    }
}
