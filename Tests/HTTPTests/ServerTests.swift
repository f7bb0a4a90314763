import Foundation
import HTTP
import Platform
import Synchronization
import TestSupport
import Testing

@Suite struct ServerTests {
    private let fixture: ServerFixture
    private var path: String { fixture.path }

    init() throws { fixture = try ServerFixture() }

    private func serve(
        respond: @escaping @Sendable (Request) -> Response = ServerFixture.echo, _ body: (Server) throws -> Void
    ) throws { try fixture.serve(respond: respond, body) }

    @Test func `an answer has its length, its date and its type`() throws {
        try serve { _ in
            let client = try RawClient(unix: path)
            try client.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            let answer = try client.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nDate: "))
            #expect(
                answer.contains(
                    " GMT\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 9\r\nConnection: close\r\n\r\n")
            )
            #expect(answer.hasSuffix("GET /a 0\n"))
        }
    }

    @Test func `pipelined requests are answered in their order on one connection`() throws {
        try serve { _ in
            let client = try RawClient(unix: path)
            try client.send(
                (0..<50).map { "POST /\($0) HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc" }.joined()
                    + "GET /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            let answers = String(try client.readToEnd().unicodeScalars.filter { $0 != "\r" })
            let bodies = answers.split(separator: "\n").map(String.init).filter {
                $0.hasPrefix("POST") || $0.hasPrefix("GET")
            }
            #expect(bodies == (0..<50).map { "POST /\($0) 3" } + ["GET /end 0"])
        }
    }

    @Test func `HEAD has the length of GET and no body`() throws {
        try serve { _ in
            let client = try RawClient(unix: path)
            try client.send("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            let answer = try client.readToEnd()
            #expect(answer.contains("Content-Length: 10\r\n") && answer.hasSuffix("\r\n\r\n"))
        }
    }

    @Test func `HTTP 1.0 is answered and closed, or kept open when asked`() throws {
        try serve { _ in
            let one = try RawClient(unix: path)
            try one.send("GET /a HTTP/1.0\r\n\r\n")
            #expect(try one.readToEnd().hasSuffix("GET /a 0\n"))
            let two = try RawClient(unix: path)
            try two.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(try two.read(until: "GET /a 0\n").contains("\r\nConnection: keep-alive\r\n"))
            try two.send("GET /b HTTP/1.0\r\n\r\n")
            #expect(try two.readToEnd().hasSuffix("GET /b 0\n"))
        }
    }

    @Test func `a client that waits for leave gets it before the answer`() throws {
        try serve { _ in
            let client = try RawClient(unix: path)
            try client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
            #expect(try client.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            try client.send("ja")
            try client.read(until: "POST / 2\n")
        }
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\n\r\n", "400 Bad Request"), ("GET /../a HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request"),
        (
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n" + String(repeating: "a", count: 50_000),
            "413 Content Too Large"
        ),
    ])
    func `a refused request gets its answer though its bytes are unread, and the connection closes`(
        request: String, line: String
    ) throws {
        try serve { _ in
            let client = try RawClient(unix: path)
            try client.send(request)
            let answer = try client.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 \(line)\r\n") && answer.contains("Connection: close\r\n"))
        }
    }

    @Test(arguments: [Status(200), 204, 304])
    func `an answer without a body says of it only what is true`(status: Status) throws {
        // Asked with HEAD: a stream has no length that anybody knows (RFC 9110 §8.6).
        let stream: @Sendable (Request) -> Response = { _ in
            Response(status, body: .stream { try $0.write(line: "regel") })
        }
        try serve(respond: stream) { _ in
            let client = try RawClient(unix: path)
            for method in status == 200 ? ["HEAD"] : ["HEAD", "GET"] {
                try client.send("\(method) / HTTP/1.1\r\nHost: x\r\n\r\n")
                let head = try client.read(until: "\r\n\r\n")
                #expect(head.hasPrefix("HTTP/1.1 \(status.rawValue) ") && !head.contains("Content-Length"))
                #expect(head.contains("Transfer-Encoding: chunked") == (status == 200))
            }
            try client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(try client.readToEnd().contains("regel") == (status == 200))
        }
    }

    /// What comes before a malformed request is answered; the request gets its 4xx, and what comes after it nothing.
    @Test func `every malformed request gets its answer over the wire, and the connection closes`() throws {
        var limits = Limits.small
        limits.head = .seconds(30)
        limits.bodyTime = .seconds(30)
        try fixture.serve(limits: limits) { _ in
            for request in Malformed.all {
                let client = try RawClient(unix: path)
                try client.send(ServerFixture.get("/voor") + request.text + ServerFixture.get("/na"))
                let answers = try client.readToEnd()
                #expect(answers.contains("GET /voor 0\n"))
                #expect(answers.contains("HTTP/1.1 \(request.status.rawValue) "), "\(request): \(answers)")
                #expect(answers.contains("\r\nConnection: close\r\n") && !answers.contains("GET /na"))
            }
        }
    }

    @Test func `a large answer arrives whole at a client that reads late`() throws {
        let size = 20_000_000
        let large: @Sendable (Request) -> Response = { _ in
            .bytes([UInt8](repeating: 97, count: size), type: "text/plain")
        }
        try serve(respond: large) { _ in
            let client = try RawClient(unix: path)
            try client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            try client.read(until: "\r\n\r\n")
            #expect(try client.readToEnd().utf8.count == size)
        }
    }

    @Test func `a client that says it is done sending still gets its answer`() throws {
        try serve { _ in
            let client = try RawClient(unix: path)
            try client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
            client.endSending()
            #expect(try client.readToEnd().hasSuffix("GET /a 0\n"))
        }
    }

    @Test func `two hundred connections at once are all answered`() throws {
        try serve { _ in
            let clients = try (0..<200).map { _ in try RawClient(unix: path) }
            for (index, client) in clients.enumerated() { try client.send("GET /\(index) HTTP/1.1\r\nHost: x\r\n\r\n") }
            for (index, client) in clients.enumerated() { try client.read(until: "GET /\(index) 0\n") }
            for client in clients { try client.send("GET /again HTTP/1.1\r\nHost: x\r\n\r\n") }
            for client in clients { try client.read(until: "GET /again 0\n") }
        }
    }

    @Test func `the socket is its owner's alone and is gone after the end, with every descriptor`() throws {
        var kept: [RawClient] = []
        try serve { server in
            var facts = stat()
            try #require(lstat(path, &facts) == 0)
            #expect(facts.st_mode & 0o777 == 0o600)
            kept = try (0..<20).map { _ in try RawClient(unix: path) }
            for client in kept.prefix(10) {
                try client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                try client.read(until: "GET / 0\n")
            }
            try kept[11].send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
            try kept[11].read(until: "100 Continue\r\n\r\n")
            // While other tests open and close sockets, one reading of the kernel's list may miss some.
            #expect(try Bounded.poll(seconds: 5) { try socketsExist(at: path) ? true : nil } == true)
            #expect(!server.stop(within: .milliseconds(50)), "a request that never ends was called finished")
            #expect(try !socketsExist(at: path))
            #expect(lstat(path, &facts) != 0)
        }
        for client in kept { #expect(try client.readToEnd().isEmpty) }
    }

    @Test(.needs("curl")) func `curl speaks with it`() throws {
        let curl = try #require(Requirement.path(of: "curl"))
        try serve { _ in
            let answer = try Finished.run(
                curl, ["-sS", "--unix-socket", path, "--data-binary", "hallo", "http://localhost/a/b"])
            #expect(answer.output == "POST /a/b 5\n")
        }
    }
}
