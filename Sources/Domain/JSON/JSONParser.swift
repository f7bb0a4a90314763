/// Reads JSON text, all of it or nothing, and says where it goes wrong.
package struct JSONParser {
    package enum Dialect: Sendable {
        /// RFC 8259, nothing more.
        case strict
        /// JSON5 (json5.org): comments, bare keys, single quotes, trailing commas, hexadecimal.
        case json5
    }

    let bytes: [UInt8]
    let dialect: Dialect
    var index = 0
    private let depthLimit: Int
    private var depth = 0

    private init(_ bytes: [UInt8], _ dialect: Dialect, depthLimit: Int) {
        self.bytes = bytes
        self.dialect = dialect
        self.depthLimit = depthLimit
    }

    /// Reads one value and nothing after it; a leading byte order mark is skipped (RFC 8259, 8.1).
    ///
    /// - Parameter depthLimit: lists and objects in each other; more is an error. The caller limits the size.
    package static func parse(
        _ bytes: [UInt8], as dialect: Dialect = .strict, depthLimit: Int = 16
    ) throws(JSONSyntaxError) -> JSON {
        var parser = Self(bytes, dialect, depthLimit: depthLimit)
        if let broken = parser.firstInvalidByte() { throw parser.failure("this is not UTF-8", at: broken) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.index = 3 }
        try parser.skipSpace()
        let value = try parser.value()
        try parser.skipSpace()
        guard parser.index == bytes.count else { throw parser.failure("nothing may follow the closing bracket") }
        return value
    }

    var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    func peek(_ distance: Int) -> UInt8? { index + distance < bytes.count ? bytes[index + distance] : nil }

    func failure(_ text: String, at place: Int? = nil) -> JSONSyntaxError {
        var (line, column, at) = (1, 1, 0)
        let place = min(place ?? index, bytes.count)
        while at < place {
            let byte = bytes[at]
            let endsLine = byte == 10 || (byte == 13 && (at + 1 == bytes.count || bytes[at + 1] != 10))
            if endsLine {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80, byte != 13 {
                // Continuation bytes of UTF-8 belong to the character that is counted already.
                column += 1
            }
            at += 1
        }
        return JSONSyntaxError(line: line, column: column, text: text)
    }

    private mutating func value() throws(JSONSyntaxError) -> JSON {
        switch current {
        case nil: throw failure("the text ends where a value is expected")
        case UInt8(ascii: "{"): return try nested { (parser) throws(JSONSyntaxError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { (parser) throws(JSONSyntaxError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "'") where dialect == .json5: return .string(try string())
        case UInt8(ascii: "t") where take("true"): return .bool(true)
        case UInt8(ascii: "f") where take("false"): return .bool(false)
        case UInt8(ascii: "n") where take("null"): return .null
        default: return try number()
        }
    }

    private mutating func nested(
        _ read: (inout Self) throws(JSONSyntaxError) -> JSON
    ) throws(JSONSyntaxError) -> JSON {
        guard depth < depthLimit else { throw failure("lists and objects may stand \(depthLimit) deep, not deeper") }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    private mutating func object() throws(JSONSyntaxError) -> JSON {
        index += 1
        var members: [JSON.Member] = []
        try skipSpace()
        while current != UInt8(ascii: "}") {
            let key = try key()
            try skipSpace()
            guard current == UInt8(ascii: ":") else { throw failure("a colon is expected after the key") }
            index += 1
            try skipSpace()
            members.append(JSON.Member(key, try value()))
            guard try another(before: UInt8(ascii: "}"), in: "object") else { break }
        }
        index += 1
        return .object(members)
    }

    private mutating func array() throws(JSONSyntaxError) -> JSON {
        index += 1
        var values: [JSON] = []
        try skipSpace()
        while current != UInt8(ascii: "]") {
            values.append(try value())
            guard try another(before: UInt8(ascii: "]"), in: "list") else { break }
        }
        index += 1
        return .array(values)
    }

    // Stands at the closing bracket when there is none.
    private mutating func another(before end: UInt8, in kind: String) throws(JSONSyntaxError) -> Bool {
        try skipSpace()
        if current == end { return false }
        guard current == UInt8(ascii: ",") else { throw failure("a comma or the end of the \(kind) is expected") }
        let comma = index
        index += 1
        try skipSpace()
        guard current == end else { return true }
        guard dialect == .json5 else { throw failure("no comma may stand before the end of the \(kind)", at: comma) }
        return false
    }

    private mutating func key() throws(JSONSyntaxError) -> String {
        if current == UInt8(ascii: "\"") || (dialect == .json5 && current == UInt8(ascii: "'")) { return try string() }
        let start = index
        if dialect == .json5 {
            while let byte = current, mayStandInBareKey(byte, first: index == start) { index += 1 }
        }
        guard index > start else {
            throw failure(dialect == .json5 ? "a key is expected" : "a key in double quotes is expected")
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private func mayStandInBareKey(_ byte: UInt8, first: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "_"), UInt8(ascii: "$"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): !first
        default: byte >= 0x80
        }
    }

    mutating func take(_ word: StaticString) -> Bool {
        let matches = word.withUTF8Buffer { bytes[index...].starts(with: $0) }
        if matches { index += word.utf8CodeUnitCount }
        return matches
    }

    private func firstInvalidByte() -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var decoder = Unicode.UTF8.ForwardParser()
        var (iterator, place) = (bytes.makeIterator(), 0)
        while case .valid(let scalar) = decoder.parseScalar(from: &iterator) { place += scalar.count }
        return place
    }
}
