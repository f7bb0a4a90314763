import Glibc

/// Where a socket listens or speaks to.
package struct SocketAddress: Hashable, Sendable {
    private let bytes: [UInt8]

    /// A unix socket's path: at most 107 bytes, because `sun_path` holds 108 with its end (unix(7)).
    package static func unix(_ path: String) throws(SystemError) -> Self {
        let name = Array(path.utf8)
        guard (1...107).contains(name.count), !name.contains(0) else {
            throw SystemError(
                code: ENAMETOOLONG,
                operation:
                    "socket path \(path) has \(name.count) bytes and a socket path may have 107; choose a shorter one")
        }
        return Self(bytes: family(AF_UNIX) + name + [0])
    }

    /// A name in Linux's abstract namespace, without its leading null byte.
    package static func abstract(_ name: String) throws(SystemError) -> Self {
        let name = Array(name.utf8)
        guard (1...107).contains(name.count) else { throw SystemError(code: EINVAL, operation: "abstract socket name") }
        return Self(bytes: family(AF_UNIX) + [0] + name)
    }

    /// A numeric IPv4 or IPv6 address; names are not looked up.
    package static func ip(_ host: String, port: UInt16) throws(SystemError) -> Self {
        var four = sockaddr_in()
        if inet_pton(AF_INET, host, &four.sin_addr) == 1 {
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            return Self(bytes: withUnsafeBytes(of: four) { Array($0) })
        }
        var six = sockaddr_in6()
        if inet_pton(AF_INET6, host, &six.sin6_addr) == 1 {
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = port.bigEndian
            return Self(bytes: withUnsafeBytes(of: six) { Array($0) })
        }
        throw SystemError(code: EINVAL, operation: "\(host) is not an IP address")
    }

    package var family: Int32 { Int32(bytes[0]) | Int32(bytes[1]) << 8 }

    /// Lends the address in the shape that `bind`, `connect` and `sendto` want.
    package func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: storage) { whole in
            whole.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(bytes.count)) }
        }
    }

    private static func family(_ number: Int32) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8)] }
}

extension FileDescriptor {
    /// A new socket that children do not inherit.
    package static func socket(_ family: Int32, _ kind: __socket_type) throws(SystemError) -> FileDescriptor {
        let flags = Int32(kind.rawValue | SOCK_CLOEXEC.rawValue)
        return FileDescriptor(owning: try retryingInterrupted("make a socket") { Glibc.socket(family, flags, 0) })
    }
}
