import Domain

/// A message's own name (RFC 5322, 3.6.4), without its angle brackets: `opaque@domain`.
///
/// Minted with the queue's row and kept for every attempt, so that a second copy can be known as one.
package struct MessageID: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Reads one back; nil unless it is two dot-atoms in ASCII around one @, of at most 200 bytes.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 200,
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isAllowed) })
        else { return nil }
        self.text = text
    }

    /// Names a message after an opaque id; a host that cannot stand in a name becomes one that nobody has (RFC 2606, 2).
    package init(_ uid: Uid, host: String) {
        self = Self("\(uid)@\(host)") ?? Self(unchecked: "\(uid)@naast.invalid")
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// The domain in which messages from an address have their names.
    package static func host(of sender: EmailAddress) -> String { sender.asciiDomain ?? "naast.invalid" }

    package var description: String { text }

    var opaque: Substring { Substring(text.utf8.prefix { $0 != UInt8(ascii: "@") }) }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 32) || "-._+=".utf8.contains(byte)
    }
}
