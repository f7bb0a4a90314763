import CCurl
import Domain

extension SMTPConnection {
    /// A connection that could not be had, and what that means for the message at hand: never its fault.
    struct Refusal: Error {
        let outcome: DeliveryOutcome
    }

    /// Connects, greets, secures and logs in, by libcurl.
    static func open(
        _ relay: RelaySettings, _ timeouts: SMTPTimeouts, brake: Brake?
    ) throws(Refusal) -> SMTPConnection {
        guard let handle = CurlHandle(brake: brake) else {
            throw Refusal(outcome: .relayTrouble(.unreachable, "geen geheugen voor een verbinding"))
        }
        configure(handle, relay, timeouts)
        let code = handle.perform()
        if code == CURLE_ABORTED_BY_CALLBACK { throw Refusal(outcome: .stopped) }
        guard code == CURLE_OK else { throw Refusal(outcome: failure(code, handle, relay)) }
        let connection = SMTPConnection(
            handle: handle, isEncrypted: relay.tls == .required || relay.url.scheme == .smtps)
        handle.transcript.forget()
        // libcurl goes on without a login when the server offers none: that is not what was asked for.
        guard relay.username == nil || connection.extensions.auth else {
            throw Refusal(outcome: .relayTrouble(.unreachable, noLogin(relay)))
        }
        return connection
    }

    private static func configure(_ handle: CurlHandle, _ relay: RelaySettings, _ timeouts: SMTPTimeouts) {
        let (seconds, attoseconds) = timeouts.connect.components
        let milliseconds = max(1, Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))
        handle.set(CURLOPT_NOSIGNAL, 1)
        handle.set(CURLOPT_CONNECT_ONLY, 1)
        handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
        handle.set(CURLOPT_TIMEOUT_MS, milliseconds)
        handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // Not by whatever proxy the environment names.
        handle.set(CURLOPT_PROXY, "")
        handle.set(CURLOPT_URL, address(of: relay))
        handle.set(CURLOPT_TCP_NODELAY, 1)
        handle.set(CURLOPT_USE_SSL, Int((relay.tls == .required ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue))
        handle.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        handle.set(CURLOPT_SSL_VERIFYPEER, 1)
        handle.set(CURLOPT_SSL_VERIFYHOST, 2)
        if let caFile = relay.caFile { handle.set(CURLOPT_CAINFO, caFile) }
        guard let username = relay.username else { return }
        handle.set(CURLOPT_USERNAME, username)
        relay.password?.reveal { handle.set(CURLOPT_PASSWORD, $0) }
        // Else libcurl tries Kerberos first when the user name looks like an address and the server offers GSSAPI.
        handle.set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN;AUTH=CRAM-MD5")
    }

    // libcurl says EHLO with the path of the URL.
    private static func address(of relay: RelaySettings) -> String {
        guard let helo = relay.helo ?? relay.from.asciiDomain, RelaySettings.isHelo(helo) else {
            return relay.url.description
        }
        let escaped = helo.utf8.map { byte in
            byte == 91 ? "%5B" : byte == 93 ? "%5D" : byte == 58 ? "%3A" : String(UnicodeScalar(byte))
        }
        return "\(relay.url)/\(escaped.joined())"
    }

    private static func failure(_ code: CURLcode, _ handle: CurlHandle, _ relay: RelaySettings) -> DeliveryOutcome {
        if let garbage = handle.transcript.garbage {
            return SMTPStage.connecting.outcome(withoutReply: "\(relay.url): \(garbage.text)")
        }
        let stage: SMTPStage = code == CURLE_LOGIN_DENIED ? .authenticating : .connecting
        if let refusal = handle.transcript.refusal {
            return stage.outcome(of: Reply(code: refusal.code, said: refusal.text, eraser: .anybody))
        }
        if code == CURLE_LOGIN_DENIED { return stage.outcome(withoutReply: noLogin(relay)) }
        if code == CURLE_USE_SSL_FAILED {
            return stage.outcome(withoutReply: "\(relay.url) biedt geen TLS aan (STARTTLS); er is niets verstuurd")
        }
        return stage.outcome(withoutReply: "\(relay.url): \(Reply.cleaned(handle.explain(code)))")
    }

    private static func noLogin(_ relay: RelaySettings) -> String {
        "\(relay.url) biedt geen inlog aan die wij kennen (AUTH PLAIN, LOGIN of CRAM-MD5); controleer url en tls"
    }
}
