import Foundation
import Platform
import TestSupport
import Testing

@Suite struct ServiceManagerTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func listener(_ address: SocketAddress) throws -> FileDescriptor {
        let socket = try FileDescriptor.socket(AF_UNIX, SOCK_DGRAM)
        try #require(address.withSockaddr { bind(socket.raw, $0, $1) } == 0)
        return socket
    }

    private func received(_ socket: borrowing FileDescriptor) throws -> String {
        var room = [UInt8](repeating: 0, count: 4_096)
        let count = recv(socket.raw, &room, room.count, Int32(MSG_DONTWAIT))
        try #require(count >= 0)
        return String(decoding: room[..<count], as: UTF8.self)
    }

    @Test func `every notice reaches the socket as systemd reads it`() throws {
        let socket = try listener(.unix(directory.file("notify")))
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": directory.file("notify")])
        try manager.notify(.ready, .status("12 tenants\nREADY=0"))
        #expect(try received(socket) == "READY=1\nSTATUS=12 tenants READY=0")
        try manager.notify(.reloading(monotonicNanoseconds: 12_345_678))
        #expect(try received(socket) == "RELOADING=1\nMONOTONIC_USEC=12345")
        try manager.notify(.stopping, .extendTimeout(microseconds: 5))
        #expect(try received(socket) == "STOPPING=1\nEXTEND_TIMEOUT_USEC=5")
        try manager.notify(.watchdog)
        #expect(try received(socket) == "WATCHDOG=1")
    }

    @Test func `an abstract socket is reached too`() throws {
        let name = "naast-test-\(UUID().uuidString)"
        let socket = try listener(.abstract(name))
        try ServiceManager(environment: ["NOTIFY_SOCKET": "@\(name)"]).notify(.ready)
        #expect(try received(socket) == "READY=1")
    }

    @Test func `without a manager nothing happens and nothing fails`() throws {
        for environment in [[:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "vsock:2:1"]] {
            try ServiceManager(environment: environment).notify(.ready)
        }
    }

    @Test func `a socket that is gone is an error`() {
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": directory.file("gone")])
        #expect(throws: SystemError(code: ENOENT, operation: "notify systemd")) { try manager.notify(.ready) }
    }

    @Test(
        arguments: [
            ([:], nil), (["WATCHDOG_USEC": "30000000"], 30_000_000_000),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "77"], 30_000_000_000),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "78"], nil), (["WATCHDOG_USEC": "0"], nil),
            (["WATCHDOG_USEC": "soon"], nil), (["WATCHDOG_USEC": "18446744073709551615"], nil),
        ] as [([String: String], UInt64?)])
    func `the watchdog's patience is ours only if it names us`(environment: [String: String], expected: UInt64?) {
        #expect(ServiceManager(environment: environment, pid: 77).watchdogNanoseconds == expected)
    }
}
