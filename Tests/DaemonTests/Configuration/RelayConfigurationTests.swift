import Platform
import Testing

@testable import Daemon

private func relay(_ keys: String) -> String { "{relays: {r: {\(keys)}}}" }

@Suite struct RelayConfigurationTests {
    @Test(arguments: [
        "url: 'smtp://mail.example.org:587', from: 'a@example.org'",
        "url: 'smtp://mail.example.org/', from: 'a@example.org', helo: '[192.0.2.1]'",
        "url: 'smtp://127.0.0.1:25', from: 'a@example.org', tls: 'none'",
        "url: 'smtp://LOCALHOST:25', from: 'a@example.org', tls: 'none'",
        "url: 'smtp://[::1]:25', from: 'a@example.org', tls: 'none'", "url: 'maildir:/srv/mail', from: 'a@example.org'",
        "url: 'smtp://[2001:db8::1]', from: 'a@example.org', connections: 128, ca_file: null",
    ])
    func `a relay that can work is taken`(keys: String) {
        #expect(configurationProblems(relay(keys)) == [])
    }

    @Test(arguments: [
        ("from: 'a@example.org'", "relays.r.url: is missing"),
        ("url: 'smtp://mail.example.org'", "relays.r.from: is missing"),
        ("url: 'http://mail.example.org', from: 'a@example.org'", "relays.r.url: begins with smtp://"),
        ("url: 'smtp://u:p@mail.example.org', from: 'a@example.org'", "relays.r.url: holds no user or password"),
        ("url: 'smtp://mail.example.org:x', from: 'a@example.org'", "relays.r.url: is not a host and a port"),
        ("url: 'smtp://mail.example.org/path', from: 'a@example.org'", "relays.r.url: is not a host and a port"),
        ("url: 'smtp://', from: 'a@example.org'", "relays.r.url: is not a host and a port"),
        ("url: 'smtp://[127.0.0.1]', from: 'a@example.org'", "relays.r.url: is not a host and a port"),
        ("url: 'maildir:mail'", "relays.r.url: is not an absolute path"),
        ("url: 'maildir:/m', tls: 'none'", "relays.r.tls: means nothing for a Maildir"),
        ("url: 'maildir:/m', password_file: '/p'", "relays.r.password_file: means nothing for a Maildir"),
        ("url: 'smtp://192.0.2.1', from: 'a@example.org', tls: 'none'", "relays.r.tls: may be none only"),
        ("url: 'smtp://127.0.0.1.example.org', from: 'a@example.org', tls: 'none'", "relays.r.tls: may be none only"),
        ("url: 'smtps://127.0.0.1', from: 'a@example.org', tls: 'none'", "relays.r.tls: cannot be none for smtps://"),
        ("url: 'smtp://127.0.0.1', from: 'a@example.org', tls: 'None'", "relays.r.tls: is none of required, none; did"),
        ("url: 'smtp://m.example.org', from: 'a@example.org', password: 'geheim'", "relays.r.password: no such key"),
        (
            "url: 'smtp://m.example.org', from: 'a@example.org', username: 'u', password_credential: '../x'",
            "relays.r.password_credential: is not the name of a credential"
        ),
        ("url: 'smtp://m.example.org', from: 'a@example.org', helo: 'a b'", "relays.r.helo: is not a host name"),
        (
            "url: 'smtp://m.example.org', from: 'a@example.org', connections: 129",
            "relays.r.connections: a whole number"
        ),
        ("url: 'smtp://m.example.org', from: 'a@example.org', per_minute: 0", "relays.r.per_minute: a whole number"),
    ])
    func `a relay that cannot work says why`(keys: String, problem: String) {
        let found = configurationProblems(relay(keys))
        #expect(found.count == 1 && found.first?.hasPrefix(problem) == true, "\(found)")
        #expect(!found.joined().contains("geheim"))
    }

    @Test(arguments: [([64, 64], true), ([64, 65], false), ([128], true), ([32, 32, 32, 32, 1], false)])
    func `all relays together have at most 128 connections`(connections: [Int], fits: Bool) {
        let relays = connections.enumerated().map { "r\($0): {url: 'maildir:/m\($0)', connections: \($1)}" }
        let found = configurationProblems("{default_relay: 'r0', relays: {\(relays.joined(separator: ", "))}}")
        let sum = connections.reduce(0, +)
        #expect(found == (fits ? [] : ["relays: ask for \(sum) connections together; 128 is the most"]))
    }

    @Test(arguments: [
        ("{relays: {only: {url: 'maildir:/m'}}}", "only"),
        ("{relays: {a: {url: 'maildir:/m'}, default: {url: 'maildir:/n'}}}", "default"),
        ("{default_relay: 'b', relays: {a: {url: 'maildir:/m'}, b: {url: 'maildir:/n'}}}", "b"),
    ])
    func `the default relay goes without saying when there is one`(text: String, name: String) throws {
        #expect(try configuration(text).defaultRelay == name)
    }

    @Test func `with several relays the default must be named`() {
        let found = configurationProblems("{relays: {a: {url: 'maildir:/m'}, b: {url: 'maildir:/n'}}}")
        #expect(found == ["default_relay: says which relay tenants use: one of a, b"])
    }

    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false), ("10.0.0.0/8", "10.255.1.2", true),
        ("10.0.0.0/8", "11.0.0.1", false), ("10.0.0.0/9", "10.128.0.1", false), ("0.0.0.0/0", "8.8.8.8", true),
        ("fd00::/8", "fd12::1", true), ("fd00::/8", "fe80::1", false), ("10.0.0.1", "::ffff:10.0.0.1", true),
        ("10.0.0.1", "unix:", false), ("0.0.0.0/0", "::1", false),
    ])
    func `a range holds its addresses`(range: String, address: String, isInside: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(address) == isInside)
    }

    @Test(arguments: ["", "10.0.0", "10.0.0.1/33", "::1/129", "10.0.0.1/", "10.0.0.1/-1", "10.0.0.1/8/8", "localhost"])
    func `what is no range is refused`(text: String) {
        #expect(AddressRange(text) == nil)
    }
}
