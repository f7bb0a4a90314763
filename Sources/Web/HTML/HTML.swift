/// A piece of HTML that is safe to show: its tags come from our own source, everything else was escaped on the way in.
///
/// Written as a string literal; `\(…)` escapes text and takes HTML as it is. The literal type is `StaticString`, so no
/// text that came from outside can be made into HTML by any other way.
package struct HTML: Hashable, Sendable {
    package private(set) var text: String

    /// Text that a person typed, escaped for elements and for quoted attributes.
    package init(text: some StringProtocol) {
        self.text = escaped(text)
    }

    package static let nothing: HTML = ""

    package var isEmpty: Bool { text.isEmpty }

    package static func + (one: Self, other: Self) -> Self {
        var sum = one
        sum.text += other.text
        return sum
    }

    package static func += (one: inout Self, other: Self) { one.text += other.text }
}

extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral value: StaticString) {
        text = value.description
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
        }

        package mutating func appendInterpolation(_ html: HTML) { text += html.text }
        package mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { text += piece.text } }
        @_disfavoredOverload
        package mutating func appendInterpolation(_ html: HTML?) { text += html?.text ?? "" }
        // Disfavoured, so that a choice between two literals is HTML of ours and not text to escape.
        @_disfavoredOverload
        package mutating func appendInterpolation(_ words: some StringProtocol) { text += escaped(words) }
        package mutating func appendInterpolation(_ number: Int) { text += String(number) }
        @_disfavoredOverload
        package mutating func appendInterpolation(_ path: Path) { text += escaped(path.text) }
        package mutating func appendInterpolation(_ link: OutsideLink) { text += escaped(link.text) }
    }
}

extension String.StringInterpolation {
    /// HTML inside a plain string would be shown as its tags: write the outer literal `as HTML`.
    @available(*, unavailable, message: "HTML inside a String: write the outer literal as HTML")
    package mutating func appendInterpolation(_ html: HTML) {}

    @available(*, unavailable, message: "HTML inside a String: write the outer literal as HTML")
    package mutating func appendInterpolation(_ html: HTML?) {}

    @available(*, unavailable, message: "HTML inside a String: write the outer literal as HTML")
    package mutating func appendInterpolation(_ html: [HTML]) {}
}

extension Sequence<HTML> {
    /// All pieces after one another, with `separator` between them.
    package func joined(_ separator: HTML = "") -> HTML {
        var all = HTML.nothing
        var isFirst = true
        for piece in self {
            if !isFirst { all += separator }
            isFirst = false
            all += piece
        }
        return all
    }
}

/// Escapes for elements and for attributes in double quotes; what HTML forbids altogether becomes U+FFFD.
private func escaped(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 8)
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "&"): bytes += "&amp;".utf8
        case UInt8(ascii: "<"): bytes += "&lt;".utf8
        case UInt8(ascii: ">"): bytes += "&gt;".utf8
        case UInt8(ascii: "\""): bytes += "&quot;".utf8
        case UInt8(ascii: "'"): bytes += "&#39;".utf8
        case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: bytes += "\u{FFFD}".utf8
        default: bytes.append(byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
