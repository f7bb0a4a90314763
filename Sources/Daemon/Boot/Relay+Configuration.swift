import Delivery
import Domain
import Reminders

extension Relay {
    /// A relay as the configuration describes it; its password is read now.
    init(_ configuration: RelayConfiguration) throws(SecretUnreadable) {
        let makeSession: @Sendable () -> any DeliverySession
        switch configuration.destination {
        case .maildir(let directory): makeSession = { MaildirSession(directory: directory) }
        case .smtp(let host, let port, let implicitTLS):
            let password = try configuration.password.map { source throws(SecretUnreadable) in
                Secret(try source.line())
            }
            let settings = RelaySettings(
                url: RelayURL(scheme: implicitTLS ? .smtps : .smtp, host: host, port: port), from: configuration.from,
                helo: configuration.helo, tls: configuration.tls == .required ? .required : .none,
                caFile: configuration.caFile, username: configuration.username, password: password)
            makeSession = { SMTPSession(relay: settings) }
        }
        self.init(
            name: configuration.name, from: configuration.from, connections: configuration.connections,
            perMinute: configuration.perMinute, makeSession: makeSession)
    }
}

extension Configuration {
    /// Every relay, with its password.
    func makeRelays() throws -> [Relay] { try relays.values.sorted { $0.name < $1.name }.map(Relay.init) }

    /// The domain of each relay's sender as it stands in Message-IDs; the default relay's under "".
    var senderDomains: [String: String] {
        var domains = relays.mapValues { MessageID.host(of: $0.from) }
        domains[""] = domains[defaultRelay]
        return domains
    }
}
