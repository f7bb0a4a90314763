extension Configuration {
    /// The keys that differ from the configuration with which the daemon started, and that SIGHUP does not change.
    func keysForARestart(since start: Configuration) -> [String] {
        let differs: [(String, Bool)] = [
            ("state", state != start.state), ("base_url", baseURL != start.baseURL),
            ("http.listen", http.listen != start.http.listen),
            ("http.behind_tls_proxy", http.behindTLSProxy != start.http.behindTLSProxy),
            ("http.trusted_proxies", http.trustedProxies != start.http.trustedProxies),
            ("control_socket", controlSocket != start.controlSocket), ("bounces", bounces != start.bounces),
            ("helpdesk.name", helpdesk.name != start.helpdesk.name),
            ("helpdesk.reply_to", helpdesk.replyTo != start.helpdesk.replyTo),
            // Once there are accounts the key is never read again.
            ("helpdesk.accounts", start.helpdesk.accounts.isEmpty && !helpdesk.accounts.isEmpty),
            ("signals.secret", signals.secret != start.signals.secret),
            ("signals.public", signals.isPublic != start.signals.isPublic),
            ("signals.first_quarter", signals.firstQuarter != start.signals.firstQuarter),
            ("backups.directory", backups.directory != start.backups.directory),
            ("backups.keep_days", backups.keepDays != start.backups.keepDays),
            ("log.level", log.level != start.log.level), ("log.format", log.format != start.log.format),
        ]
        return differs.filter(\.1).map(\.0)
    }
}
