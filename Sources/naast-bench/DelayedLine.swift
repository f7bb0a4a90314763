import Dispatch
import Foundation

/// A relay on loopback that hands every byte on a moment later, in both directions: the distance to a real server.
///
/// All of it runs on one queue, which is also what makes it safe to share.
final class DelayedLine: @unchecked Sendable {
    let port: Int
    private let target: Int
    private let delay: DispatchTimeInterval
    private let queue = DispatchQueue(label: "delayed-line", qos: .userInteractive)
    private let listener: Int32
    private let arrivals: any DispatchSourceRead
    private var ends: [Int: End] = [:]
    // The two directions of a connection have an odd number and the next.
    private var count = 0

    /// One direction: what was read from one socket and waits for its moment to be written to the other.
    private struct End {
        let source: any DispatchSourceRead
        let timer: any DispatchSourceTimer
        let target: Int32
        var waiting: [(at: DispatchTime, bytes: [UInt8])] = []
    }

    /// Listens on a port of its own.
    ///
    /// - Parameter milliseconds: one way; a round trip takes twice as long.
    init(to target: Int, milliseconds: Int) throws {
        self.target = target
        delay = .milliseconds(milliseconds)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0, loopback(0, { bind(listener, $0, $1) }) == 0, listen(listener, 512) == 0 else {
            throw Failure("no port for a delayed line")
        }
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
        }
        port = Int(in_port_t(bigEndian: address.sin_port))
        self.listener = listener
        arrivals = DispatchSource.makeReadSource(fileDescriptor: listener, queue: queue)
        arrivals.setEventHandler { [weak self] in self?.accept() }
        arrivals.activate()
    }

    /// Ends every connection.
    func stop() {
        queue.sync {
            arrivals.cancel()
            for number in ends.keys { end(number) }
        }
        close(listener)
    }

    private func accept() {
        let near = Foundation.accept(listener, nil, nil)
        let far = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard near >= 0, far >= 0, loopback(target, { connect(far, $0, $1) }) == 0 else { return }
        var on: Int32 = 1
        for descriptor in [near, far] {
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        }
        join(near, to: far)
        join(far, to: near)
    }

    private func join(_ source: Int32, to target: Int32) {
        count += 1
        let number = count
        let reader = DispatchSource.makeReadSource(fileDescriptor: source, queue: queue)
        let timer = DispatchSource.makeTimerSource(flags: .strict, queue: queue)
        ends[number] = End(source: reader, timer: timer, target: target)
        reader.setEventHandler { [weak self] in self?.take(from: source, number) }
        // The number belongs to the socket until nobody listens to it any more.
        reader.setCancelHandler { close(source) }
        timer.setEventHandler { [weak self] in self?.handOn(number) }
        reader.activate()
        timer.activate()
    }

    private func take(from source: Int32, _ number: Int) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let size = recv(source, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        guard size > 0 else { return end(number) }
        ends[number]?.waiting.append((.now() + delay, Array(buffer[..<size])))
        if ends[number]?.waiting.count == 1 { arm(number) }
    }

    private func handOn(_ number: Int) {
        while let next = ends[number]?.waiting.first, next.at <= .now() {
            ends[number]?.waiting.removeFirst()
            if let target = ends[number]?.target {
                _ = send(target, next.bytes, next.bytes.count, Int32(MSG_NOSIGNAL))
            }
        }
        arm(number)
    }

    private func arm(_ number: Int) {
        guard let next = ends[number]?.waiting.first else { return }
        ends[number]?.timer.schedule(deadline: next.at, leeway: .nanoseconds(0))
    }

    // Both directions at once: nothing is written to a number that another connection has by then.
    private func end(_ number: Int) {
        for number in [number, number % 2 == 1 ? number + 1 : number - 1] {
            let end = ends.removeValue(forKey: number)
            end?.timer.cancel()
            end?.source.cancel()
        }
    }
}

/// Calls with the address of a port on loopback.
func loopback(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}
