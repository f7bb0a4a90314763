import Foundation
import Glibc
import Platform

/// One HTTP/1.1 exchange with a program on 127.0.0.1, on a connection of its own.
enum PlainHTTP {
    static func exchange(_ method: String, port: UInt16, _ path: String, body: Data?) throws -> (
        status: Int, body: Data
    ) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        // A page may take long to load on a machine that is busy.
        var patience = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard Loopback.connect(descriptor, port) else { throw SystemError(code: errno, operation: "connect") }
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        if let body { head += "Content-Type: application/json; charset=utf-8\r\nContent-Length: \(body.count)\r\n" }
        var rest = Array((head + "\r\n").utf8) + (body.map(Array.init) ?? [])
        while !rest.isEmpty {
            let sent = send(descriptor, rest, rest.count, Int32(MSG_NOSIGNAL))
            guard sent > 0 else { throw SystemError(code: errno, operation: "send") }
            rest.removeFirst(sent)
        }
        return try answer(descriptor)
    }

    private static func answer(_ descriptor: Int32) throws -> (status: Int, body: Data) {
        var received = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let end = Data("\r\n\r\n".utf8)
        while true {
            if let head = received.range(of: end) {
                let lines = String(decoding: received[..<head.lowerBound], as: UTF8.self).components(
                    separatedBy: "\r\n")
                let length = lines.compactMap { line -> Int? in
                    let parts = line.split(separator: ":", maxSplits: 1)
                    guard parts.first?.lowercased() == "content-length" else { return nil }
                    return parts.last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
                }.first
                let body = received[head.upperBound...]
                if let length, body.count >= length {
                    return (Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0, Data(body.prefix(length)))
                }
            }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { throw SystemError(code: count == 0 ? ECONNRESET : errno, operation: "receive") }
            received.append(contentsOf: buffer[..<count])
        }
    }
}
