/// A JSON value as it was written.
///
/// Members keep their order, also those that stand twice, so that a checker can refuse them; a number is never a boolean.
/// Foundation's reader on Linux does neither, knows no JSON5 in `JSONSerialization`, and `JSONDecoder` hides the line.
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number with a fraction or an exponent, or too large for `Int`.
    case real(Double)
    case string(String)
    case array([JSON])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let key: String
        package let value: JSON

        package init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// What a person would call this value: `a text`, `true or false`.
    package var kindInWords: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .real: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

/// What stands at a place where the text is not JSON.
///
/// Lines and columns count from 1, columns in characters.
package struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    package let column: Int
    package let text: String

    package var description: String { "line \(line), column \(column): \(text)" }
}
