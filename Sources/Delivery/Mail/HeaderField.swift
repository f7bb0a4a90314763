import Domain

/// Writes one header field, folded so that no line passes 76 characters where that can be helped (RFC 2047, 2; 78 in
/// RFC 5322, 2.2.3).
struct HeaderWriter {
    private(set) var bytes: [UInt8] = []

    /// An unstructured field, encoded when it needs to be.
    mutating func unstructured(_ name: StaticString, _ text: HeaderText) {
        field(name, EncodedWords.unstructured(text))
    }

    /// A field that holds one mailbox (RFC 5322, 3.4).
    mutating func mailbox(_ name: StaticString, _ mailbox: Mailbox) {
        field(name, mailbox.name.map(EncodedWords.phrase).map { $0 + ["<\(mailbox.address)>"] } ?? [mailbox.address])
    }

    /// A field of words that are known to be sound: dates, identifiers, media types.
    mutating func field(_ name: StaticString, _ words: [String]) {
        name.withUTF8Buffer { bytes += $0 }
        bytes.append(58)
        var column = name.utf8CodeUnitCount + 1
        for (index, word) in words.enumerated() {
            let width = word.utf8.count + 1
            // Never after the name: a line of white space alone is obsolete syntax.
            if index > 0, column + width > 76 {
                bytes += [13, 10]
                column = 0
            }
            bytes.append(32)
            bytes += word.utf8
            column += width
        }
        bytes += [13, 10]
    }

    mutating func blankLine() { bytes += [13, 10] }
}

/// An address with the name that a mail program shows for it.
package struct Mailbox: Hashable, Sendable {
    package var name: HeaderText?
    let address: String

    var isASCII: Bool { address.utf8.allSatisfy { $0 < 128 } }

    /// Takes the address with its domain in ASCII; a domain that cannot be written so stays as it is.
    package init(_ address: EmailAddress, name: HeaderText? = nil) {
        self.address = address.wireForm ?? address.description
        self.name = name.flatMap { $0.text.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
}
