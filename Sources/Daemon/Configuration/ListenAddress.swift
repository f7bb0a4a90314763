import Platform

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
