/// A table as text that a Dutch Excel opens right: UTF-8 with a byte order mark, `;`, CRLF, quotes where needed.
///
/// No cell is ever a formula: a text that begins with one of a formula's signs gets an apostrophe before it (OWASP, "CSV
/// Injection").
package struct CSVText: Sendable {
    /// What stands in one cell.
    package enum Cell: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case text(String)
        case number(Int)

        package init(stringLiteral value: String) { self = .text(value) }
        package init(integerLiteral value: Int) { self = .number(value) }
    }

    /// What a browser is told that it is.
    package static let mediaType = "text/csv; charset=utf-8"

    package private(set) var text = "\u{FEFF}"

    package init(heads: [String]) {
        add(heads.map(Cell.text))
    }

    /// Adds a row.
    package mutating func add(_ cells: [Cell]) {
        text += cells.map(Self.written).joined(separator: ";") + "\r\n"
    }

    package var bytes: [UInt8] { Array(text.utf8) }

    private static func written(_ cell: Cell) -> String {
        switch cell {
        case .number(let number): return String(number)
        case .text(let words):
            let safe = beginsFormula(words) ? "'" + words : words
            let isPlain = safe.unicodeScalars.allSatisfy { !"\";,\r\n\t".unicodeScalars.contains($0) }
            // Excel drops spaces at the ends of a bare cell.
            if isPlain, safe.first != " ", safe.last != " ", safe.first != "'" { return safe }
            return "\"" + safe.replacing("\"", with: "\"\"") + "\""
        }
    }

    // Also behind white space, and in the wide forms that Excel reads as the same signs.
    private static func beginsFormula(_ words: String) -> Bool {
        guard let first = words.unicodeScalars.first else { return false }
        if first == "\t" || first == "\r" || first == "\n" { return true }
        let sign = words.unicodeScalars.first {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .format
        }
        return sign.map(formulaSigns.contains) ?? false
    }

    static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "−", "＠", "|", "%"]
}
