import Dispatch
import HTTP
import Synchronization
import Testing

@Suite struct ServerLimitTests {
    private let fixture: ServerFixture
    private var path: String { fixture.path }

    init() throws { fixture = try ServerFixture() }

    private func limits(_ change: (inout Limits) -> Void) -> Limits {
        var limits = Limits()
        change(&limits)
        return limits
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n", "G", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhal",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha",
    ])
    func `a request that stays away is told so and closed`(begin: String) throws {
        let short = limits {
            $0.head = .milliseconds(50)
            $0.bodyTime = .milliseconds(50)
        }
        try fixture.serve(limits: short) { _ in
            let client = try RawClient(unix: path)
            try client.send(begin)
            #expect(try client.readToEnd().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        }
    }

    @Test func `who says nothing is closed without a word`() throws {
        let short = limits {
            $0.head = .milliseconds(50)
            $0.idle = .milliseconds(50)
        }
        try fixture.serve(limits: short) { _ in
            #expect(try RawClient(unix: path).readToEnd().isEmpty)
            let client = try RawClient(unix: path)
            try client.send(ServerFixture.get("/a"))
            #expect(try client.readToEnd().hasSuffix("GET /a 0\n"))
        }
    }

    @Test func `who does not read is cut off, and costs no worker`() throws {
        let short = limits { $0.write = .milliseconds(50) }
        let large: @Sendable (Request) -> Response = { request in
            .bytes([UInt8](repeating: 97, count: request.segments == ["large"] ? 8_000_000 : 3), type: "text/plain")
        }
        try fixture.serve(limits: short, workers: 1, respond: large) { _ in
            let slow = try (0..<10).map { _ in try RawClient(unix: path) }
            for client in slow { try client.send(ServerFixture.get("/large")) }
            let quick = try RawClient(unix: path)
            try quick.send(ServerFixture.get("/small"))
            try quick.read(until: "\r\n\r\naaa")
            // Only when the server has given up on them do they read: less than all.
            while try slow.contains(where: { try !$0.isHungUp() }) {}
            for client in slow { #expect(try client.readToEnd().utf8.count < 8_000_000) }
        }
    }

    @Test func `slow clients keep nobody else waiting`() throws {
        try fixture.serve(workers: 2) { _ in
            let slow = try (0..<150).map { _ in try RawClient(unix: path) }
            for client in slow { try client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nh") }
            let quick = try RawClient(unix: path)
            for _ in 0..<20 {
                try quick.send(ServerFixture.get("/a"))
                try quick.read(until: "GET /a 0\n")
            }
            for client in slow { try client.send("allo") }
            for client in slow { try client.read(until: "POST / 5\n") }
        }
    }

    @Test func `one connection too many ends the one that was idle longest, or is turned away`() throws {
        try fixture.serve(limits: limits { $0.connections = 2 }) { _ in
            let first = try RawClient(unix: path)
            try first.send(ServerFixture.get("/a"))
            try first.read(until: "GET /a 0\n")
            let busy = try (0..<2).map { _ in try RawClient(unix: path) }
            for client in busy {
                try client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n")
                try client.read(until: "100 Continue\r\n\r\n")
            }
            #expect(try first.readToEnd().isEmpty)
            let refused = try RawClient(unix: path).readToEnd()
            #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains("Retry-After: 1\r\n"))
            for client in busy {
                try client.send("x")
                try client.read(until: "POST / 1\n")
            }
        }
    }

    @Test func `when too many requests wait, one more is told to come back`() throws {
        let (entered, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let block: @Sendable (Request) -> Response = { request in
            entered.signal()
            gate.wait()
            return ServerFixture.echo(request)
        }
        try fixture.serve(limits: limits { $0.waiting = 1 }, workers: 1, respond: block) { _ in
            let working = try RawClient(unix: path)
            try working.send(ServerFixture.get("/working"))
            entered.wait()
            let both = try (0..<2).map { _ in try RawClient(unix: path) }
            for client in both { try client.send(ServerFixture.get("/more")) }
            let answers = Mutex<[String]>([])
            let readers = DispatchGroup()
            for client in both {
                DispatchQueue(label: "reader").async(group: readers) {
                    let answer = (try? client.read(until: "\n\r\n")) ?? "" + ((try? client.read(until: "\n")) ?? "")
                    answers.withLock { $0.append(answer) }
                    // The refusal comes while the worker is blocked; only then is the worker let go.
                    if answer.hasPrefix("HTTP/1.1 503 ") { for _ in 0..<2 { gate.signal() } }
                }
            }
            readers.wait()
            #expect(answers.withLock { $0.filter { $0.hasPrefix("HTTP/1.1 503 ") }.count } == 1)
            #expect(answers.withLock { $0.filter { $0.hasPrefix("HTTP/1.1 200 ") }.count } == 1)
            try working.read(until: "GET /working 0\n")
        }
    }

    @Test func `after its last request a connection closes`() throws {
        try fixture.serve(limits: limits { $0.requestsPerConnection = 2 }) { _ in
            let client = try RawClient(unix: path)
            try client.send(ServerFixture.get("/a") + ServerFixture.get("/b") + ServerFixture.get("/c"))
            let answers = try client.readToEnd()
            #expect(answers.contains("GET /b 0\n") && !answers.contains("GET /c"))
        }
    }
}
