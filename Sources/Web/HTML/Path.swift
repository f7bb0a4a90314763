import Domain

/// A path inside Naast, written so that no part of it can lead elsewhere.
///
/// A literal gives its fixed words; `\(…)` takes what cannot hold a slash: a slug, a uid, a number, or text that is
/// percent-encoded.
package struct Path: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// Begins with one slash.
    package let text: String

    package init(stringLiteral value: StaticString) {
        self.init(checking: value.description)
    }

    package init(stringInterpolation: StringInterpolation) {
        self.init(checking: stringInterpolation.text)
    }

    private init(checking text: String) {
        precondition(text.hasPrefix("/") && !text.hasPrefix("//"), "a path begins with one slash")
        self.text = text
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
        package mutating func appendInterpolation(_ path: Path) { text += path.text }
        package mutating func appendInterpolation(_ slug: Slug) { text += slug.text }
        package mutating func appendInterpolation(_ uid: Uid) { text += uid.text }
        package mutating func appendInterpolation(_ number: Int) { text += String(number) }
        package mutating func appendInterpolation(_ date: LocalDate) { text += date.description }
        package mutating func appendInterpolation(_ words: String) { text += percentEncoded(words) }
    }
}

/// A link that leaves Naast: `https` alone, so that no other scheme can come into a page.
package struct OutsideLink: Hashable, Sendable {
    package let text: String

    /// Nil for anything but `https://` with a host and without spaces or control characters.
    package init?(_ text: String) {
        let rest = text.dropFirst("https://".count)
        guard text.lowercased().hasPrefix("https://"), let first = rest.utf8.first, first != UInt8(ascii: "/"),
            text.utf8.count <= 2_000, text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
        else { return nil }
        self.text = text
    }

    /// A number to call, for a telephone's own dialler.
    package init?(phone: String) {
        let digits = phone.filter { "0123456789+".utf8.contains($0.utf8.first ?? 0) && $0.utf8.count == 1 }
        guard digits.utf8.count >= 3 else { return nil }
        text = "tel:\(digits)"
    }

    /// An address to write to.
    package init(mail: EmailAddress) {
        text = "mailto:\(percentEncoded(mail.description, keeping: "@"))"
    }
}

/// RFC 3986 §2.3: all but the unreserved characters are encoded.
private func percentEncoded(_ text: String, keeping kept: String = "") -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            bytes.append(byte)
        case _ where kept.utf8.contains(byte): bytes.append(byte)
        default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
