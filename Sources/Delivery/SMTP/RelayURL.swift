import Glibc

/// Where a relay listens: `smtp://mail.example.org:587` or `smtps://mail.example.org`.
///
/// No user, password, path, query or fragment: those have settings of their own, or do not belong here.
package struct RelayURL: Hashable, Sendable, CustomStringConvertible {
    package enum Scheme: String, Hashable, Sendable {
        /// Plain at first; STARTTLS follows when TLS is required.
        case smtp
        /// TLS from the first byte (RFC 8314).
        case smtps
    }

    package let scheme: Scheme
    /// A host name, an IPv4 address, or an IPv6 address without its brackets.
    package let host: String
    /// 25 for smtp and 465 for smtps when the text named none.
    package let port: UInt16

    package init(scheme: Scheme, host: String, port: UInt16) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// Nil when the text is not of the form `smtp[s]://HOST[:PORT]`, with or without one slash at the end.
    package init?(_ text: String) {
        guard let separator = text.firstRange(of: "://") else { return nil }
        guard let scheme = Scheme(rawValue: text[..<separator.lowerBound].lowercased()) else { return nil }
        var rest = text[separator.upperBound...]
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        let host: Substring
        var portText: Substring?
        if rest.hasPrefix("[") {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            host = rest[rest.index(after: rest.startIndex)..<end]
            let tail = rest[rest.index(after: end)...]
            guard tail.isEmpty || tail.hasPrefix(":") else { return nil }
            portText = tail.isEmpty ? nil : tail.dropFirst()
            guard Self.isIPv6(String(host)) else { return nil }
        } else {
            let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count) else { return nil }
            host = parts[0]
            portText = parts.count == 2 ? parts[1] : nil
            guard Self.isHostName(host) else { return nil }
        }
        var port: UInt16 = scheme == .smtp ? 25 : 465
        if let portText {
            guard portText.utf8.allSatisfy({ (48...57).contains($0) }), let given = UInt16(portText), given > 0 else {
                return nil
            }
            port = given
        }
        self.init(scheme: scheme, host: host.lowercased(), port: port)
    }

    package var description: String { "\(scheme.rawValue)://\(bracketed):\(port)" }

    /// True for `localhost`, `127.0.0.0/8` and `::1`, as written: no name is looked up.
    package var isLoopback: Bool {
        var four = in_addr()
        if inet_pton(AF_INET, host, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
        var six = in6_addr()
        guard inet_pton(AF_INET6, host, &six) == 1 else { return host == "localhost" }
        return withUnsafeBytes(of: &six) { bytes in bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1 }
    }

    var bracketed: String { host.contains(":") ? "[\(host)]" : host }

    private static func isIPv6(_ text: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET6, text, &address) == 1
    }

    private static func isHostName(_ text: Substring) -> Bool {
        (1...253).contains(text.utf8.count) && !text.hasPrefix(".") && !text.hasPrefix("-")
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (97...122).contains(byte | 32) || byte == 45 || byte == 46
            }
    }
}
