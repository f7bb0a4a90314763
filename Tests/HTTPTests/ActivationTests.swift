import Foundation
import HTTP
import Platform
import TestSupport
import Testing

@testable import HTTP

@Suite struct ActivationTests {
    private func environment(count: String = "1", pid: Int32 = getpid()) -> [String: String] {
        ["LISTEN_FDS": count, "LISTEN_PID": "\(pid)", "LISTEN_FDNAMES": "naast.socket"]
    }

    private func inherit(_ raw: Int32, behindProxy: Bool = false) throws -> [Listener] {
        try Listener.inherited(environment(), from: raw, isBehindTLSProxy: behindProxy)
    }

    @Test func `a handed socket is listened on, and no child gets it`() throws {
        let (raw, port) = Loopback.listener()
        _ = fcntl(raw, F_SETFD, 0)
        let server = Server(workers: 1, log: .silent, respond: ServerFixture.echo)
        let taken = try inherit(raw)
        #expect(taken.map(\.raw) == [raw])
        #expect(fcntl(raw, F_GETFD) & FD_CLOEXEC != 0 && fcntl(raw, F_GETFL) & O_NONBLOCK != 0)
        for listener in taken { server.listen(on: listener) }
        let client = try RawClient(port: port)
        try client.send(ServerFixture.get("/a"))
        try client.read(until: "GET /a 0\n")
        server.stop(within: .seconds(1))
        #expect(!Loopback.answers(on: port))
    }

    @Test(arguments: [
        [:], ["LISTEN_FDS": "1"], ["LISTEN_FDS": "1", "LISTEN_PID": "1"], ["LISTEN_FDS": "1", "LISTEN_PID": "x"],
    ])
    func `sockets meant for another process are left alone`(environment: [String: String]) throws {
        #expect(try Listener.inherited(environment, isBehindTLSProxy: false).isEmpty)
    }

    @Test(arguments: ["", "x", "-1", "65", "1 "])
    func `a broken number of sockets is said`(count: String) {
        #expect(throws: ServerError.notInherited("LISTEN_FDS is not a number from 0 to 64")) {
            try Listener.inherited(environment(count: count), isBehindTLSProxy: false)
        }
    }

    @Test func `what does not listen is refused`() throws {
        let plain = try FileDescriptor.socket(AF_INET, SOCK_STREAM)
        let packets = try FileDescriptor.socket(AF_UNIX, SOCK_DGRAM)
        let file = try FileDescriptor.open("/dev/null", O_RDONLY)
        for raw in [plain.raw, packets.raw, file.raw] {
            #expect(
                throws: ServerError.notInherited(
                    "descriptor \(raw) is not a listening stream socket; use ListenStream= and Accept=no")
            ) {
                try inherit(raw)
            }
        }
        #expect(throws: ServerError.notInherited("descriptor 1048575 is not open")) { try inherit(1_048_575) }
    }

    @Test func `a public address is refused unless a TLS proxy is there`() throws {
        let socket = try FileDescriptor.socket(AF_INET, SOCK_STREAM)
        let address = try SocketAddress.ip("0.0.0.0", port: 0)
        let raw = socket.raw
        let bound = address.withSockaddr { bind(raw, $0, $1) }
        try #require(bound == 0)
        try #require(listen(raw, 1) == 0)
        #expect(throws: ServerError.publicAddress("0.0.0.0")) { try inherit(raw) }
        #expect(try inherit(raw, behindProxy: true).count == 1)
    }
}
