import HTTP
import Platform
import Testing

@testable import HTTP

@Suite struct ClientAddressTests {
    private static let trust = ProxyTrust(
        ranges: ["127.0.0.0/8", "::1", "10.1.0.0/16", "2001:db8:1::/48"].compactMap(AddressRange.init), unixSocket: true
    )

    private func request(_ headers: [(String, String)], peer: String?, trust: ProxyTrust = trust) throws -> Request {
        var request = try Request(.get, "/", headers: headers)
        trust.settle(&request, peer: ClientAddress(ip: peer.flatMap(IPAddress.init)))
        return request
    }

    @Test(arguments: [
        ("203.0.113.9", ["1.1.1.1"], "203.0.113.9"), ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["203.0.113.9"], "203.0.113.9"), ("127.0.0.1", ["6.6.6.6, 203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["6.6.6.6", "203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["6.6.6.6,203.0.113.9 ,10.1.2.3"], "203.0.113.9"),
        ("127.0.0.1", ["10.1.0.2, 10.1.0.3"], "10.1.0.2"), ("127.0.0.1", ["6.6.6.6, unknown"], "127.0.0.1"),
        ("127.0.0.1", ["6.6.6.6, _x, 10.1.0.3"], "10.1.0.3"), ("127.0.0.1", ["203.0.113.9:4711"], "203.0.113.9"),
        ("127.0.0.1", ["[2001:db8::5]:4711"], "2001:db8::5"), ("127.0.0.1", ["2001:db8::5"], "2001:db8::5"),
        ("::1", ["2001:db8:1::7"], "2001:db8:1::7"), ("127.0.0.1", [", ,"], "127.0.0.1"),
        ("::ffff:127.0.0.1", ["::ffff:1.2.3.4"], "1.2.3.4"),
        ("127.0.0.1", ["203.0.113.9:x"], "127.0.0.1"),
    ])
    func `the rightmost hop that is not ours is the client`(peer: String, lines: [String], client: String) throws {
        let request = try request(lines.map { ("X-Forwarded-For", $0) }, peer: peer)
        #expect(request.client.description == client)
    }

    @Test func `over the unix socket the proxy is believed, and without one nobody`() throws {
        let lines = [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https")]
        #expect(try request(lines, peer: nil).client.description == "203.0.113.9")
        #expect(try request(lines, peer: nil, trust: .nobody).client == .local)
        #expect(try request(lines, peer: nil, trust: .nobody).isSecure == false)
        #expect(try request(lines, peer: "127.0.0.1", trust: .nobody).client.description == "127.0.0.1")
    }

    @Test(arguments: [
        ("127.0.0.1", ["https"], true), ("127.0.0.1", ["HTTPS"], true), ("127.0.0.1", ["http"], false),
        ("127.0.0.1", [], false),
        ("127.0.0.1", ["https, http"], false), ("127.0.0.1", ["http", "https"], false),
        ("127.0.0.1", ["https,https"], true),
        ("203.0.113.9", ["https"], false), ("127.0.0.1", [""], false),
    ])
    func `only a trusted proxy says that TLS is spoken`(peer: String, lines: [String], isSecure: Bool) throws {
        #expect(try request(lines.map { ("X-Forwarded-Proto", $0) }, peer: peer).isSecure == isSecure)
    }

    @Test(arguments: [
        ("203.0.113.9", "203.0.113.0"), ("2001:db8:1:2ff::9", "2001:db8:1:200::"),
        ("::ffff:203.0.113.9", "203.0.113.0"),
    ])
    func `a network is what one household gets`(address: String, network: String) {
        #expect(ClientAddress(ip: IPAddress(address)).network.description == network)
        #expect(ClientAddress.local.network == .local)
    }

    @Test func `over TCP the peer is known`() throws {
        let server = Server(workers: 1, log: .silent) { .text("\($0.client)\n") }
        defer { server.stop(within: .seconds(1)) }
        let port = try server.listen(host: "127.0.0.1", port: 0)
        let client = try RawClient(port: port)
        try client.send("GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.1.1.1\r\nConnection: close\r\n\r\n")
        #expect(try client.readToEnd().hasSuffix("\r\n\r\n127.0.0.1\n"))
    }
}
