import Glibc

/// Where browsers and proxies connect to.
package enum ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A numeric address, never a name.
    case tcp(host: String, port: UInt16)
    case unix(String)

    /// What `sun_path` holds without its end (unix(7)).
    package static let socketPathLimit = 107
    static let standard = Self.tcp(host: "127.0.0.1", port: 8_470)

    /// True when no other machine can reach it.
    package var isLocal: Bool {
        switch self {
        case .tcp(let host, _): AddressRange.isLoopback(host)
        case .unix: true
        }
    }

    package var description: String {
        switch self {
        case .tcp(let host, let port): "\(host.contains(":") ? "[\(host)]" : host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}

/// One IP address, or all that begin alike: `10.0.0.0/8`.
package struct AddressRange: Hashable, Sendable {
    // 4 or 16 bytes, network order.
    private let bytes: [UInt8]
    private let prefix: Int

    /// Nil when it is no address, or the prefix is too long for it.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let bytes = Self.bytes(String(parts[0])) else { return nil }
        var prefix = bytes.count * 8
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let written = Int(parts[1]), written <= prefix
            else {
                return nil
            }
            prefix = written
        }
        self.bytes = bytes
        self.prefix = prefix
    }

    /// True for an address inside the range; IPv4 written as IPv6 (`::ffff:10.0.0.1`) counts as IPv4.
    package func contains(_ address: String) -> Bool {
        guard let other = Self.bytes(address), other.count == bytes.count else { return false }
        return (0..<prefix).allSatisfy { bit in (bytes[bit / 8] ^ other[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0 }
    }

    static let loopback = ["127.0.0.0/8", "::1"].compactMap(Self.init)

    static func isLoopback(_ host: String) -> Bool {
        host.lowercased() == "localhost" || loopback.contains { $0.contains(host) }
    }

    static func isAddress(_ text: String) -> Bool { bytes(text) != nil }

    private static func bytes(_ text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: six) { Array($0) }
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? Array(bytes[12...]) : bytes
    }
}
