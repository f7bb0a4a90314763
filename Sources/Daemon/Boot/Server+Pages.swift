import HTTP
import Web

extension SiteFacts {
    /// What pages tell about the house, from the operator's configuration.
    init(_ configuration: Configuration) {
        self.init(
            baseURL: configuration.pagesURL, helpdeskName: configuration.helpdesk.name,
            isDashboardPublic: configuration.signals.isPublic)
    }
}

extension Configuration {
    /// Where people reach the pages: `base_url`, or on this machine the address that is listened on.
    ///
    /// A unix socket without `base_url` has no address that a browser knows; then links name this machine.
    var pagesURL: String {
        if let baseURL { return baseURL }
        return switch http.listen {
        case .tcp: "http://\(http.listen)"
        case .unix: "http://localhost"
        }
    }
}

extension Server {
    /// Listens on what systemd hands over, or else where the configuration says.
    func listen(_ http: Configuration.HTTP, environment: [String: String]) throws(ServerError) {
        if try listen(inherited: environment, isBehindTLSProxy: http.behindTLSProxy) > 0 { return }
        switch http.listen {
        case .tcp(let host, let port):
            try listen(host: host, port: port, isBehindTLSProxy: http.behindTLSProxy)
        // A proxy runs as a user of its own: it reaches the socket through the group of the socket's directory.
        case .unix(let path): try listen(unix: path, mode: http.behindTLSProxy ? 0o660 : 0o600)
        }
    }
}

/// What one browser may send.
enum SiteLimits {
    /// A page's form holds at most a pasted list; only where a spreadsheet is read in may it be 8 MiB and its form.
    static var web: Limits {
        var limits = Limits()
        limits.bodyFor = { _, segments in
            segments.dropFirst() == ["instellingen", "inlezen"] ? 9 << 20 : 1 << 20
        }
        return limits
    }

    /// Requests of one tenant share three workers; what belongs to none waits for nobody.
    static let lane: @Sendable (Request) -> String? = { request in
        request.segments.count > 1 && request.segments[0] != "assets" ? request.segments[0] : nil
    }
}

extension ProxyTrust {
    /// Whom the configuration trusts; the unix socket's file decides by itself who can reach it.
    init(_ http: Configuration.HTTP) {
        // Also when `listen` names a port: systemd may hand over a unix socket instead.
        self.init(ranges: http.trustedProxies, unixSocket: http.behindTLSProxy)
    }
}
