import Dispatch
import HTTP
import Synchronization
import Testing

@Suite struct ServerStreamTests {
    private let fixture: ServerFixture
    private var path: String { fixture.path }

    init() throws { fixture = try ServerFixture() }

    @Test func `each line arrives before the next is written`() throws {
        let next = DispatchSemaphore(value: 0)
        let lines: @Sendable (Request) -> Response = { _ in
            .jsonLines { stream in
                for number in 0..<3 {
                    try stream.write(line: "{\"done\":\(number)}")
                    next.wait()
                }
            }
        }
        try fixture.serve(respond: lines) { _ in
            let client = try RawClient(unix: path)
            try client.send(ServerFixture.get("/"))
            let head = try client.read(until: "\r\n\r\n")
            #expect(head.contains("Transfer-Encoding: chunked\r\n") && head.contains("application/x-ndjson"))
            for number in 0..<3 {
                #expect(try client.read(until: "}\n\r\n") == "b\r\n{\"done\":\(number)}\n\r\n")
                next.signal()
            }
            try client.read(until: "0\r\n\r\n")
            // The connection can go on.
            try client.send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(try client.readToEnd().hasSuffix("Connection: close\r\n\r\n"))
        }
    }

    @Test func `an HTTP 1.0 client reads the stream to the end of the connection`() throws {
        let one: @Sendable (Request) -> Response = { _ in .jsonLines { try $0.write(line: "een") } }
        try fixture.serve(respond: one) { _ in
            let client = try RawClient(unix: path)
            try client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            let answer = try client.readToEnd()
            #expect(answer.hasSuffix("Connection: close\r\n\r\neen\n") && !answer.contains("chunked"))
        }
    }

    private struct Broken: Error {}

    @Test func `a stream that fails ends without its last chunk`() throws {
        let fails: @Sendable (Request) -> Response = { _ in
            .jsonLines { stream in
                try stream.write(line: "een")
                throw Broken()
            }
        }
        try fixture.serve(respond: fails) { _ in
            let client = try RawClient(unix: path)
            try client.send(ServerFixture.get("/"))
            #expect(try client.readToEnd().hasSuffix("\r\n\r\n4\r\neen\n\r\n"))
        }
    }

    @Test func `a client that does not read ends the stream instead of filling memory`() throws {
        let ended = DispatchSemaphore(value: 0)
        let error = Mutex<StreamError?>(nil)
        let endless: @Sendable (Request) -> Response = { _ in
            .jsonLines { stream in
                defer { ended.signal() }
                do throws(StreamError) {
                    while true { try stream.write([UInt8](repeating: 97, count: 10_000)) }
                } catch let reason {
                    error.withLock { $0 = reason }
                    throw reason
                }
            }
        }
        try fixture.serve(respond: endless) { _ in
            let client = try RawClient(unix: path)
            try client.send(ServerFixture.get("/"))
            #expect(ended.wait(timeout: .now() + 10) == .success)
            #expect(error.withLock { $0 } == .tooSlow)
            #expect(try !client.readToEnd().hasSuffix("0\r\n\r\n"))
        }
    }

    @Test func `a client that goes away ends the stream`() throws {
        let (started, gone, ended) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        let waits: @Sendable (Request) -> Response = { _ in
            .jsonLines { stream in
                defer { ended.signal() }
                try stream.write(line: "een")
                started.signal()
                gone.wait()
                while true { try stream.write(line: "twee") }
            }
        }
        try fixture.serve(respond: waits) { _ in
            do {
                let client = try RawClient(unix: path)
                try client.send(ServerFixture.get("/"))
                try client.read(until: "een\n\r\n")
                started.wait()
            }
            gone.signal()
            #expect(ended.wait(timeout: .now() + 10) == .success)
        }
    }
}
