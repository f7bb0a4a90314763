import Domain
import Platform

// How each kind of value in the configuration is read; what cannot be read notes what was expected.
extension JSONField {
    /// An absolute path without `..`, no slash at its end.
    func absolutePath() -> String? { text().flatMap { path(in: $0, example: "/var/lib/naast") } }

    /// `maildir:/DIR`; gives the directory.
    func maildir() -> String? {
        guard let text = text() else { return nil }
        guard text.hasPrefix("maildir:") else { return refused("is not of the form maildir:/DIR") }
        return path(in: String(text.dropFirst(8)), example: "maildir:/var/mail/bounces")
    }

    func relayURL() -> RelayConfiguration.Destination? {
        guard let text = text() else { return nil }
        if text.hasPrefix("maildir:") { return maildir().map(RelayConfiguration.Destination.maildir) }
        let implicitTLS = text.hasPrefix("smtps://")
        guard implicitTLS || text.hasPrefix("smtp://") else {
            return refused("begins with smtp://, smtps:// or maildir:/")
        }
        if text.contains("@") { return refused("holds no user or password: use username and password_file") }
        let rest = text.dropFirst(implicitTLS ? 8 : 7)
        guard let (host, port) = hostAndPort(rest.hasSuffix("/") ? rest.dropLast() : rest) else {
            return refused("is not a host and a port, such as smtp://mail.example.org:587")
        }
        // The ports that libcurl takes for these schemes too.
        return .smtp(host: host, port: port ?? (implicitTLS ? 465 : 25), implicitTLS: implicitTLS)
    }

    /// `https://HOST[:PORT]`; plain http only for this machine itself.
    func baseURL() -> String? {
        guard var text = text() else { return nil }
        if text.hasSuffix("/") { text.removeLast() }
        let isPlain = text.hasPrefix("http://")
        guard isPlain || text.hasPrefix("https://"), let (host, _) = hostAndPort(text.dropFirst(isPlain ? 7 : 8)) else {
            return refused("is not an address such as https://naast.example.org, without a path")
        }
        guard !isPlain || AddressRange.isLoopback(host) else {
            return refused("begins with https://; http:// is only for this machine itself")
        }
        return text
    }

    func listenAddress() -> ListenAddress? {
        guard let text = text() else { return nil }
        if text.hasPrefix("unix:") {
            guard let path = path(in: String(text.dropFirst(5)), example: "unix:/run/naast-http/http.sock") else {
                return nil
            }
            guard path.utf8.count <= ListenAddress.socketPathLimit else {
                return refused(
                    "has \(path.utf8.count) bytes of path; a socket's may have \(ListenAddress.socketPathLimit)")
            }
            return .unix(path)
        }
        guard let (host, port) = hostAndPort(Substring(text)), let port,
            let address = host.lowercased() == "localhost" ? "127.0.0.1" : AddressRange.isAddress(host) ? host : nil
        else { return refused("is not an address and a port, such as 127.0.0.1:8470, [::1]:8470 or unix:/PATH") }
        return .tcp(host: address, port: port)
    }

    func addressRange() -> AddressRange? {
        guard let text = text() else { return nil }
        if let range = AddressRange(text) { return range }
        return refused("is not an IP address or range, such as 10.0.0.1 or 10.0.0.0/8")
    }

    /// An address that stands in the header of every mail: there only ASCII can be sent by every relay (RFC 6531, 3.4).
    func ownAddress() -> EmailAddress? {
        guard let address = email() else { return nil }
        guard !address.needsSMTPUTF8 else { return refused("must have plain letters, without accents, before the @") }
        return address
    }

    /// A name for EHLO: a domain, or an address in brackets (RFC 5321, 4.1.3).
    func hostName() -> String? {
        guard let text = text() else { return nil }
        let isLiteral = text.hasPrefix("[") && text.hasSuffix("]") && AddressRange.isAddress(literal(text))
        return isLiteral || isHostName(text) ? text : refused("is not a host name such as naast.example.org")
    }

    func quarter() -> Quarter? {
        guard let text = text() else { return nil }
        if let quarter = Quarter(text) { return quarter }
        return refused("is not a quarter such as 2027-Q1")
    }

    func logLevel() -> Log.Level? {
        guard let text = text() else { return nil }
        if let level = Log.Level(name: text) { return level }
        let known = Log.Level.allCases.map(\.name)
        return refused("is none of \(known.joined(separator: ", "))" + suggestion(for: text, among: known))
    }

    private func path(in text: String, example: String) -> String? {
        let parts = text.split(separator: "/")
        guard text.hasPrefix("/"), !parts.isEmpty, !parts.contains(".."), !parts.contains("."),
            text.utf8.count <= 1_024,
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { return refused("is not an absolute path such as \(example)") }
        return "/" + parts.joined(separator: "/")
    }

    // HOST, HOST:PORT, [IPv6] or [IPv6]:PORT.
    private func hostAndPort(_ text: Substring) -> (host: String, port: UInt16?)? {
        var (host, rest) = (text, Substring())
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            rest = text[text.index(after: end)...]
            guard host.contains(":"), AddressRange.isAddress(String(host)) else { return nil }
        } else {
            if let colon = text.firstIndex(of: ":") { (host, rest) = (text[..<colon], text[colon...]) }
            guard isHostName(String(host)) else { return nil }
        }
        if rest.isEmpty { return (String(host), nil) }
        guard rest.hasPrefix(":"), rest.dropFirst().utf8.allSatisfy({ (48...57).contains($0) }),
            let port = UInt16(rest.dropFirst()), port > 0
        else { return nil }
        return (String(host), port)
    }

    private func literal(_ text: String) -> String {
        let inside = text.dropFirst().dropLast()
        return String(inside.hasPrefix("IPv6:") ? inside.dropFirst(5) : inside)
    }

    // RFC 1123, 2.1; also fits an IPv4 address.
    private func isHostName(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy {
                        (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 45
                    }
            }
    }
}

extension JSONMembers {
    /// `NAME_file` or `NAME_credential`, not both.
    func secret(_ name: String) -> SecretSource? {
        let file = value("\(name)_file") { $0.absolutePath() }
        let credential = value("\(name)_credential") { field -> String? in
            guard let text = field.text() else { return nil }
            let fits = text.utf8.allSatisfy {
                (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || "._-".utf8.contains($0)
            }
            guard fits, (1...128).contains(text.utf8.count), !text.hasPrefix(".") else {
                return field.refused("is not the name of a credential, as in systemd's LoadCredential=NAME:/FILE")
            }
            return text
        }
        if has("\(name)_file"), has("\(name)_credential") {
            refuse("\(name)_credential", "stands beside \(name)_file; keep one of the two")
        }
        return file.map(SecretSource.file) ?? credential.map(SecretSource.credential)
    }
}
