/// A tenant's short name in paths and URLs: `[a-z][a-z0-9-]{1,62}`, none of the reserved words.
///
/// It never changes and is never given out twice (CONTRACT.md, "State directory").
package struct Slug: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard (2...63).contains(bytes.count), isLower(bytes[0]),
            bytes.allSatisfy({ isLower($0) || (48...57).contains($0) || $0 == 45 }),
            !Self.reserved.contains(String(text))
        else { return nil }
        self.text = String(text)
    }

    /// First path segments that the web interface keeps for itself.
    package static let reserved: Set<String> = [
        "dashboard", "landelijk", "assets", "healthz", "metrics", "admin", "robots", "favicon", "well-known",
    ]

    /// The helpdesk's, in what is kept by slug: a reserved word, so no text of a user becomes it.
    package static let helpdesk = Self(reserved: "landelijk")
    /// The helpdesk's alarms, while they go by another relay than the rest of its mail; in memory only.
    package static let alarmDesk = Self(reserved: "landelijk:alarm")

    private init(reserved text: String) {
        self.text = text
    }

    package var description: String { text }
    package static func < (one: Self, other: Self) -> Bool { one.text < other.text }
}

private func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
