/// A media type with its parameters (RFC 9110 §8.3.1), or what is written like one: a Content-Disposition.
struct MediaType: Equatable {
    /// In lower case.
    let essence: String
    /// Names in lower case.
    private(set) var parameters: [String: String] = [:]

    /// Nil when it is not well-formed, or names a parameter twice.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        let essence = rest.prefix { $0.isTokenByte || $0 == UInt8(ascii: "/") }
        guard !essence.isEmpty else { return nil }
        self.essence = String(decoding: essence, as: UTF8.self).lowercased()
        rest = rest[essence.endIndex...]
        while true {
            Self.skipSpace(&rest)
            guard let mark = rest.popFirst() else { return }
            guard mark == UInt8(ascii: ";") else { return nil }
            Self.skipSpace(&rest)
            if rest.isEmpty { return }
            let name = rest.prefix(while: \.isTokenByte)
            rest = rest[name.endIndex...]
            guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "="), let value = Self.value(&rest) else { return nil }
            let key = String(decoding: name, as: UTF8.self).lowercased()
            guard parameters.updateValue(value, forKey: key) == nil else { return nil }
        }
    }

    /// A token or a quoted string (RFC 9110 §5.6.4).
    ///
    /// A backslash before anything but a quote or another one is itself: browsers send file names so.
    static func value(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard rest.first == UInt8(ascii: "\"") else {
            let token = rest.prefix(while: \.isTokenByte)
            rest = rest[token.endIndex...]
            return token.isEmpty ? nil : String(decoding: token, as: UTF8.self)
        }
        rest.removeFirst()
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return String(validating: bytes, as: UTF8.self) }
            let isEscape =
                byte == UInt8(ascii: "\\") && (rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "\\"))
            bytes.append(isEscape ? rest.removeFirst() : byte)
        }
        return nil
    }

    private static func skipSpace(_ rest: inout ArraySlice<UInt8>) {
        rest = rest.drop { $0 == .space || $0 == .tab }
    }
}
