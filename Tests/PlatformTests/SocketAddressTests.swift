import Foundation
import Platform
import Testing

@Suite struct SocketAddressTests {
    @Test func `a path of 107 bytes fits and one of 108 is refused with its length`() throws {
        _ = try SocketAddress.unix("/" + String(repeating: "a", count: 106))
        let error = #expect(throws: SystemError.self) {
            try SocketAddress.unix("/" + String(repeating: "a", count: 107))
        }
        #expect(error?.description.contains("has 108 bytes and a socket path may have 107") == true)
    }

    @Test(arguments: ["", "localhost", "127.0.0", "127.0.0.1:80", "::g", "300.1.1.1"])
    func `what is not a numeric address is refused`(host: String) {
        #expect(throws: SystemError.self) { try SocketAddress.ip(host, port: 80) }
    }

    @Test func `both families are told apart`() throws {
        #expect(try SocketAddress.ip("127.0.0.1", port: 80).family == AF_INET)
        #expect(try SocketAddress.ip("::1", port: 80).family == AF_INET6)
        #expect(try SocketAddress.unix("/x").family == AF_UNIX)
    }
}
