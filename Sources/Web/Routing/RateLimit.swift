import HTTP
import Platform

/// Counts how often somebody did something of late: in memory alone, and never for more than so many people at a time.
final class RateLimit: Sendable {
    private struct Window {
        let began: UInt64
        var count: Int
    }

    private let most: Int
    private let nanoseconds: UInt64
    private let capacity: Int
    private let clock: any Clock
    private let windows = Locked<[String: Window]>([:])

    /// - Parameters:
    ///   - most: how often it may be done in so many minutes.
    ///   - capacity: for how many it is counted; beyond it those of longest ago are forgotten.
    init(_ most: Int, minutes: UInt64 = 15, capacity: Int = 20_000, clock: any Clock) {
        self.most = most
        self.capacity = capacity
        self.clock = clock
        nanoseconds = minutes * 60_000_000_000
    }

    /// How many are counted now.
    var count: Int { windows.withLock { $0.count } }

    /// Counts one more time; false when it was too often.
    func take(_ who: String) -> Bool {
        let now = clock.monotonicNanoseconds()
        return windows.withLock { windows in
            if var window = windows[who], now - window.began < nanoseconds {
                window.count += 1
                windows[who] = window
                return window.count <= most
            }
            if windows.count >= capacity { Self.makeRoom(in: &windows, from: capacity, now, nanoseconds) }
            windows[who] = Window(began: now, count: 1)
            return true
        }
    }

    /// Whether it may be done once more; counts nothing.
    func allows(_ who: String) -> Bool {
        let now = clock.monotonicNanoseconds()
        return windows.withLock { windows in
            guard let window = windows[who], now - window.began < nanoseconds else { return true }
            return window.count < most
        }
    }

    // Half of them at once, so that a flood does not pay for this at every step.
    private static func makeRoom(
        in windows: inout [String: Window], from capacity: Int, _ now: UInt64, _ nanoseconds: UInt64
    ) {
        windows = windows.filter { now - $0.value.began < nanoseconds }
        guard windows.count >= capacity else { return }
        let newest = windows.sorted { $0.value.began > $1.value.began }.prefix(capacity / 2)
        windows = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
    }
}

/// What is limited at the entrance, where nobody is known yet; per quarter of an hour
/// unless said otherwise.
struct EntranceLimits: Sendable {
    /// Mails to one address of one tenant.
    let asksByAddress: RateLimit
    /// Mails that one household or office asks for.
    let asksByNetwork: RateLimit
    /// Wrong codes from one household or office; each login ends by itself after five.
    let wrongCodesByNetwork: RateLimit
    /// Sign-ups of new buddies from one household or office, an hour.
    let signUpsByNetwork: RateLimit

    init(clock: any Clock) {
        asksByAddress = RateLimit(5, clock: clock)
        asksByNetwork = RateLimit(30, clock: clock)
        wrongCodesByNetwork = RateLimit(20, clock: clock)
        signUpsByNetwork = RateLimit(10, minutes: 60, clock: clock)
    }
}

extension Caller {
    /// Whom to count together in a limit.
    var network: String { request.client.network.description }
}
