import Glibc

/// Sockets on 127.0.0.1 for servers in tests.
package enum Loopback {
    /// A listening socket on a free port.
    package static func listener() -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = Self.address(port: 0)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeGeneric(&address) { bind(descriptor, $0, size) }
        precondition(bound == 0 && listen(descriptor, 64) == 0, "no socket on loopback for a test")
        var length = size
        _ = withUnsafeGeneric(&address) { getsockname(descriptor, $0, &length) }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// A port that nobody has, of those that the kernel gives to no connection of its own accord (ip(7),
    /// ip_local_port_range): what starts listening on it later finds it free.
    package static func freePort() -> UInt16 {
        while true {
            let port = UInt16.random(in: 10_000...32_767)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            defer { close(descriptor) }
            precondition(descriptor >= 0, "no socket for a test")
            var address = address(port: port)
            let bound = withUnsafeGeneric(&address) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
            if bound == 0 { return port }
        }
    }

    /// True when something accepts connections on a port.
    package static func answers(on port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        return connect(descriptor, port)
    }

    /// Connects a socket to a port; false when nobody listens there.
    static func connect(_ descriptor: Int32, _ port: UInt16) -> Bool {
        var address = Self.address(port: port)
        return withUnsafeGeneric(&address) {
            Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func withUnsafeGeneric<Answer>(
        _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Answer
    ) -> Answer {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }

    /// How many sockets of this process have a port at one of their ends; other tests may run beside this one.
    package static func sockets(touching port: UInt16) -> Int {
        (0..<4_096).count { descriptor in
            var ends: [UInt16] = []
            for name in [getsockname, getpeername] {
                var end = address(port: 0)
                var size = socklen_t(MemoryLayout<sockaddr_in>.size)
                if withUnsafeGeneric(&end, { name(Int32(descriptor), $0, &size) }) == 0 {
                    ends.append(UInt16(bigEndian: end.sin_port))
                }
            }
            return ends.contains(port)
        }
    }
}
