/// One mailbox that mail can be sent to, as a person types it: `buddy1@example.org`.
///
/// The shapes it admits: at most 254 bytes, a dot-atom local part of at most 64 bytes (non-ASCII letters allowed, RFC
/// 6531), and a domain of two or more labels. No quotes, comments, spaces or control characters: so an address can stand
/// in a header or an SMTP command as it is.
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    package let localPart: String
    package let domain: String

    package init?(_ text: some StringProtocol) {
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
