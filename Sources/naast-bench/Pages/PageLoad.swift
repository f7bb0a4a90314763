import Dispatch
import Platform

/// Four browsers that ask for one tenant's pages as fast as they get them.
final class PageLoad: Sendable {
    private let port: UInt16
    private let addresses: [PageAddress]
    private let state = Locked((isOver: false, asked: 0, failure: Failure?.none))

    init(port: UInt16, addresses: [PageAddress]) {
        self.port = port
        self.addresses = addresses
    }

    /// How many pages were asked for.
    var asked: Int { state.withLock { $0.asked } }

    /// Runs `body` while they ask.
    func run(_ body: () throws -> Void) throws {
        let done = DispatchGroup()
        for number in 0..<4 {
            DispatchQueue(label: "bench.load.\(number)").async(group: done) { self.ask(from: number) }
        }
        defer {
            state.withLock { $0.isOver = true }
            done.wait()
        }
        try body()
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    private func ask(from number: Int) {
        do {
            let client = try PageClient(port: port)
            var turn = number * addresses.count / 4
            while !state.withLock({ $0.isOver }) {
                _ = try client.ask(addresses[turn % addresses.count])
                state.withLock { $0.asked += 1 }
                turn += 1
            }
        } catch {
            state.withLock { $0.failure = Failure("the load stopped: \(error)") }
        }
    }
}
