import Foundation
import Platform

/// The socket that systemd would listen on: what a daemon says of itself.
package final class NotifySocket: Sendable {
    package let path: String
    private let descriptor: Int32
    private let heard = Locked<[String]>([])

    package init(path: String) throws {
        self.path = path
        unlink(path)
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemError.last("make a notify socket") }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { place in
            for (index, byte) in path.utf8.prefix(107).enumerated() { place[index] = byte }
        }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw SystemError.last("bind \(path)") }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// Every line heard so far, in order.
    package var lines: [String] {
        listen(milliseconds: 0)
        return heard.withLock { $0 }
    }

    /// Waits until a line was heard so many times.
    package func hears(_ line: String, times: Int = 1, within seconds: Double = 120) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while heard.withLock({ $0.count { $0 == line } }) < times {
            guard Date() < end else { return false }
            listen(milliseconds: 50)
        }
        return true
    }

    private func listen(milliseconds: Int32) {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, milliseconds) > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 8_192)
        while true {
            let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { return }
            let text = String(decoding: bytes[..<count], as: UTF8.self)
            heard.withLock { $0 += text.split(separator: "\n").map(String.init) }
        }
    }
}
