import Dispatch
import Glibc
import Platform

/// A place where the server could not listen.
package enum ServerError: Error, Equatable, CustomStringConvertible {
    /// Another program answers there.
    case inUse(String)
    /// Something stands at the path that is not a socket; we do not remove it.
    case notASocket(String)
    /// The address can be reached from outside, where only a TLS proxy may stand.
    case publicAddress(String)
    /// What the service manager handed over is not what it should be.
    case notInherited(String)
    case failed(SystemError)

    package var description: String {
        switch self {
        case .inUse(let place): "another program listens on \(place); stop it or choose another place"
        case .notASocket(let path): "\(path) is there and is no socket; move it away or choose another path"
        case .publicAddress(let host):
            "\(host) can be reached from outside; listen on 127.0.0.1 or ::1, or put a TLS proxy in front and say so"
        case .notInherited(let why): "cannot listen on the socket of the .socket unit: \(why)"
        case .failed(let error): "cannot listen: \(error)"
        }
    }
}

/// A bound, listening socket on its way to the loop.
struct Listener {
    let raw: Int32
    /// The file to remove at the end, and what proves that it is still ours.
    let file: SocketFile?

    /// Listens on a unix socket whose file has that mode.
    ///
    /// A socket that nobody answers is removed; a live one is never taken over.
    static func unix(_ path: String, mode: mode_t) throws(ServerError) -> Self {
        do throws(SystemError) {
            let address = try SocketAddress.unix(path)
            var facts = stat()
            if lstat(path, &facts) == 0 {
                guard facts.st_mode & S_IFMT == S_IFSOCK else { throw SystemError(code: ENOTSOCK, operation: path) }
                guard try !isAnswered(address) else { throw SystemError(code: EADDRINUSE, operation: path) }
                unlink(path)
            }
            let socket = try FileDescriptor.socket(AF_UNIX, SOCK_STREAM)
            // Linux gives the file the mode of the socket, less the umask: so it is never, not even briefly, open to
            // others. Who may connect is said by the file alone, before anybody can.
            _ = try retryingInterrupted("set the mode of \(path)") { fchmod(socket.raw, mode) }
            try bind(socket, address, name: path)
            _ = try retryingInterrupted("set the mode of \(path)") { chmod(path, mode) }
            try listen(socket, name: path)
            guard let file = SocketFile(path) else { throw .last("look at \(path)") }
            return Self(raw: socket.release(), file: file)
        } catch {
            switch error.code {
            case EADDRINUSE: throw .inUse(path)
            case ENOTSOCK: throw .notASocket(path)
            default: throw .failed(error)
            }
        }
    }

    /// Listens on a TCP port; 0 lets the kernel choose.
    static func tcp(_ host: String, port: UInt16, isBehindTLSProxy: Bool) throws(ServerError) -> Self {
        do throws(SystemError) {
            let address = try SocketAddress.ip(host, port: port)
            guard isBehindTLSProxy || host == "::1" || host.hasPrefix("127.") else {
                throw SystemError(code: EPERM, operation: host)
            }
            let socket = try FileDescriptor.socket(address.family, SOCK_STREAM)
            var on: Int32 = 1
            let length = socklen_t(MemoryLayout<Int32>.size)
            setsockopt(socket.raw, SOL_SOCKET, SO_REUSEADDR, &on, length)
            if address.family == AF_INET6 { setsockopt(socket.raw, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, length) }
            try bind(socket, address, name: "\(host) port \(port)")
            try listen(socket, name: "\(host) port \(port)")
            return Self(raw: socket.release(), file: nil)
        } catch {
            switch error.code {
            case EADDRINUSE: throw .inUse("\(host) port \(port)")
            case EPERM: throw .publicAddress(host)
            default: throw .failed(error)
            }
        }
    }

    /// The port that the kernel chose.
    var port: UInt16 {
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        withUnsafeMutableBytes(of: &address) { room in
            _ = room.withMemoryRebound(to: sockaddr.self) { getsockname(raw, $0.baseAddress, &length) }
        }
        // The port stands at the same place in both families.
        return UInt16(bigEndian: address.sin6_port)
    }

    private static func bind(
        _ socket: borrowing FileDescriptor, _ address: SocketAddress, name: String
    ) throws(SystemError) {
        try socket.makeNonBlocking()
        _ = try retryingInterrupted("bind \(name)") { address.withSockaddr { Glibc.bind(socket.raw, $0, $1) } }
    }

    private static func listen(_ socket: borrowing FileDescriptor, name: String) throws(SystemError) {
        _ = try retryingInterrupted("listen on \(name)") { Glibc.listen(socket.raw, 1_024) }
    }

    private static func isAnswered(_ address: SocketAddress) throws(SystemError) -> Bool {
        let probe = try FileDescriptor.socket(AF_UNIX, SOCK_STREAM)
        try probe.makeNonBlocking()
        if address.withSockaddr({ connect(probe.raw, $0, $1) }) == 0 { return true }
        // Full or forbidden is alive too; only a refusal means that nobody is there.
        return errno != ECONNREFUSED && errno != ENOENT
    }
}

/// A socket's file, told apart from one that another process put in its place.
struct SocketFile {
    let path: String
    private let device: dev_t
    private let inode: ino_t

    init?(_ path: String) {
        var facts = stat()
        guard lstat(path, &facts) == 0 else { return nil }
        self.path = path
        device = facts.st_dev
        inode = facts.st_ino
    }

    /// Removes the file if it is still the one we made.
    func remove() {
        if let now = SocketFile(path), now.device == device, now.inode == inode { unlink(path) }
    }
}
