import HTTP

/// A seeded generator, so that a failure comes back.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

func drain(_ parser: inout RequestParser) -> [RequestParser.Event] {
    var events: [RequestParser.Event] = []
    while let event = parser.next() { events.append(event) }
    return events
}

func events(_ bytes: [UInt8], limits: Limits) -> [RequestParser.Event] {
    var parser = RequestParser(limits: limits)
    parser.receive(bytes)
    return drain(&parser)
}

extension [RequestParser.Event] {
    var requests: [Request] { compactMap { if case .request(let request) = $0 { request } else { nil } } }
    var rejection: Rejection? {
        compactMap { if case .rejected(let rejection) = $0 { rejection } else { nil } }.first
    }
    var onlyRequest: Request? { count == 1 ? requests.first : nil }
}

extension Limits {
    /// Limits that a test reaches with short texts.
    static var small: Self {
        var limits = Self()
        limits.requestLine = 100
        limits.headerBytes = 300
        limits.headerCount = 10
        limits.body = 50
        limits.queryItems = 5
        return limits
    }
}
