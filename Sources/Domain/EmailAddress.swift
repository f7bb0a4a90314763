/// One mailbox that mail can be sent to, as a person types it: `buddy1@example.org`.
///
/// The shapes it admits: at most 254 bytes, a dot-atom local part of at most 64 bytes (non-ASCII letters allowed, RFC
/// 6531), and a domain of two or more labels. No quotes, comments, spaces or control characters: so an address can stand
/// in a header or an SMTP command as it is.
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    package let localPart: String
    package let domain: String

    package init?(_ text: some StringProtocol) {
        if let plain = Self.plain(String(text)) {
            self = plain
            return
        }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254 else { return nil }
        let (local, domain) = (parts[0], parts[1])
        guard (1...64).contains(local.utf8.count), !local.hasPrefix("."), !local.hasSuffix("."), !local.contains(".."),
            local.unicodeScalars.allSatisfy(Self.mayStandInLocalPart), Self.isDomain(domain)
        else { return nil }
        localPart = String(local)
        self.domain = String(domain).lowercased()
    }

    /// True when it needs SMTPUTF8 (RFC 6531): the domain can be written in ASCII (IDNA), the local part cannot.
    package var needsSMTPUTF8: Bool { !localPart.utf8.allSatisfy { $0 < 128 } }

    package var description: String { "\(localPart)@\(domain)" }

    /// The same mailbox with a tag, `local+tag@domain`; nil when that would be too long.
    package func tagged(_ tag: Uid) -> Self? {
        let local = "\(localPart)+\(tag)"
        guard local.utf8.count <= 64, local.utf8.count + domain.utf8.count < 254 else { return nil }
        return Self(localPart: local, domain: domain)
    }

    private init(localPart: String, domain: String) {
        self.localPart = localPart
        self.domain = domain
    }

    // Nearly every address is made of lower-case letters, digits, dots and dashes alone: no table of Unicode is asked.
    private static func plain(_ text: String) -> Self? {
        let bytes = text.utf8
        guard (6...254).contains(bytes.count), let at = bytes.firstIndex(of: 64) else { return nil }
        let (local, domain) = (bytes[..<at], bytes[bytes.index(after: at)...])
        guard (1...64).contains(local.count) else { return nil }
        var (previous, labels) = (UInt8(46), 1)
        for byte in local {
            guard isPlain(byte) || byte == 46 && previous != 46 || byte == 45 || byte == 95 else { return nil }
            previous = byte
        }
        guard previous != 46 else { return nil }
        var width = 0
        previous = 46
        for byte in domain {
            if byte == 46 {
                guard isPlain(previous) else { return nil }
                (labels, width) = (labels + 1, 0)
            } else {
                guard isPlain(byte) || byte == 45 && width > 0 else { return nil }
                width += 1
                guard width <= 63 else { return nil }
            }
            previous = byte
        }
        guard labels >= 2, isPlain(previous) else { return nil }
        return Self(localPart: String(text[..<at]), domain: String(text[bytes.index(after: at)...]))
    }

    private static func isPlain(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }

    // RFC 5322 atext, plus letters and marks beyond ASCII.
    private static func mayStandInLocalPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.properties.isAlphabetic || (48...57).contains(scalar.value)
                || "!#$%&'*+-/=?^_`{|}~.".unicodeScalars.contains(scalar)
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func isDomain(_ text: Substring.SubSequence) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, text.utf8.count <= 253 else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.unicodeScalars.allSatisfy { scalar in
                    scalar == "-" || (48...57).contains(scalar.value) || scalar.properties.isAlphabetic
                }
        }
    }

    private static func isDomain(_ text: some StringProtocol) -> Bool { isDomain(Substring(text)) }
}
