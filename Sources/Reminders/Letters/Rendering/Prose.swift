import Domain

/// A sentence or more in which some words stand out, written once for the plain text and for the HTML of a mail.
///
/// Whatever is put into it is text: it cannot hold markup.
struct Prose: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case plain(String)
        /// A moment: it stands out and is not broken over two lines, so never something long.
        case strong(String)
        /// A match's label: between brackets in plain text, in a soft green field in HTML.
        case label(String)
        /// An address on the web, shown as it is; only in what a member wrote.
        case link(MailLink)
        case newLine
    }

    private(set) var pieces: [Piece] = []

    init(_ pieces: [Piece]) {
        self.pieces = pieces
    }

    /// The words alone, a label between brackets.
    var text: String {
        pieces.map { piece in
            switch piece {
            case .plain(let text), .strong(let text): text
            case .label(let text): "(\(text))"
            case .link(let link): link.address
            case .newLine: "\n"
            }
        }.joined()
    }

    /// The same with a capital as its first letter.
    var capitalised: Self {
        guard case .plain(let text)? = pieces.first else { return self }
        return Self([.plain(Dutch.capital(text))] + pieces.dropFirst())
    }
}

extension Prose: ExpressibleByStringInterpolation {
    init(stringLiteral value: String) {
        self.init([.plain(value)])
    }

    init(stringInterpolation: Interpolation) {
        self.init(stringInterpolation.pieces)
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { pieces.append(.plain(literal)) }
        }

        mutating func appendInterpolation(_ text: String) { pieces.append(.plain(text)) }
        mutating func appendInterpolation(_ number: Int) { pieces.append(.plain("\(number)")) }
        mutating func appendInterpolation(_ prose: Prose) { pieces += prose.pieces }
        mutating func appendInterpolation(strong text: String) { pieces.append(.strong(text)) }
        mutating func appendInterpolation(capital prose: Prose) { pieces += prose.capitalised.pieces }
    }
}

/// A name or place on one line: without control characters or marks that turn the direction of what follows.
func tidy(_ text: String) -> String {
    // Nearly every name and place is plain already: ASCII, with single spaces between words.
    var previous = UInt8(ascii: " ")
    let isPlain = text.utf8.allSatisfy { byte in
        defer { previous = byte }
        return (33..<127).contains(byte) || byte == UInt8(ascii: " ") && previous != byte
    }
    if isPlain, text.isEmpty || previous != UInt8(ascii: " ") { return text }
    let scalars = text.unicodeScalars.map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: " " as Unicode.Scalar
        default: scalar
        }
    }
    let kept = scalars.filter { !(0x202A...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value) }
    return String(String.UnicodeScalarView(kept)).split(separator: " ").joined(separator: " ")
}
