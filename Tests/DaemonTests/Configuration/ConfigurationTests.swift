import Domain
import Foundation
import Testing

@testable import Daemon

func configuration(_ text: String) throws(ConfigurationError) -> Configuration {
    try Configuration.parse(Array(text.utf8))
}

func configurationProblems(_ text: String) -> [String] {
    do {
        _ = try configuration(text)
        return []
    } catch {
        return error.problems.map(\.description)
    }
}

@Suite struct ConfigurationTests {
    @Test func `an empty file is a whole configuration that sends nothing out`() throws {
        let configuration = try configuration("{}")
        #expect(configuration.state == "/var/lib/naast" && configuration.baseURL == nil)
        #expect(configuration.http.listen.description == "127.0.0.1:8470" && !configuration.http.behindTLSProxy)
        #expect(configuration.controlSocket == "/var/lib/naast/control.sock" && configuration.defaultRelay == "default")
        let relay = try #require(configuration.relays["default"])
        #expect(relay.destination == .maildir("/var/lib/naast/mail") && relay.from.domain == "naast.invalid")
        #expect(configuration.signals.secret == nil && !configuration.signals.isPublic)
        #expect(configuration.backups.directory == "/var/lib/naast/backups" && configuration.backups.keepDays == 30)
        #expect(configuration.log.level == .info && configuration.log.format == .systemd)
    }

    @Test func `every key reaches its place`() throws {
        let configuration = try configuration(
            """
            {state: '/srv/naast/', base_url: 'https://naast.example.org/',
             http: {listen: '[::]:443', behind_tls_proxy: true, trusted_proxies: ['10.0.0.0/8', 'fd00::1']},
             control_socket: '/run/naast/control.sock', default_relay: 'a',
             relays: {
                a: {url: 'smtps://mail.example.org', from: 'buddys@example.org', helo: 'naast.example.org', tls: 'required',
                    ca_file: '/etc/ca.pem', username: 'u', password_file: '/etc/p', connections: 8, per_minute: 600},
                b: {url: 'smtp://[::1]:2525', from: 'a@example.org', tls: 'none', username: 'u', password_credential: 'p.w'},
                c: {url: 'maildir:/srv/mail/', connections: 2}},
             bounces: 'maildir:/var/mail/bounces',
             helpdesk: {name: 'Helpdesk', reply_to: 'h@example.org', accounts: ['x@example.org']},
             signals: {secret_credential: 'noise', public: true, first_quarter: '2027-Q1'},
             backups: {directory: '/srv/backups', keep_days: 7}, log: {level: 'debug', format: 'json'}}
            """)
        #expect(configuration.state == "/srv/naast" && configuration.baseURL == "https://naast.example.org")
        #expect(configuration.http.listen == .tcp(host: "::", port: 443) && configuration.http.behindTLSProxy)
        #expect(configuration.http.trustedProxies.map { $0.contains("10.9.8.7") } == [true, false])
        #expect(configuration.controlSocket == "/run/naast/control.sock" && configuration.defaultRelay == "a")
        let a = try #require(configuration.relays["a"])
        #expect(a.destination == .smtp(host: "mail.example.org", port: 465, implicitTLS: true))
        #expect(a.destination.description == "smtps://mail.example.org:465")
        #expect(
            a.from.description == "buddys@example.org" && a.helo == "naast.example.org" && a.caFile == "/etc/ca.pem")
        #expect(a.username == "u" && a.password == .file("/etc/p") && a.connections == 8 && a.perMinute == 600)
        let b = try #require(configuration.relays["b"])
        #expect(b.tls == .none && b.password == .credential("p.w") && b.connections == 4 && b.perMinute == nil)
        #expect(b.destination.description == "smtp://[::1]:2525")
        #expect(configuration.relays["c"]?.destination == .maildir("/srv/mail"))
        #expect(configuration.bounces == "/var/mail/bounces" && configuration.helpdesk.accounts.count == 1)
        #expect(configuration.helpdesk.name == "Helpdesk" && configuration.helpdesk.replyTo?.domain == "example.org")
        #expect(configuration.signals.secret == .credential("noise") && configuration.signals.isPublic)
        #expect(configuration.signals.firstQuarter?.description == "2027-Q1")
        #expect(configuration.backups.directory == "/srv/backups" && configuration.backups.keepDays == 7)
        #expect(configuration.log.level == .debug && configuration.log.format == .json)
    }

    @Test func `all problems come at once, each with its path and the nearest key`() {
        #expect(
            configurationProblems(
                """
                {sate: '/x', state: 'relative', http: {listen: '0.0.0.0:80', trusted_proxy: []},
                 relays: {mail: {url: 'smtp://mail.example.org', tls: 'none', conections: 4, username: 'u'},
                          Mail: {}, b: {url: 'smtp://127.0.0.1', from: 'x', password_file: '/a', password_credential: 'b'}},
                 log: {level: 'warn', format: 3}, signals: {public: 'yes', first_quarter: '2027'}, backups: {keep_days: 0},
                 bounces: '/var/mail', default_relay: 'mial', helpdesk: {accounts: ['a', 5]}}
                """) == [
                    "sate: no such key; did you mean \"state\"?",
                    "state: is not an absolute path such as /var/lib/naast",
                    "relays.mail.conections: no such key; did you mean \"connections\"?",
                    "relays.mail.from: is missing: the sender's address that this relay lets us use",
                    "relays.mail.tls: may be none only toward this machine itself (127.0.0.1, ::1, localhost)",
                    "relays.mail.username: needs password_file or password_credential",
                    "relays.Mail: a relay's name is a-z, 0-9 and -, begins with a letter and has at most 32 characters",
                    "relays.b.from: is not an e-mail address such as buddy1@example.org",
                    "relays.b.password_credential: stands beside password_file; keep one of the two",
                    "relays.b.password_file: needs username",
                    "http.trusted_proxy: no such key; did you mean \"trusted_proxies\"?",
                    "http.listen: must be on loopback or a unix socket, unless behind_tls_proxy is true",
                    "default_relay: is none of the relays Mail, b, mail; did you mean \"mail\"?",
                    "bounces: is not of the form maildir:/DIR",
                    "helpdesk.accounts[0]: is not an e-mail address such as buddy1@example.org",
                    "helpdesk.accounts[1]: a text in quotes is expected, not a number",
                    "signals.public: true or false is expected, not a text",
                    "signals.first_quarter: is not a quarter such as 2027-Q1",
                    "backups.keep_days: a whole number from 1 to 3650 is expected, not 0",
                    "log.level: is none of error, warning, notice, info, debug; did you mean \"warning\"?",
                    "log.format: a text in quotes is expected, not a number",
                ])
    }

    @Test func `an address of our own has letters before the at-sign that every relay takes`() {
        let what = "must have plain letters, without accents, before the @"
        #expect(
            configurationProblems(
                """
                {state: '/x', relays: {b: {url: 'smtp://127.0.0.1', tls: 'none', from: 'jörg@school.example'}},
                 helpdesk: {reply_to: 'zoë@balans.example'}}
                """) == ["relays.b.from: \(what)", "helpdesk.reply_to: \(what)"])
    }

    @Test func `a syntax error says line and column`() {
        #expect(
            configurationProblems("{\n  state: '/x'\n  log: {}\n}") == [
                "line 3, column 3: a comma or the end of the object is expected"
            ])
        let error = ConfigurationError(file: "/etc/naast.json5", [Problem(at: "log", "x"), Problem(at: "", "y")])
        #expect(error.description == "/etc/naast.json5: log: x\n/etc/naast.json5: y")
    }

    @Test(arguments: [
        ("{control_socket: '/run/\(String(repeating: "x", count: 102))'}", true),
        ("{control_socket: '/run/\(String(repeating: "x", count: 103))'}", false),
        ("{state: '/srv/\(String(repeating: "x", count: 90))'}", false),
        ("{state: '/srv/\(String(repeating: "x", count: 90))', control_socket: '/run/n.sock'}", true),
        ("{http: {listen: 'unix:/run/\(String(repeating: "x", count: 103))'}}", false),
        ("{http: {listen: 'unix:/run/http.sock'}}", true), ("{http: {listen: 'localhost:8470'}}", true),
        ("{http: {listen: 'naast.example.org:8470'}}", false), ("{http: {listen: '127.0.0.1'}}", false),
        ("{http: {listen: '127.0.0.1:0'}}", false), ("{http: {listen: '127.0.0.1:65536'}}", false),
        ("{http: {listen: '0.0.0.0:80', behind_tls_proxy: true}}", true), ("{http: {trusted_proxies: []}}", false),
        ("{http: {behind_tls_proxy: true, trusted_proxies: ['10.0.0.0/33']}}", false),
        ("{http: {behind_tls_proxy: true}, base_url: 'http://localhost'}", false),
        ("{base_url: 'http://naast.example.org'}", false), ("{base_url: 'https://naast.example.org/x'}", false),
        ("{base_url: 'http://localhost:8470'}", true), ("{state: '/'}", false), ("{state: '/srv/../etc'}", false),
        ("{default_relay: 'default'}", true), ("{default_relay: 'other'}", false), ("{relays: {}}", true),
    ])
    func `addresses and paths are held to their rules`(text: String, fits: Bool) {
        #expect(configurationProblems(text).count == (fits ? 0 : 1), "\(configurationProblems(text))")
    }
}
