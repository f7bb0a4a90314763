/// One IP address, or all that begin alike: `10.0.0.0/8`.
package struct AddressRange: Hashable, Sendable, CustomStringConvertible {
    private let first: IPAddress
    private let prefix: Int

    /// Nil when it is no address, or the prefix is too long for it.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = IPAddress(String(parts[0])) else { return nil }
        var prefix = first.bytes.count * 8
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let written = Int(parts[1]), written <= prefix
            else {
                return nil
            }
            prefix = written
        }
        self.first = first
        self.prefix = prefix
    }

    package func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == first.bytes.count else { return false }
        return address.masked(to: prefix) == first.masked(to: prefix)
    }

    /// True for an address inside the range; IPv4 written as IPv6 (`::ffff:10.0.0.1`) counts as IPv4.
    package func contains(_ address: String) -> Bool { IPAddress(address).map(contains) ?? false }

    package var description: String { "\(first)/\(prefix)" }

    package static let loopback = ["127.0.0.0/8", "::1"].compactMap(Self.init)

    /// True for this machine itself, by address or by name.
    package static func isLoopback(_ host: String) -> Bool {
        host.lowercased() == "localhost" || loopback.contains { $0.contains(host) }
    }

    package static func isAddress(_ text: String) -> Bool { IPAddress(text) != nil }
}
