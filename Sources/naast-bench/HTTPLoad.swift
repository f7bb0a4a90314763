import Foundation
import Glibc
import Platform

/// Many browsers asking one address again and again, each on a connection of its own.
struct HTTPLoad {
    var port: UInt16
    var path = "/"
    /// Lines of the request besides Host, such as a Cookie, each without its line break.
    var headers: [String] = []
    var connections = 16
    /// Requests in all.
    var requests = 20_000

    /// What came of it.
    struct Result {
        /// Requests a second.
        let rate: Double
        /// From the first byte sent to the last one read, in milliseconds, in their order.
        let latencies: [Double]
        /// Bytes of one answer's body.
        let size: Int

        /// The latency that so many of a hundred do not pass.
        func percentile(_ part: Double) -> Double {
            latencies[min(latencies.count - 1, Int(Double(latencies.count) * part / 100))]
        }
    }

    /// Asks, and throws when any answer is not a 200 or is not of the size of the others.
    func run() throws -> Result {
        let gathered = Locked<[Swift.Result<Share, any Error>]>([])
        let each = max(1, requests / connections)
        let begin = DispatchTime.now().uptimeNanoseconds
        let done = DispatchGroup()
        for number in 0..<connections {
            let load = self
            DispatchQueue(label: "bench.client.\(number)").async(group: done) {
                let share = Swift.Result { try load.ask(times: each) }
                gathered.withLock { $0.append(share) }
            }
        }
        done.wait()
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - begin) / 1e9
        let shares = try gathered.withLock { $0 }.map { try $0.get() }
        let latencies = shares.flatMap(\.latencies).sorted()
        guard let size = shares.first?.size, shares.allSatisfy({ $0.size == size }) else {
            throw Failure("\(path) does not always have the same size")
        }
        return Result(rate: Double(latencies.count) / seconds, latencies: latencies, size: size)
    }

    private struct Share {
        var latencies: [Double] = []
        var size = 0
    }

    private func ask(times: Int) throws -> Share {
        var text = "GET \(path) HTTP/1.1\r\nHost: localhost\r\n"
        for header in headers { text += header + "\r\n" }
        let request = Array((text + "\r\n").utf8)
        var share = Share()
        var connection: HTTPLoadConnection?
        for _ in 0..<times {
            let begin = DispatchTime.now().uptimeNanoseconds
            let open = try connection ?? HTTPLoadConnection(port: port)
            let answer = try open.exchange(request)
            share.latencies.append(Double(DispatchTime.now().uptimeNanoseconds - begin) / 1e6)
            guard answer.status == 200 else { throw Failure("\(path) was answered with \(answer.status)") }
            share.size = answer.size
            connection = answer.closes ? nil : open
        }
        return share
    }
}

/// One connection that asks and reads the whole answer, which must tell its length.
private final class HTTPLoadConnection {
    private let socket: FileDescriptor
    private var buffer = [UInt8](repeating: 0, count: 262_144)

    init(port: UInt16) throws {
        let address = try SocketAddress.ip("127.0.0.1", port: port)
        socket = try FileDescriptor.socket(AF_INET, SOCK_STREAM)
        let raw = socket.raw
        _ = try retryingInterrupted("connect") { address.withSockaddr { connect(raw, $0, $1) } }
        var on: Int32 = 1
        setsockopt(raw, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    func exchange(_ request: [UInt8]) throws -> (status: Int, size: Int, closes: Bool) {
        let raw = socket.raw
        let sent = try retryingInterrupted("send") { send(raw, request, request.count, Int32(MSG_NOSIGNAL)) }
        guard sent == request.count else { throw Failure("a request did not go in one piece") }
        var filled = 0
        var head: (end: Int, status: Int, size: Int, closes: Bool)?
        while true {
            let count = try buffer.withUnsafeMutableBytes { room in
                // Of a body only its length is of interest: what no longer fits is read over itself.
                let start = min(filled, room.count / 2)
                return try retryingInterrupted("receive") {
                    recv(raw, room.baseAddress?.advanced(by: start), room.count - start, 0)
                }
            }
            guard count > 0 else { throw Failure("a connection ended in the middle of an answer") }
            filled += count
            if head == nil { head = Self.head(buffer[..<min(filled, buffer.count)]) }
            if let head, filled >= head.end + head.size { return (head.status, head.size, head.closes) }
        }
    }

    private static func head(_ bytes: ArraySlice<UInt8>) -> (end: Int, status: Int, size: Int, closes: Bool)? {
        let end = Array("\r\n\r\n".utf8)
        guard let start = bytes.indices.dropLast(3).first(where: { bytes[$0..<($0 + 4)].elementsEqual(end) }) else {
            return nil
        }
        let lines = String(decoding: bytes[..<start], as: UTF8.self).lowercased().split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let length = lines.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
        return (start + 4, status, length, lines.contains("connection: close"))
    }
}
