/// A piece of HTML for a mail.
///
/// Text can only enter it escaped; what is not escaped is a literal in our own sources, as the type of each parameter
/// says.
struct MailHTML {
    private(set) var source: String

    /// Text as a person reads it, with `&`, `<`, `>` and both quotes escaped.
    static func text(_ text: String) -> Self { Self(source: escaped(text)) }

    /// Our own markup, which must stand in the sources.
    static func fixed(_ markup: StaticString) -> Self { Self(source: "\(markup)") }

    static func element(_ name: StaticString, _ attributes: [Attribute] = [], _ children: [Self] = []) -> Self {
        let attributes = attributes.map { " " + $0.source }.joined()
        return Self(source: "<\(name)\(attributes)>\(children.map(\.source).joined())</\(name)>")
    }

    static func joined(_ pieces: [Self]) -> Self { Self(source: pieces.map(\.source).joined()) }

    /// One attribute of an element.
    struct Attribute {
        fileprivate let source: String

        static func fixed(_ attribute: StaticString) -> Self { Self(source: "\(attribute)") }
        static func link(_ link: MailLink) -> Self { Self(source: "href=\"\(escaped(link.address))\"") }
        /// Its class, for dark mode, and its style inline, for clients that drop the style sheet.
        static func look(_ look: MailLook) -> Self { Self(source: "class=\"\(look.name)\" style=\"\(look.css)\"") }
    }

    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
