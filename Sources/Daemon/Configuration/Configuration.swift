import Domain
import Platform

/// What the operator decides: everything in `naast.json5`, checked, defaults filled in.
///
/// It holds no secret, only where each is to be read.
package struct Configuration: Hashable, Sendable {
    /// The state directory, absolute; not yet resolved.
    package let state: String
    /// Where people reach the pages, without a slash at its end; nil: on this machine alone, where `http.listen` says.
    package let baseURL: String?
    package let http: HTTP
    /// The admin verbs' unix socket; at most 107 bytes.
    package let controlSocket: String
    /// The name of one of `relays`: for tenants that have none of their own.
    package let defaultRelay: String
    /// By name, never empty; together at most 128 connections.
    package let relays: [String: RelayConfiguration]
    /// The Maildir in which bounces arrive; nil when none are read.
    package let bounces: String?
    package let helpdesk: Helpdesk
    package let signals: Signals
    package let backups: Backups
    package let log: Logging
    /// The folder in which the file stands, absolute; the files of region groups lie beside it.
    package let folder: String

    package struct HTTP: Hashable, Sendable {
        package let listen: ListenAddress
        /// True when a proxy in front speaks TLS; without one, only loopback and unix sockets are listened on.
        package let behindTLSProxy: Bool
        /// Whose `X-Forwarded-For` is believed; empty without a proxy.
        package let trustedProxies: [AddressRange]
    }

    package struct Helpdesk: Hashable, Sendable {
        /// The sender's name in the helpdesk's own mail.
        package let name: String
        package let replyTo: EmailAddress?
        /// Who may log in: taken at the first start that names any, and never read again after that.
        package let accounts: [EmailAddress]
    }

    package struct Signals: Hashable, Sendable {
        /// Nil: the file `secret` in the state directory, which the first start makes.
        package let secret: SecretSource?
        /// True when the dashboard can be seen without logging in.
        package let isPublic: Bool
        /// Signals recorded before it are never released; nil: the quarter after the first tenant was added.
        package let firstQuarter: Quarter?
    }

    package struct Backups: Hashable, Sendable {
        package let directory: String
        package let keepDays: Int
    }

    package struct Logging: Hashable, Sendable {
        package let level: Log.Level
        package let format: Log.Format
    }
}

/// Every key of `naast.json5`, by the object in which it stands.
package enum ConfigurationKeys {
    static let root = [
        "state", "base_url", "http", "control_socket", "default_relay", "relays", "bounces", "helpdesk", "signals",
        "backups", "log",
    ]
    static let http = ["listen", "behind_tls_proxy", "trusted_proxies"]
    static let relay = [
        "url", "from", "helo", "tls", "ca_file", "username", "password_file", "password_credential", "connections",
        "per_minute",
    ]
    static let helpdesk = ["name", "reply_to", "accounts"]
    static let signals = ["secret_file", "secret_credential", "public", "first_quarter"]
    static let backups = ["directory", "keep_days"]
    static let log = ["level", "format"]

    /// All of them; the example names each.
    package static let all = root + http + relay + helpdesk + signals + backups + log
}
