import HTTP
import Web

extension SiteFacts {
    /// What pages tell about the house, from the operator's configuration.
    init(_ configuration: Configuration) {
        self.init(
            baseURL: configuration.baseURL ?? "http://\(configuration.http.listen)",
            helpdeskName: configuration.helpdesk.name)
    }
}

extension Server {
    /// Listens where the configuration says.
    func listen(_ http: Configuration.HTTP) throws(ServerError) {
        switch http.listen {
        case .tcp(let host, let port):
            try listen(host: host, port: port, isBehindTLSProxy: http.behindTLSProxy)
        case .unix(let path): try listen(unix: path)
        }
    }
}

/// What one browser may send.
enum SiteLimits {
    /// A spreadsheet of members is the largest: 8 MiB and its form.
    static var web: Limits {
        var limits = Limits()
        limits.body = 9 << 20
        return limits
    }
}

extension ProxyTrust {
    /// Whom the configuration trusts; the unix socket's file decides by itself who can reach it.
    init(_ http: Configuration.HTTP) {
        let isUnix = if case .unix = http.listen { true } else { false }
        self.init(ranges: http.trustedProxies, unixSocket: isUnix && http.behindTLSProxy)
    }
}
