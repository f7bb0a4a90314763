import Delivery
import Dispatch
import Domain
import Foundation
import Platform
import Reminders
import Storage

/// Real tenants with real meetings, whose reminders are all due; from the first claim to the last commit.
struct NaastRun {
    let messages: Int
    let connections: Int
    let tenants: Int
    let port: Int

    struct Result {
        /// Messages per second.
        let rate: Double
        /// Processor time of this process, all threads, in microseconds a message.
        let processor: Double
    }

    func run() throws -> Result {
        let path = NSTemporaryDirectory() + "naast-bench-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let clock = SystemClock()
        let scope = SystemScope()
        let house = try Tenants(in: try StateDirectory(path), clock: clock)
        var planned = 0
        for number in 0..<tenants {
            let share = messages / tenants + (number < messages % tenants ? 1 : 0)
            planned += try BenchTenant(number: number).fill(house, meetings: share, clock: clock, scope)
        }
        let counter = Countdown(planned)
        let sender = Sender(
            tenants: house, relays: [try relay()], defaultRelay: "bench", pages: SiteAddress("http://127.0.0.1:8470"),
            clock: clock, log: .silent, scope: scope,
            onDelivered: { _ in counter.count() })
        let (start, before) = (clock.monotonicNanoseconds(), processorMicroseconds)
        _ = try sender.admitAll()
        guard counter.wait(seconds: 120) else { throw Failure("not all messages were sent in two minutes") }
        let nanoseconds = clock.monotonicNanoseconds() - start
        let processor = processorMicroseconds - before
        _ = sender.stop(within: .seconds(5))
        house.shutDown()
        return Result(
            rate: Double(planned) / Double(nanoseconds) * 1e9, processor: Double(processor) / Double(planned))
    }

    private var processorMicroseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
    }

    private func relay() throws -> Relay {
        guard let url = RelayURL("smtp://127.0.0.1:\(port)"), let from = EmailAddress("bench@naast.example") else {
            throw Failure("no relay")
        }
        let settings = RelaySettings(url: url, from: from, tls: .none)
        return Relay(name: "bench", from: from, connections: connections, perMinute: nil) {
            SMTPSession(relay: settings)
        }
    }
}

/// Waits until so many things have happened.
private final class Countdown: Sendable {
    private let left: Locked<Int>
    private let done = DispatchSemaphore(value: 0)

    init(_ count: Int) {
        left = Locked(count)
    }

    func count() {
        let isLast = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isLast { done.signal() }
    }

    func wait(seconds: Int) -> Bool { done.wait(timeout: .now() + .seconds(seconds)) == .success }
}
