/// What a part of a mail is (RFC 2045, 5.1): `multipart/report; report-type=delivery-status; boundary="…"`.
///
/// Strict: no comments and no RFC 2231 pieces; a parameter that stands twice makes it nothing.
struct ContentType {
    /// `type/subtype` in lower case.
    let name: String
    private let parameters: [String: String]

    init?(_ text: String) {
        var pieces = Self.pieces(of: text)[...]
        guard let name = pieces.popFirst()?.lowercased(), name.split(separator: "/").count == 2, pieces.count <= 16
        else { return nil }
        var parameters: [String: String] = [:]
        for piece in pieces where !piece.isEmpty {
            guard let equals = piece.firstIndex(of: "=") else { return nil }
            let key = Self.trimmed(piece[..<equals]).lowercased()
            let value = Self.unquoted(Self.trimmed(piece[piece.index(after: equals)...]))
            guard let value, !key.isEmpty, parameters.updateValue(value, forKey: key) == nil else { return nil }
        }
        self.name = name
        self.parameters = parameters
    }

    subscript(parameter: String) -> String? { parameters[parameter] }

    /// The boundary of a multipart; nil when it has none that RFC 2046, 5.1.1 allows.
    var boundary: [UInt8]? {
        guard let bytes = parameters["boundary"].map({ Array($0.utf8) }), (1...70).contains(bytes.count),
            bytes.last != 32, bytes.allSatisfy({ (32...126).contains($0) })
        else { return nil }
        return bytes
    }

    // Cut at the semicolons that are not inside quotes.
    private static func pieces(of text: String) -> [String] {
        var (pieces, piece) = ([String](), String.UnicodeScalarView())
        var (isQuoted, isEscaped) = (false, false)
        for scalar in text.unicodeScalars {
            if scalar == ";", !isQuoted {
                pieces.append(trimmed(String(piece)[...]))
                piece = .init()
                continue
            }
            if isQuoted, !isEscaped, scalar == "\\" {
                isEscaped = true
            } else {
                if scalar == "\"", !isEscaped { isQuoted.toggle() }
                isEscaped = false
            }
            piece.append(scalar)
        }
        return pieces + [trimmed(String(piece)[...])]
    }

    private static func unquoted(_ text: String) -> String? {
        guard text.hasPrefix("\"") else { return text.isEmpty || text.contains("\"") ? nil : text }
        guard text.count >= 2, text.hasSuffix("\"") else { return nil }
        var (value, isEscaped) = (String.UnicodeScalarView(), false)
        for scalar in text.unicodeScalars.dropFirst().dropLast() {
            if scalar == "\\", !isEscaped {
                isEscaped = true
            } else {
                guard scalar != "\"" || isEscaped else { return nil }
                value.append(scalar)
                isEscaped = false
            }
        }
        return isEscaped ? nil : String(value)
    }

    static func trimmed(_ text: Substring) -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        return String(String(text.drop(while: isBlank).reversed()).drop(while: isBlank).reversed())
    }
}
