/// A small value that may stand in a log: a slug, a uid, a state.
///
/// Never a name, an address or a text by a person.
package protocol LogWord {
    var logWord: String { get }
}

/// What a log line may say.
///
/// There is no way in for a plain `String` from a tenant's file: a variable text must name itself `public` through a
/// type that declares itself harmless, or `configured` when the operator wrote it.
package struct LogValue: Sendable, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral
{
    enum Content: Sendable {
        case number(Int64)
        case flag(Bool)
        case text(String)
    }

    let content: Content

    private init(_ content: Content) {
        self.content = content
    }

    package init(integerLiteral value: Int64) { self.init(.number(value)) }
    package init(booleanLiteral value: Bool) { self.init(.flag(value)) }
    /// A literal in the source, which no person's data can be part of: interpolation does not compile.
    package init(stringLiteral value: StaticString) { self.init(.text(value.description)) }

    package static func number(_ value: some BinaryInteger) -> Self { Self(.number(Int64(clamping: value))) }
    package static func flag(_ value: Bool) -> Self { Self(.flag(value)) }

    /// A word whose type says that it holds nothing personal; anything but `A–Z a–z 0–9 . _ : / + -` becomes `?`.
    ///
    /// So an e-mail address that slips in loses its sign, and the line shows that somebody erred.
    package static func `public`(_ word: some LogWord) -> Self {
        Self(.text(String(word.logWord.unicodeScalars.prefix(80).map { isPlain($0) ? Character($0) : "?" })))
    }

    /// Text from the operator's own configuration or command line: a path, a relay's name, what is wrong with a key.
    ///
    /// Never anything read from a tenant's file or received over the network.
    package static func configured(_ text: String) -> Self {
        Self(.text(String(text.unicodeScalars.prefix(600).map { isVisible($0) ? Character($0) : "?" })))
    }

    /// What a server said of itself or of us, as Delivery cleaned it: never a reply about one message or its recipient.
    package static func said(_ text: String) -> Self { configured(text) }

    /// A failed system call: its number, and the operation, which names paths at most.
    package static func failure(_ error: SystemError) -> Self { configured(error.description) }

    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "_", ":", "/", "+", "-": true
        default: false
        }
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
