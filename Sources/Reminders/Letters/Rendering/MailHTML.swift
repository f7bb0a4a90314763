/// A piece of HTML for a mail.
///
/// Text can only enter it escaped; what is not escaped is a literal in our own sources, as the type of each parameter
/// says. It is a tree until the whole mail is written, once, from its root.
struct MailHTML {
    private indirect enum Piece {
        case text(String)
        case fixed(StaticString)
        case element(StaticString, [Attribute], [MailHTML])
        case joined([MailHTML])
    }

    private let piece: Piece

    /// Text as a person reads it, with `&`, `<`, `>` and both quotes escaped.
    static func text(_ text: String) -> Self { Self(piece: .text(text)) }

    /// Our own markup, which must stand in the sources.
    static func fixed(_ markup: StaticString) -> Self { Self(piece: .fixed(markup)) }

    static func element(_ name: StaticString, _ attributes: [Attribute] = [], _ children: [Self] = []) -> Self {
        Self(piece: .element(name, attributes, children))
    }

    static func joined(_ pieces: [Self]) -> Self { Self(piece: .joined(pieces)) }

    /// One attribute of an element.
    enum Attribute {
        case fixed(StaticString)
        case link(MailLink)
        /// Its class, for dark mode, and its style inline, for clients that drop the style sheet.
        case look(MailLook)

        fileprivate func write(to out: inout HTMLBytes) {
            switch self {
            case .fixed(let attribute): out.write(attribute)
            case .link(let link):
                out.write("href=\"")
                out.write(escaping: link.address)
                out.write("\"")
            case .look(let look):
                out.write("class=\"")
                out.write(look.name)
                out.write("\" style=\"")
                out.write(look.css)
                out.write("\"")
            }
        }
    }

    /// The whole as text.
    var source: String {
        var out = HTMLBytes()
        write(to: &out)
        return String(decoding: out.bytes, as: UTF8.self)
    }

    private func write(to out: inout HTMLBytes) {
        switch piece {
        case .text(let text): out.write(escaping: text)
        case .fixed(let markup): out.write(markup)
        case .joined(let pieces): for piece in pieces { piece.write(to: &out) }
        case .element(let name, let attributes, let children):
            out.write("<")
            out.write(name)
            for attribute in attributes {
                out.write(" ")
                attribute.write(to: &out)
            }
            out.write(">")
            for child in children { child.write(to: &out) }
            out.write("</")
            out.write(name)
            out.write(">")
        }
    }
}

// The bytes of a mail's HTML; the one place where text is escaped.
private struct HTMLBytes {
    private(set) var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(12_000)
    }

    mutating func write(_ markup: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    mutating func write(escaping text: String) {
        var text = text
        text.withUTF8 { text in
            var start = 0
            for (index, byte) in text.enumerated() {
                guard let escape = Self.escape(byte) else { continue }
                bytes.append(contentsOf: text[start..<index])
                write(escape)
                start = index + 1
            }
            bytes.append(contentsOf: text[start...])
        }
    }

    private static func escape(_ byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
