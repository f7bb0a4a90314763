import Glibc
import Platform

extension Listener {
    /// The sockets that systemd listens on for us, none when it does not (sd_listen_fds(3)).
    ///
    /// Throws, and takes none, when one of them is not a listening stream socket, or is public without a TLS proxy.
    static func inherited(
        _ environment: [String: String], from first: Int32 = 3, isBehindTLSProxy: Bool
    ) throws(ServerError) -> [Self] {
        // Without our own number they were meant for a parent of ours.
        guard environment["LISTEN_PID"].flatMap({ Int32($0) }) == getpid() else { return [] }
        guard let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), (0...64).contains(count) else {
            throw .notInherited("LISTEN_FDS is not a number from 0 to 64")
        }
        var listeners: [Self] = []
        for raw in first..<(first + count) {
            // Before anything else: no child may get it.
            guard fcntl(raw, F_SETFD, FD_CLOEXEC) == 0 else { throw .notInherited("descriptor \(raw) is not open") }
            try check(raw, isBehindTLSProxy: isBehindTLSProxy)
            listeners.append(Self(raw: raw, file: nil))
        }
        return listeners
    }

    private static func check(_ raw: Int32, isBehindTLSProxy: Bool) throws(ServerError) {
        guard option(SO_ACCEPTCONN, of: raw) == 1, option(SO_TYPE, of: raw) == Int32(SOCK_STREAM.rawValue) else {
            throw .notInherited("descriptor \(raw) is not a listening stream socket; use ListenStream= and Accept=no")
        }
        switch address(of: raw) {
        case .some(let ip):
            guard isBehindTLSProxy || AddressRange.loopback.contains(where: { $0.contains(ip) }) else {
                throw .publicAddress("\(ip)")
            }
        case nil:
            guard option(SO_DOMAIN, of: raw) == AF_UNIX else {
                throw .notInherited("descriptor \(raw) is neither a TCP nor a unix socket")
            }
        }
        let flags = fcntl(raw, F_GETFL)
        guard flags >= 0, fcntl(raw, F_SETFL, flags | O_NONBLOCK) == 0 else {
            throw .failed(.last("make descriptor \(raw) non-blocking"))
        }
    }

    private static func option(_ name: Int32, of raw: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(raw, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
    }

    /// The address that a TCP socket is bound to.
    private static func address(of raw: Int32) -> IPAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { whole in
            whole.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(raw, $0, &length) }
        }
        return result == 0 ? ClientAddress(storage).ip : nil
    }
}
