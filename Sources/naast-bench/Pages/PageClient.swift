import Foundation
import HTTP
import Platform
import Web

/// The site on a real loopback socket, with the server that the daemon has.
struct PageServer {
    private let site: Site

    init(_ site: Site) {
        self.site = site
    }

    func serve(_ body: (UInt16) throws -> Void) throws {
        let server = Server(
            log: .silent, lane: { $0.segments.first }, refusal: site.refusal, respond: { [site] in site.respond($0) })
        let port = try server.listen(host: "127.0.0.1", port: 0)
        defer { server.stop(within: .seconds(2)) }
        try body(port)
    }
}

/// A browser that keeps one connection and reads each answer to its end.
final class PageClient {
    private var descriptor: Int32
    private let port: UInt16
    private var asked = 0

    init(port: UInt16) throws {
        self.port = port
        descriptor = try Self.connected(port)
    }

    deinit {
        close(descriptor)
    }

    func ask(_ address: PageAddress) throws -> Int {
        asked += 1
        // The server closes a connection after a thousand requests.
        if asked % 900 == 0 {
            close(descriptor)
            descriptor = try Self.connected(port)
        }
        let text = "GET \(address.path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nCookie: \(address.cookie)\r\n\r\n"
        try send(Array(text.utf8))
        return try answer()
    }

    private func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Failure("the server went away") }
            rest = rest.dropFirst(count)
        }
    }

    private func answer() throws -> Int {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { throw Failure("the server closed in the middle of an answer") }
            bytes += buffer[..<count]
            guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
            let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces)) }
            guard let length, let status = Int(head.split(separator: " ").dropFirst().first ?? "") else {
                throw Failure("an answer without a length")
            }
            if bytes.count >= end.upperBound + length { return status }
        }
    }

    private static func connected(_ port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else { throw Failure("no connection to port \(port)") }
        return descriptor
    }
}
