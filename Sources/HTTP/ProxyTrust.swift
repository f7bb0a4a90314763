import Platform

/// Whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
package struct ProxyTrust: Sendable {
    private let ranges: [AddressRange]
    private let trustsUnixSocket: Bool

    /// Believes proxies in these ranges, and those on the unix socket, whose file decides who can reach it.
    package init(ranges: [AddressRange], unixSocket: Bool) {
        self.ranges = ranges
        trustsUnixSocket = unixSocket
    }

    /// There is no proxy: the peer is the client.
    package static let nobody = Self(ranges: [], unixSocket: false)

    /// Sets who asked, and whether over TLS, from the peer and what trusted hops say.
    func settle(_ request: inout Request, peer: ClientAddress) {
        request.client = peer
        guard trusts(peer) else { return }
        // Each hop adds at the right whom it saw; the first from there that we do not trust is the client. What
        // stands further left is the client's own word.
        for hop in request.headers.members("x-forwarded-for").reversed() {
            guard let ip = Self.address(hop) else { break }
            request.client = ClientAddress(ip: ip)
            if !trusts(request.client) { break }
        }
        let schemes = request.headers.members("x-forwarded-proto")
        request.isSecure = !schemes.isEmpty && schemes.allSatisfy { $0.isSameToken(as: "https") }
    }

    private func trusts(_ address: ClientAddress) -> Bool {
        guard let ip = address.ip else { return trustsUnixSocket }
        return ranges.contains { $0.contains(ip) }
    }

    /// An address, with or without the port that some proxies write: `192.0.2.1:80`, `[2001:db8::1]:80`.
    private static func address(_ text: String) -> IPAddress? {
        if let ip = IPAddress(text) { return ip }
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            return IPAddress(String(text[text.index(after: text.startIndex)..<end]))
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[1].utf8.allSatisfy(\.isDigit) ? IPAddress(String(parts[0])) : nil
    }
}
