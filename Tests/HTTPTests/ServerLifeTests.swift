import Dispatch
import Foundation
import HTTP
import Platform
import TestSupport
import Testing

@Suite struct ServerLifeTests {
    private let fixture: ServerFixture
    private var path: String { fixture.path }

    init() throws { fixture = try ServerFixture() }

    private func server() -> Server { Server(workers: 1, log: .silent, respond: ServerFixture.echo) }

    @Test func `a live socket is never taken over`() throws {
        try fixture.serve { _ in
            let second = server()
            defer { second.stop(within: .zero) }
            #expect(throws: ServerError.inUse(path)) { try second.listen(unix: path) }
            let client = try RawClient(unix: path)
            try client.send(ServerFixture.get("/a"))
            try client.read(until: "GET /a 0\n")
        }
    }

    @Test func `a dead socket is replaced`() throws {
        do {
            let dead = try FileDescriptor.socket(AF_UNIX, SOCK_STREAM)
            try #require(SocketAddress.unix(path).withSockaddr { bind(dead.raw, $0, $1) } == 0)
        }
        try #require(FileManager.default.fileExists(atPath: path))
        try fixture.serve { _ in
            let client = try RawClient(unix: path)
            try client.send(ServerFixture.get("/a"))
            try client.read(until: "GET /a 0\n")
        }
    }

    @Test func `what is not a socket is left alone`() throws {
        try "mine".write(toFile: path, atomically: false, encoding: .utf8)
        let server = server()
        defer { server.stop(within: .zero) }
        #expect(throws: ServerError.notASocket(path)) { try server.listen(unix: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    }

    @Test func `a socket that another put in our place is not removed at the end`() throws {
        try fixture.serve { server in
            try FileManager.default.removeItem(atPath: path)
            try "theirs".write(toFile: path, atomically: false, encoding: .utf8)
            server.stop(within: .seconds(1))
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `a path that is too long is refused with its length`() throws {
        let server = server()
        defer { server.stop(within: .zero) }
        let long = "/tmp/" + String(repeating: "a", count: 103)
        let error = #expect(throws: ServerError.self) { try server.listen(unix: long) }
        #expect(error?.description.contains("has 108 bytes and a socket path may have 107") == true)
    }

    @Test(arguments: ["0.0.0.0", "::", "192.0.2.1", "2001:db8::1"])
    func `a public address is refused without a TLS proxy`(host: String) throws {
        let server = server()
        defer { server.stop(within: .zero) }
        #expect(throws: ServerError.publicAddress(host)) { try server.listen(host: host, port: 0) }
    }

    @Test func `a port on loopback is served, and refused to a second server`() throws {
        let (first, second) = (server(), server())
        defer {
            first.stop(within: .seconds(1))
            second.stop(within: .zero)
        }
        let port = try first.listen(host: "127.0.0.1", port: 0)
        let client = try RawClient(port: port)
        try client.send(ServerFixture.get("/a"))
        try client.read(until: "GET /a 0\n")
        #expect(throws: ServerError.inUse("127.0.0.1 port \(port)")) {
            try second.listen(host: "127.0.0.1", port: port)
        }
    }

    @Test func `stopping lets the running request finish and takes no new one`() throws {
        let (entered, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let server = Server(workers: 1, log: .silent) { request in
            entered.signal()
            gate.wait()
            return ServerFixture.echo(request)
        }
        try server.listen(unix: path)
        let client = try RawClient(unix: path)
        try client.send(ServerFixture.get("/last") + ServerFixture.get("/never"))
        entered.wait()
        let stopped = DispatchSemaphore(value: 0)
        DispatchQueue(label: "stopper").async {
            #expect(server.stop(within: .seconds(10)))
            stopped.signal()
        }
        while FileManager.default.fileExists(atPath: path) { sched_yield() }
        #expect(throws: SystemError.self) { try RawClient(unix: path) }
        gate.signal()
        let answer = try client.readToEnd()
        #expect(answer.contains("Connection: close\r\n") && answer.hasSuffix("GET /last 0\n"))
        withExtendedLifetime(client) { #expect(stopped.wait(timeout: .now() + 10) == .success) }
        #expect(try !socketsExist(at: path))
    }

    @Test func `a handler that never ends does not keep the server from stopping`() throws {
        let (entered, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let server = Server(workers: 1, log: .silent) { request in
            entered.signal()
            gate.wait()
            return ServerFixture.echo(request)
        }
        try server.listen(unix: path)
        let client = try RawClient(unix: path)
        try client.send(ServerFixture.get("/"))
        entered.wait()
        #expect(!server.stop(within: .milliseconds(20)))
        #expect(try client.readToEnd().isEmpty)
        #expect(try !socketsExist(at: path))
        gate.signal()
    }
}
