import Foundation
import HTTP
import Platform
import TestSupport
import Testing

/// Crowds of clients that take their time or go away, while others must be served as if there were none.
@Suite(.serialized) struct CrowdTests {
    private let fixture: ServerFixture

    init() throws {
        fixture = try ServerFixture()
        Descriptors.allow(8_192)
    }

    /// Larger than what the kernel takes from us for a client that does not read.
    private static let large = [UInt8](repeating: 97, count: 600_000)

    private static let respond: @Sendable (Request) -> Response = { request in
        request.segments == ["groot"] ? .bytes(large, type: "text/plain") : ServerFixture.echo(request)
    }

    /// How many clients of each kind.
    private static let crowd = Requirement.isSanitized ? 200 : 1_000

    /// Twice what it takes to set them up and to serve the others for two seconds.
    private static let patience = Duration.seconds(Requirement.isSanitized ? 20 : 10)

    @Test func `a thousand slow clients get their time and no more, and others full service`() throws {
        var limits = Limits()
        (limits.head, limits.idle, limits.bodyTime, limits.write) = (
            Self.patience, Self.patience, Self.patience, Self.patience
        )
        try fixture.serve(limits: limits, workers: 16, respond: Self.respond) { server in
            let crowd = try (0..<Self.crowd).map { _ in try RawClient(unix: fixture.path) }
            for (number, client) in crowd.enumerated() {
                switch number % 4 {
                case 0: break
                case 1: try client.send("GET / HTTP/1.1\r\nHo")
                case 2: try client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nh")
                default: try client.send(ServerFixture.get("/groot"))
                }
            }
            let areThere = Bounded.poll(seconds: 60) { server.figures.accepted == Self.crowd ? true : nil }
            #expect(areThere == true && server.figures.connections == Self.crowd, "\(server.figures)")
            // While they wait, everybody else is served at once, on old connections and on new ones.
            let slowest = try serveOthers(seconds: 2)
            #expect(slowest < .seconds(5), "the slowest answer took \(slowest)")
            let areGone = Bounded.poll(seconds: 60) { server.figures.connections == 0 ? true : nil }
            #expect(areGone == true, "\(server.figures)")
            // A body or head that did not come gets its 408; who said nothing gets nothing.
            let answers = try crowd.map { try $0.readToEnd() }
            #expect(answers.count { $0.isEmpty } == Self.crowd / 4)
            #expect(answers.count { $0.hasPrefix("HTTP/1.1 408 ") } == Self.crowd / 2)
            #expect(
                answers.count { $0.hasPrefix("HTTP/1.1 200 ") && $0.utf8.count < Self.large.count } == Self.crowd / 4)
            #expect(server.figures.heldBytes == 0 && server.figures.running == 0)
        }
    }

    @Test func `twenty thousand resets cost nobody else a thing`() throws {
        // So much time that only what is noticed ends a connection.
        var limits = Limits()
        (limits.head, limits.idle, limits.bodyTime, limits.write) = (
            .seconds(600), .seconds(600), .seconds(600), .seconds(600)
        )
        let server = Server(limits: limits, workers: 16, log: .silent, respond: Self.respond)
        let port = try server.listen(host: "127.0.0.1", port: 0)
        let texts = [
            "", "GET / HT", ServerFixture.get("/weg"), "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nh",
            ServerFixture.get("/groot"), "onzin\r\n\r\n",
        ]
        let resets = Self.crowd * 20
        let done = DispatchGroup()
        for part in 0..<4 {
            DispatchQueue(label: "resets.\(part)").async(group: done) {
                for number in 0..<resets / 4 { RawClient.reset(port: port, after: texts[number % texts.count]) }
            }
        }
        // Until the last reset: each answer is whole and right.
        let other = try RawClient(port: port)
        var served = 0
        while done.wait(timeout: .now()) == .timedOut {
            try other.send(ServerFixture.get("/\(served)"))
            try other.read(until: "GET /\(served) 0\n")
            served += 1
            if served == 900 { break }
        }
        done.wait()
        let last = try RawClient(port: port)
        try last.send(ServerFixture.get("/einde"))
        try last.read(until: "GET /einde 0\n")
        #expect(served > 10)
        #expect(server.figures.accepted >= resets / 2 && server.figures.answers[5] == nil)
        let areGone = Bounded.poll(seconds: 60) { server.figures.connections <= 2 ? true : nil }
        #expect(areGone == true, "\(server.figures)")
        #expect(server.figures.heldBytes == 0 && server.figures.running == 0 && server.figures.waiting == 0)
        server.stop(within: .seconds(5))
        #expect(Loopback.sockets(touching: port) <= 2)
    }

    /// Asks for so long, and says how long the slowest answer took.
    private func serveOthers(seconds: Int) throws -> Duration {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        let kept = try RawClient(unix: fixture.path)
        var slowest = Duration.zero
        var number = 0
        while clock.now < end {
            let begin = clock.now
            let fresh = try RawClient(unix: fixture.path)
            for client in [kept, fresh] {
                try client.send(ServerFixture.get("/\(number)"))
                try client.read(until: "GET /\(number) 0\n")
            }
            slowest = max(slowest, clock.now - begin)
            number += 1
            // The kept connection ends after a thousand requests.
            if number == 900 { break }
        }
        return slowest
    }
}

/// This process's limit of open descriptors.
private enum Descriptors {
    /// Raises it to at least so many, as far as the machine allows.
    static func allow(_ count: UInt) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_cur < count else { return }
        limit.rlim_cur = min(count, limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
