import Domain

/// A Message-ID as its row holds it: the `uid` that it was planned with, or `uid@host` since the first intent to send.
///
/// The host is the domain of the relay's sender at that moment. It stays for every attempt, also when the operator gives
/// the tenant another relay: a second copy must be known as one.
struct StoredMessageID {
    let uid: Uid
    /// Nil until the first intent.
    let host: String?

    /// Nil when the text is neither.
    init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard let uid = Uid(parts[0]), parts.count <= 2 else { return nil }
        self.uid = uid
        host = parts.count == 2 ? String(parts[1]) : nil
        guard host.map(Self.isHost) ?? true else { return nil }
    }

    // What stands in a header unquoted (RFC 5322, 3.6.4).
    private static func isHost(_ text: String) -> Bool {
        (1...253).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (97...122).contains(byte | 32) || byte == 45 || byte == 46
            }
    }
}
