import Delivery
import Domain

/// How much a relay may be asked now: circuit, concurrency and rate, learned from its answers.
///
/// Pure: the moment is handed in. Moments are of the monotonic clock, in milliseconds.
package struct RelayHealth: Sendable {
    /// Whether the relay is worth a try.
    private enum Circuit: Sendable {
        case closed
        /// Nothing goes until then; after it one message tries.
        case open(until: Int64)
        /// One message is trying.
        case probing
        /// The credentials were refused: only a person mends that.
        case paused
    }

    private let connections: Int
    private let perMinute: Int?
    private var circuit = Circuit.closed
    private var delay = Span.zero
    private var allowance: Double
    private var tokens: Double
    private var refilledAt: Int64
    private var wasThrottled = false
    // After 4xx at MAIL nothing goes for a moment.
    private var rest = Span.zero
    private var restsUntil = Int64.min
    /// Since when the state is what it is, in milliseconds of the wall clock.
    package private(set) var since: Instant

    package init(connections: Int, perMinute: Int?, at monotonic: Int64, wall: Instant) {
        self.connections = connections
        self.perMinute = perMinute
        // Slow start: two lanes, one more for each round of successes.
        allowance = Double(min(2, connections))
        tokens = 1
        refilledAt = monotonic
        since = wall
    }

    package var state: RelayState {
        switch circuit {
        case .paused: .paused
        case .open, .probing: .broken
        case .closed: wasThrottled ? .throttled : .open
        }
    }

    /// How long the circuit was opened for, the last time.
    package var circuitDelay: Span { delay }

    /// How many messages may be on their way at once: it grows with what is accepted, and halves on trouble.
    package var mostBusy: Int { max(1, Int(allowance)) }

    /// Whether a message may start now, `busy` being on their way.
    package mutating func mayStart(busy: Int, at monotonic: Int64) -> Bool {
        switch circuit {
        case .paused, .probing: return false
        case .open(let until):
            guard monotonic >= until else { return false }
        case .closed:
            guard busy < mostBusy else { return false }
        }
        guard monotonic >= restsUntil else { return false }
        refill(at: monotonic)
        return hasToken
    }

    /// Takes note that a message starts.
    package mutating func start(at monotonic: Int64) {
        if case .open = circuit { circuit = .probing }
        if perMinute != nil { tokens -= 1 }
    }

    /// Takes note that a message which had started did not go to the relay after all.
    package mutating func giveBack(at monotonic: Int64) {
        if case .probing = circuit { circuit = .open(until: monotonic) }
        if perMinute != nil { tokens += 1 }
    }

    /// Whether nothing can go until a moment that is still to come, or until a person mends it.
    func isShut(at monotonic: Int64) -> Bool {
        switch circuit {
        case .paused: true
        case .open(let until): monotonic < until
        case .closed, .probing: false
        }
    }

    /// Whether mail goes, though perhaps not at this moment.
    var isClosed: Bool { if case .closed = circuit { true } else { false } }

    /// When asking again is of use, in monotonic milliseconds; nil when only an outcome or a person changes something.
    ///
    /// For a moment at which `mayStart` said no because of the time, it is later than that moment.
    package func nextChance(at monotonic: Int64) -> Int64? {
        switch circuit {
        case .paused, .probing: return nil
        case .open(let until): if until > monotonic { return until }
        case .closed: break
        }
        if restsUntil > monotonic { return restsUntil }
        var refilled = self
        refilled.refill(at: monotonic)
        guard let perMinute, !refilled.hasToken else { return nil }
        return monotonic + max(1, Int64(((1 - refilled.tokens) * 60_000 / Double(perMinute)).rounded(.up)))
    }

    // Filling up drop by drop is not exact.
    private var hasToken: Bool { perMinute == nil || tokens >= 1 - 1e-6 }

    /// Learns from an outcome.
    package mutating func learn(_ outcome: DeliveryOutcome, at monotonic: Int64, wall: Instant) {
        let before = state
        defer { if state != before { since = wall } }
        switch outcome {
        case .relayTrouble(.unreachable, _):
            wasThrottled = false
            // Messages that were on their way when the circuit opened tell nothing new.
            if isStopped { return }
            delay = delay == .zero ? .seconds(5) : min(delay * 2, .minutes(5))
            circuit = .open(until: monotonic + delay.milliseconds)
            allowance = max(1, allowance / 2)
        case .credentialsRefused:
            delay = .minutes(5)
            circuit = .paused
        case .relayTrouble(.throttled, _):
            close()
            wasThrottled = true
            allowance = max(1, allowance / 2)
            // One rest for all that were under way; each next one is longer, up to five seconds.
            if monotonic >= restsUntil {
                rest = rest == .zero ? .seconds(1) : min(rest * 2, .seconds(5))
                restsUntil = monotonic + rest.milliseconds
            }
        case .interrupted, .unknown:
            if case .probing = circuit { circuit = .closed }
            allowance = max(1, allowance / 2)
        case .accepted:
            close()
            wasThrottled = false
            rest = .zero
            allowance = min(Double(connections), allowance + 1 / allowance)
        case .refused, .postponed, .senderRefused: close()
        case .unsendable: giveBack(at: monotonic)
        }
    }

    private var isStopped: Bool {
        switch circuit {
        case .open, .paused: true
        case .closed, .probing: false
        }
    }

    // An answer is an answer: the relay can be reached.
    private mutating func close() {
        switch circuit {
        case .paused: break
        case .open, .probing, .closed:
            circuit = .closed
            delay = .zero
        }
    }

    // Up to one second's worth may be saved up, at least one.
    private mutating func refill(at monotonic: Int64) {
        guard let perMinute else { return }
        let elapsed = Double(max(0, monotonic - refilledAt))
        tokens = min(max(1, Double(perMinute) / 60), tokens + elapsed * Double(perMinute) / 60_000)
        refilledAt = monotonic
    }
}
