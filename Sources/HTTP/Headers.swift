/// Header fields in their order; names are compared without case (RFC 9110 §5.1).
package struct Headers: Equatable, Sendable {
    package private(set) var fields: [Field] = []

    package struct Field: Equatable, Sendable {
        package let name: String
        package let value: String
    }

    package init() {}

    /// Adds a line.
    ///
    /// A control character in the value becomes a space, so that no value can start a line of its own.
    package mutating func add(_ name: String, _ value: String) {
        precondition(!name.isEmpty && name.utf8.allSatisfy(\.isTokenByte), "a header has a name that is none")
        let isClean = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        let safe =
            isClean ? value : String(decoding: value.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
        fields.append(Field(name: name, value: safe))
    }

    /// Replaces every line of that name by one.
    package mutating func set(_ name: String, _ value: String) {
        remove(name)
        add(name, value)
    }

    package mutating func remove(_ name: String) { fields.removeAll { $0.name.isSameToken(as: name) } }

    /// The values of all lines with that name.
    package func values(_ name: String) -> [String] {
        fields.filter { $0.name.isSameToken(as: name) }.map(\.value)
    }

    /// The first value of that name.
    package subscript(name: String) -> String? { fields.first { $0.name.isSameToken(as: name) }?.value }

    /// The members of a comma-separated list over all its lines, in lower case; nil when a member is empty.
    func list(_ name: String) -> [String]? {
        let members = values(name).flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
            .map { $0.trimmingOptionalSpace.lowercased() }
        return members.contains("") ? nil : members
    }

    /// The members of a comma-separated list over all its lines, as written, the empty ones left out (RFC 9110 §5.6.1).
    func members(_ name: String) -> [String] {
        values(name).flatMap { $0.split(separator: ",") }.map { String($0.trimmingOptionalSpace) }.filter {
            !$0.isEmpty
        }
    }
}

extension Substring {
    /// Without spaces and tabs at the ends (OWS, RFC 9110 §5.6.3).
    fileprivate var trimmingOptionalSpace: Substring {
        var text = self
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}

extension String {
    /// Equal but for the case of ASCII letters.
    func isSameToken(as other: String) -> Bool {
        utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
    }
}
