import Foundation
import TestSupport
import Testing

@testable import Daemon

@Suite struct ConfigurationAtUseTests {
    private let directory: TemporaryDirectory
    private var state: String { directory.file("state") }

    init() throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: directory.file("state"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    private func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
        let path = directory.file(name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    private func problems(_ keys: String, credentials: String? = nil) throws -> [String] {
        let configuration = try configuration("{state: '\(state)', \(keys)}")
        return configuration.problemsAtUse(credentials: credentials).map(\.description)
    }

    @Test func `nothing is wrong with a new state directory`() throws {
        #expect(try problems("") == [])
    }

    @Test func `a state directory that is missing, open or no directory is named`() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: state)
        #expect(try problems("") == ["state: \(state) is open to others: chmod 0700 \(state)"])
        try FileManager.default.removeItem(atPath: state)
        #expect(try problems("") == ["state: \(state) does not exist; make it: install -d -m 0700 -o USER \(state)"])
        _ = try write("", to: "state")
        #expect(try problems("") == ["state: \(state) is not a directory"])
    }

    @Test func `a password that cannot be read is named by its key, and never shown`() throws {
        let smtp = "url: 'smtp://mail.example.org', from: 'a@example.org', username: 'u'"
        let open = try write("geheim\n", to: "open", mode: 0o644)
        #expect(
            try problems("relays: {r: {\(smtp), password_file: '\(open)'}}")
                == ["relays.r.password_file: \(open) is open to everybody: chmod o= \(open)"])
        let two = try write("geheim\nnog een\n", to: "two")
        #expect(
            try problems("relays: {r: {\(smtp), password_file: '\(two)'}}")
                == ["relays.r.password_file: the file \(two) must hold the password on one line and nothing else"])
        let empty = try write("", to: "empty")
        #expect(
            try problems("relays: {r: {\(smtp), password_file: '\(empty)'}}") == [
                "relays.r.password_file: \(empty) is empty"
            ])
        #expect(
            try problems("relays: {r: {\(smtp), password_credential: 'pw'}}") == [
                "relays.r.password_credential: the credential pw cannot be read: systemd gave none; "
                    + "write LoadCredential=pw:/FILE in the unit"
            ])
        #expect(
            try problems("relays: {r: {\(smtp), password_credential: 'pw'}}", credentials: directory.path)
                == ["relays.r.password_credential: \(directory.file("pw")) cannot be opened: No such file or directory"]
        )
        _ = try write("geheim\n", to: "pw", mode: 0o400)
        #expect(try problems("relays: {r: {\(smtp), password_credential: 'pw'}}", credentials: directory.path) == [])
    }

    @Test func `a secret is read when it is asked for, at its newest`() throws {
        let path = try write("eerste\r\n", to: "secret", mode: 0o640)
        let source = SecretSource.file(path)
        #expect(try source.line() == "eerste")
        _ = try write("tweede", to: "secret")
        #expect(try source.line() == "tweede")
        _ = try write("tweede\n", to: "secret")
        #expect(try source.bytes() == Array("tweede\n".utf8))
        #expect(throws: SecretUnreadable.self) { try SecretSource.file(directory.path).bytes() }
        _ = try write(String(repeating: "x", count: 4_097), to: "secret")
        #expect(throws: SecretUnreadable.self) { try source.bytes() }
    }

    @Test func `the noise needs a secret of sixteen bytes`() throws {
        let short = try write("kort", to: "short")
        #expect(
            try problems("signals: {secret_file: '\(short)'}")
                == ["signals.secret_file: the file \(short) has 4 bytes; 16 is the least"])
        let long = try write("zestien bytes!!!", to: "long")
        #expect(try problems("signals: {secret_file: '\(long)'}") == [])
    }

    @Test func `folders and certificates that are not there are all named`() throws {
        let none = directory.file("none")
        let found = try problems(
            """
            relays: {r: {url: 'smtp://mail.example.org', from: 'a@example.org', ca_file: '\(none)/ca.pem'},
                     default: {url: 'maildir:\(none)/a/mail'}},
            control_socket: '\(none)/c.sock', http: {listen: 'unix:\(none)/h.sock'}, backups: {directory: '\(none)/b/c'}
            """)
        #expect(
            found.map { $0.prefix { $0 != ":" } } == [
                "relays.default.url", "relays.r.ca_file", "control_socket", "http.listen", "backups.directory",
            ])
        let fine = directory.file("mail")
        #expect(try problems("relays: {default: {url: 'maildir:\(fine)'}}, backups: {directory: '\(state)/b/c'}") == [])
    }

    @Test func `only one level is made, in the state directory too: what lies deeper is named`() throws {
        let found = try problems(
            """
            relays: {default: {url: 'maildir:\(state)/a/mail'}}, bounces: 'maildir:\(directory.file("none"))/bounces',
            control_socket: '\(state)/run/c.sock', http: {listen: 'unix:\(state)/run/h.sock'}
            """)
        #expect(
            found.map { $0.prefix { $0 != ":" } } == [
                "relays.default.url", "bounces", "control_socket", "http.listen",
            ])
        try FileManager.default.createDirectory(atPath: state + "/run", withIntermediateDirectories: false)
        let fine = "control_socket: '\(state)/run/c.sock', bounces: 'maildir:\(state)/bounces'"
        #expect(try problems("\(fine), relays: {default: {url: 'maildir:\(state)/mail'}}") == [])
    }

    @Test(arguments: [
        ("http: {listen: 'unix:/run/naast/http.sock'}", true), ("http: {behind_tls_proxy: true}", true), ("", false),
        ("base_url: 'https://naast.example.org', http: {listen: 'unix:/run/naast/http.sock'}", false),
    ])
    func `who would mail links to this machine is told of base_url`(keys: String, isTold: Bool) throws {
        let advice = try configuration("{state: '\(state)', \(keys)}").adviceAtUse.map(\.description)
        #expect(advice.count == (isTold ? 1 : 0))
        #expect(advice.allSatisfy { $0.hasPrefix("base_url: is missing") && $0.contains("set it to where people") })
    }

    @Test(.timeLimit(.minutes(10))) func `a pipe in the place of the configuration or a certificate is refused`() throws
    {
        let pipe = directory.file("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let error = #expect(throws: ConfigurationError.self) { try Configuration.load(file: pipe) }
        #expect(error?.description.contains("is not a file") == true)
        let relay = "relays: {a: {url: 'smtps://mail.example.org', from: 'a@example.org', ca_file: '\(pipe)'}}"
        #expect(try problems("\(relay), default_relay: 'a'") == ["relays.a.ca_file: \(pipe) is not a file"])
    }

    @Test func `a configuration that is not there, or too large, says so`() throws {
        let missing = directory.file("naast.json5")
        let error = #expect(throws: ConfigurationError.self) { try Configuration.load(file: missing) }
        #expect(error?.description == "\(missing): does not exist; name it with --config FILE")
        let large = try write(String(repeating: " ", count: 1 << 20) + "{}", to: "large")
        #expect(throws: ConfigurationError.self) { try Configuration.load(file: large) }
        #expect(throws: ConfigurationError.self) { try Configuration.load(file: directory.path) }
        #expect(try Configuration.load(file: try write("{}", to: "small")).defaultRelay == "default")
    }
}
