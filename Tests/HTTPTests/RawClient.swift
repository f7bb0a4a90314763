import Foundation
import Platform
import Testing

/// A client that sends exactly the bytes it is told, and gives up after ten seconds.
final class RawClient: Sendable {
    private let socket: FileDescriptor

    init(unix path: String) throws { socket = try Self.connected(.unix(path)) }

    init(port: UInt16) throws { socket = try Self.connected(.ip("127.0.0.1", port: port)) }

    private static func connected(_ address: SocketAddress) throws -> FileDescriptor {
        let socket = try FileDescriptor.socket(address.family, SOCK_STREAM)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(socket.raw, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        _ = try retryingInterrupted("connect") { address.withSockaddr { connect(socket.raw, $0, $1) } }
        return socket
    }

    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        let sent = try retryingInterrupted("send") { Glibc.send(socket.raw, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }
        try #require(sent == bytes.count)
    }

    /// Connects, says something, and goes away with a reset.
    static func reset(port: UInt16, after text: String) {
        guard let socket = try? FileDescriptor.socket(AF_INET, SOCK_STREAM),
            let address = try? SocketAddress.ip("127.0.0.1", port: port)
        else { return }
        let raw = socket.raw
        guard address.withSockaddr({ connect(raw, $0, $1) }) == 0 else { return }
        let bytes = Array(text.utf8)
        _ = Glibc.send(raw, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        // socket(7): closing with a linger of no time sends a reset.
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(raw, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }

    func endSending() { shutdown(socket.raw, Int32(SHUT_WR)) }

    /// Whether the server has closed, without reading.
    func isHungUp() throws -> Bool {
        var look = pollfd(fd: socket.raw, events: 0, revents: 0)
        _ = try retryingInterrupted("poll") { poll(&look, 1, 10) }
        return look.revents & Int16(POLLHUP) != 0
    }

    /// Everything until the server closes.
    func readToEnd() throws -> String { String(decoding: try socket.readAll(limit: 64_000_000), as: UTF8.self) }

    /// Reads until `end` has been seen; throws when the server closes before.
    @discardableResult
    func read(until end: String) throws -> String {
        var seen: [UInt8] = []
        var byte: [UInt8] = [0]
        while !seen.suffix(end.utf8.count).elementsEqual(end.utf8) {
            let count = try retryingInterrupted("receive") { recv(socket.raw, &byte, 1, 0) }
            try #require(
                count == 1, "the server closed after \(String(decoding: seen, as: UTF8.self).debugDescription)")
            seen.append(byte[0])
        }
        return String(decoding: seen, as: UTF8.self)
    }
}

/// Whether the kernel still knows a socket of that path, listening or accepted.
func socketsExist(at path: String) throws -> Bool {
    try String(contentsOfFile: "/proc/net/unix", encoding: .utf8).split(separator: "\n").contains {
        $0.hasSuffix(" " + path)
    }
}
