import Domain
import Platform
import Reminders

/// One way out for mail.
package struct RelayConfiguration: Hashable, Sendable {
    package let name: String
    package let destination: Destination
    /// The sender's address that this relay lets us use.
    package let from: EmailAddress
    /// The name said in EHLO; nil: the domain of `from`.
    package let helo: String?
    package let tls: TLS
    /// Certificates to trust instead of the system's; PEM.
    package let caFile: String?
    package let username: String?
    /// Nil without a user name.
    package let password: SecretSource?
    /// At most this many at the same time.
    package let connections: Int
    /// Messages; nil: as fast as it takes them.
    package let perMinute: Int?

    package enum Destination: Hashable, Sendable, CustomStringConvertible {
        /// `implicitTLS` is `smtps://`: TLS from the first byte, instead of STARTTLS.
        case smtp(host: String, port: UInt16, implicitTLS: Bool)
        /// One file per message, in the folder `new` of this one.
        case maildir(String)

        /// The URL with its port, IPv6 addresses in brackets.
        package var description: String {
            switch self {
            case .smtp(let host, let port, let implicitTLS):
                "\(implicitTLS ? "smtps" : "smtp")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            case .maildir(let path): "maildir:\(path)"
            }
        }
    }

    package enum TLS: String, CaseIterable, Hashable, Sendable {
        /// STARTTLS or `smtps://`, certificate and name verified; without it nothing is sent.
        case required
        /// Only toward loopback.
        case none
    }
}

extension Configuration {
    /// How many connections all relays may have together.
    package static let connectionLimit = Relay.mostConnections

    static func relays(_ root: JSONMembers, state: String) -> [String: RelayConfiguration] {
        let entries = root.value("relays") { $0.members()?.all } ?? []
        let relays = entries.compactMap { entry -> RelayConfiguration? in
            guard isRelayName(entry.key) else {
                entry.field.refuse(
                    "a relay's name is a-z, 0-9 and -, begins with a letter and has at most 32 characters")
                return nil
            }
            return entry.field.members(ConfigurationKeys.relay).flatMap { RelayConfiguration(entry.key, reading: $0) }
        }
        let connections = relays.reduce(0) { $0 + $1.connections }
        if connections > connectionLimit {
            root.refuse("relays", "ask for \(connections) connections together; \(connectionLimit) is the most")
        }
        guard !entries.isEmpty else { return ["default": .embedded(state: state)] }
        return Dictionary(uniqueKeysWithValues: relays.map { ($0.name, $0) })
    }

    // Checked against the names as they are written, so that a bad relay is not reported as missing too.
    static func defaultRelay(_ root: JSONMembers, relays: [String: RelayConfiguration]) -> String {
        let written = root.value("relays") { field -> [String]? in
            guard case .object(let members) = field.value else { return nil }
            return members.map(\.key)
        }
        let names = (written ?? []).isEmpty ? Array(relays.keys) : written ?? []
        guard let name = root.value("default_relay", { $0.text() }) else {
            if names.contains("default") { return "default" }
            if names.count == 1 { return names[0] }
            if !root.has("default_relay") {
                root.refuse(
                    "default_relay", "says which relay tenants use: one of \(names.sorted().joined(separator: ", "))")
            }
            return ""
        }
        if !names.contains(name) {
            root.refuse(
                "default_relay",
                "is none of the relays \(names.sorted().joined(separator: ", "))" + suggestion(for: name, among: names))
        }
        return name
    }

    private static func isRelayName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        return (1...32).contains(bytes.count) && (97...122).contains(bytes[0])
            && bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}

extension RelayConfiguration {
    // What is used when the file names no relay: nothing leaves the machine.
    fileprivate static func embedded(state: String) -> Self {
        Self(
            name: "default", destination: .maildir(state + "/mail"), from: nobody, helo: nil, tls: .required,
            caFile: nil,
            username: nil, password: nil, connections: 1, perMinute: nil)
    }

    // RFC 2606, 2: "invalid" never becomes a real domain.
    private static let nobody: EmailAddress = {
        guard let address = EmailAddress("naast@naast.invalid") else { preconditionFailure("a plain address") }
        return address
    }()

    fileprivate init?(_ name: String, reading relay: JSONMembers) {
        let destination = relay.value("url") { $0.relayURL() }
        if !relay.has("url") { relay.refuse("url", "is missing: smtp://HOST:PORT, smtps://HOST:PORT or maildir:/DIR") }
        let from = relay.value("from") { $0.ownAddress() }
        let tls = relay.value("tls") { $0.word(TLS.self) }
        let password = relay.secret("password")
        self.name = name
        helo = relay.value("helo") { $0.hostName() }
        self.tls = tls ?? .required
        caFile = relay.value("ca_file") { $0.absolutePath() }
        username = relay.value("username") { $0.line(limit: 256) }
        self.password = password
        connections = relay.value("connections") { $0.wholeNumber(in: 1...Configuration.connectionLimit) } ?? 4
        perMinute = relay.value("per_minute") { $0.wholeNumber(in: 1...1_000_000) }
        switch destination {
        case .smtp(let host, _, let implicitTLS):
            Self.checkSMTP(relay, isLoopback: AddressRange.isLoopback(host), tls: self.tls, implicitTLS: implicitTLS)
        case .maildir:
            for key in ["helo", "tls", "ca_file", "username", "password_file", "password_credential"]
            where relay.has(key) {
                relay.refuse(key, "means nothing for a Maildir; leave it out")
            }
        case nil: break
        }
        guard let destination else { return nil }
        self.destination = destination
        self.from = from ?? Self.nobody
    }

    private static func checkSMTP(_ relay: JSONMembers, isLoopback: Bool, tls: TLS, implicitTLS: Bool) {
        if !relay.has("from") { relay.refuse("from", "is missing: the sender's address that this relay lets us use") }
        if tls == .none {
            if implicitTLS { relay.refuse("tls", "cannot be none for smtps://, which is TLS") }
            if !isLoopback {
                relay.refuse("tls", "may be none only toward this machine itself (127.0.0.1, ::1, localhost)")
            }
            if relay.has("ca_file") { relay.refuse("ca_file", "means nothing when tls is none") }
        }
        let hasPassword = relay.has("password_file") || relay.has("password_credential")
        if relay.has("username"), !hasPassword {
            relay.refuse("username", "needs password_file or password_credential")
        }
        if hasPassword, !relay.has("username") {
            relay.refuse(relay.has("password_file") ? "password_file" : "password_credential", "needs username")
        }
    }
}
