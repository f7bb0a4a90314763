import Domain

/// How to reach one relay, checked by who made it: `tls` may be `none` only toward loopback.
package struct RelaySettings: Hashable, Sendable {
    package enum TLS: String, Hashable, Sendable {
        /// STARTTLS, or TLS from the start for smtps; with the certificate and its name verified.
        case required
        case none
    }

    package var url: RelayURL
    /// The address that mail comes from; the relay must allow it.
    package var from: EmailAddress
    /// What EHLO says; the domain of `from` when nil, for the machine's own name is often no name of the internet.
    package var helo: String?
    package var tls: TLS
    /// The certificates to trust, as a PEM file; the system's own when nil.
    package var caFile: String?
    /// No AUTH when nil.
    package var username: String?
    package var password: Secret?

    package init(
        url: RelayURL, from: EmailAddress, helo: String? = nil, tls: TLS = .required, caFile: String? = nil,
        username: String? = nil, password: Secret? = nil
    ) {
        self.url = url
        self.from = from
        self.helo = helo
        self.tls = tls
        self.caFile = caFile
        self.username = username
        self.password = password
    }

    /// True when the relay is this machine itself.
    package var isLoopback: Bool { url.isLoopback }

    /// True when a text can stand after EHLO: a host name or an address literal (RFC 5321, 4.1.3).
    package static func isHelo(_ text: String) -> Bool {
        (1...255).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (97...122).contains(byte | 32) || ".-:[]".utf8.contains(byte)
            }
    }
}
