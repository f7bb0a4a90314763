/// Text that may stand in a header: it cannot hold a line end or any other control character.
///
/// That is what makes header injection impossible: a header is made from this type only.
package struct HeaderText: Hashable, Sendable {
    let text: String

    /// Nil when the text holds CR, LF, another control character, or a line separator of Unicode.
    package init?(_ text: String) {
        guard text.unicodeScalars.allSatisfy(Self.isAllowed) else { return nil }
        self.text = text
    }

    /// Makes any text fit: each run of what is not allowed becomes one space, and 500 scalars are kept.
    package init(cleaning text: String) {
        guard text.utf8.count > 500 || !text.unicodeScalars.allSatisfy(Self.isAllowed) else {
            self.text = text
            return
        }
        let pieces = text.unicodeScalars.split { !Self.isAllowed($0) }
        self.text = String(String.UnicodeScalarView(pieces.joined(separator: " ".unicodeScalars).prefix(500)))
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<32, 127..<160, 0x2028, 0x2029: false
        // Marks that turn the direction of text can make a name look like another.
        case 0x202A...0x202E, 0x2066...0x2069: false
        default: true
        }
    }
}
