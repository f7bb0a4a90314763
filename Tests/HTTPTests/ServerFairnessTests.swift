import Dispatch
import HTTP
import Platform
import TestSupport
import Testing

@Suite struct ServerFairnessTests {
    private let fixture: ServerFixture

    init() throws { fixture = try ServerFixture() }

    /// A server whose tenant `vol` does not answer until the gate opens.
    private func serve(
        limits: Limits, workers: Int, _ body: (_ entered: DispatchSemaphore, _ gate: DispatchSemaphore) throws -> Void
    ) throws {
        let (entered, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let tenant: @Sendable (Request) -> String? = { $0.segments.first }
        let respond: @Sendable (Request) -> Response = { request in
            if request.segments.first == "vol" {
                entered.signal()
                gate.wait()
            }
            return ServerFixture.echo(request)
        }
        try fixture.serve(limits: limits, workers: workers, lane: tenant, respond: respond) { _ in
            try body(entered, gate)
        }
    }

    @Test func `a tenant that is busy keeps three workers, and nobody else waits`() throws {
        var limits = Limits()
        limits.waitingPerLane = 20
        try serve(limits: limits, workers: 4) { entered, gate in
            let busy = try (0..<23).map { _ in try RawClient(unix: fixture.path) }
            for client in busy { try client.send(ServerFixture.get("/vol/a")) }
            for _ in 0..<3 { entered.wait() }
            let other = try RawClient(unix: fixture.path)
            for number in 0..<50 {
                try other.send(ServerFixture.get("/leeg/\(number)"))
                try other.read(until: "GET /leeg/\(number) 0\n")
            }
            // Three run and twenty wait: that is all this tenant gets.
            let refused = try RawClient(unix: fixture.path)
            try refused.send(ServerFixture.get("/vol/b"))
            let answer = try refused.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.contains("\r\nRetry-After: 1\r\n"))
            #expect(entered.wait(timeout: .now()) == .timedOut)
            for _ in busy { gate.signal() }
            for client in busy { try client.read(until: "GET /vol/a 0\n") }
        }
    }

    @Test func `a client that goes away while it waits costs its lane nothing`() throws {
        try serve(limits: Limits(), workers: 4) { entered, gate in
            let running = try (0..<3).map { _ in try RawClient(unix: fixture.path) }
            for client in running { try client.send(ServerFixture.get("/vol/a")) }
            for _ in running { entered.wait() }
            do {
                let gone = try (0..<10).map { _ in try RawClient(unix: fixture.path) }
                for client in gone { try client.send(ServerFixture.get("/vol/weg")) }
            }
            let last = try RawClient(unix: fixture.path)
            try last.send(ServerFixture.get("/vol/z"))
            // One for each that runs and one for the last: none for those that are gone.
            for _ in 0..<4 { gate.signal() }
            for client in running { try client.read(until: "GET /vol/a 0\n") }
            try last.read(until: "GET /vol/z 0\n")
        }
    }

    @Test func `clients that hung up take no place from those that wait`() throws {
        var limits = Limits()
        limits.waitingPerLane = 10
        try serve(limits: limits, workers: 4) { entered, gate in
            let running = try (0..<3).map { _ in try RawClient(unix: fixture.path) }
            for client in running { try client.send(ServerFixture.get("/vol/a")) }
            for _ in running { entered.wait() }
            do {
                let gone = try (0..<10).map { _ in try RawClient(unix: fixture.path) }
                for client in gone { try client.send(ServerFixture.get("/vol/weg")) }
                // Served by the fourth worker, after those ten were taken.
                let other = try RawClient(unix: fixture.path)
                try other.send(ServerFixture.get("/leeg"))
                try other.read(until: "GET /leeg 0\n")
            }
            let last = try (0..<10).map { _ in try RawClient(unix: fixture.path) }
            for client in last { try client.send(ServerFixture.get("/vol/z")) }
            for _ in 0..<13 { gate.signal() }
            for client in last { try client.read(until: "GET /vol/z 0\n") }
            for client in running { try client.read(until: "GET /vol/a 0\n") }
        }
    }

    @Test func `bodies in memory have a limit together, and it is given back`() throws {
        var limits = Limits()
        limits.held = 10_000
        limits.bodyFor = { _, segments in segments == ["groot"] ? 20_000 : 8_000 }
        try fixture.serve(limits: limits) { server in
            let slow = try RawClient(unix: fixture.path)
            try slow.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 8000\r\n\r\n")
            try slow.read(until: "100 Continue\r\n\r\n")
            try slow.send(String(repeating: "a", count: 7_999))
            _ = Bounded.poll(seconds: 10) { server.figures.heldBytes >= 7_999 ? true : nil }
            let second = try RawClient(unix: fixture.path)
            try second.send(
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n" + String(repeating: "b", count: 4_999))
            #expect(try second.readToEnd().hasPrefix("HTTP/1.1 503 "))
            let small = try RawClient(unix: fixture.path)
            try small.send(ServerFixture.get("/a"))
            try small.read(until: "GET /a 0\n")
            try slow.send("a")
            try slow.read(until: "POST / 8000\n")
            #expect(Bounded.poll(seconds: 10) { server.figures.heldBytes == 0 ? true : nil } != nil)
        }
    }

    @Test func `how long a body may be is decided by its path, before it is read`() throws {
        var limits = Limits()
        limits.body = 10
        limits.bodyFor = { method, segments in method == .post && segments.last == "import" ? 100 : 10 }
        try fixture.serve(limits: limits) { _ in
            let client = try RawClient(unix: fixture.path)
            try client.send(
                "POST /a/import HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n" + String(repeating: "a", count: 100)
            )
            try client.read(until: "POST /a/import 100\n")
            try client.send(
                "POST /a/import HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n"
                    + String(repeating: "a", count: 100) + "\r\n0\r\n\r\n")
            try client.read(until: "POST /a/import 100\n")
            try client.send("POST /a/b HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n")
            #expect(try client.readToEnd().hasPrefix("HTTP/1.1 413 "))
            let other = try RawClient(unix: fixture.path)
            try other.send("POST /a/b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n")
            #expect(try other.readToEnd().hasPrefix("HTTP/1.1 413 "))
        }
    }
}
