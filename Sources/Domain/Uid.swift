/// A random 128-bit name for a person, meeting, session or message: 26 characters of `a–z2–7`.
///
/// Reasons, calendar UIDs and Message-IDs use it, never a rowid: SQLite hands a deleted last rowid out again.
package struct Uid: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// So many characters each of them has.
    package static let length = 26

    /// Reads back what `description` wrote; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == Self.length,
            text.utf8.allSatisfy({ (97...122).contains($0) || (50...55).contains($0) })
        else { return nil }
        self.text = String(text)
    }

    /// Mints a new one.
    package static func random(using generator: inout some RandomNumberGenerator) -> Self {
        var bits = UInt128(generator.next() as UInt64) << 64 | UInt128(generator.next() as UInt64)
        let letters = (0..<length).map { _ in
            defer { bits >>= 5 }
            return alphabet[Int(truncatingIfNeeded: bits & 31)]
        }
        return Self(unchecked: String(decoding: letters, as: UTF8.self))
    }

    package static func random() -> Self {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    package var description: String { text }

    private init(unchecked text: String) {
        self.text = text
    }

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
}
