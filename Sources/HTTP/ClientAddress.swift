import Glibc
import Platform

/// Who asks: an address, or somebody on this machine who came over the unix socket.
package struct ClientAddress: Hashable, Sendable, CustomStringConvertible {
    /// Nil for a client on the unix socket.
    package let ip: IPAddress?

    package static let local = Self(ip: nil)

    package init(ip: IPAddress?) {
        self.ip = ip
    }

    /// Whom to count together in a rate limit: a /24 of IPv4 or a /56 of IPv6, what one household or office gets.
    package var network: ClientAddress {
        Self(ip: ip.map { $0.masked(to: $0.bytes.count == 4 ? 24 : 56) })
    }

    package var description: String { ip?.description ?? "local" }

    /// What `accept` has written down about the other side.
    init(_ storage: sockaddr_storage) {
        ip = withUnsafeBytes(of: storage) { bytes in
            switch Int32(storage.ss_family) {
            // `sin_addr` stands after family and port, `sin6_addr` after family, port and flow (ip(7), ipv6(7)).
            case AF_INET: IPAddress(bytes: Array(bytes[4..<8]))
            case AF_INET6: IPAddress(bytes: Array(bytes[8..<24]))
            default: nil
            }
        }
    }
}
