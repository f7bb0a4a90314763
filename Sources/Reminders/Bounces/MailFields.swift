/// A block of header fields (RFC 5322, 2.2), up to the first empty line.
///
/// A line that is no field is passed over; what is longer than a field may be is dropped with its field.
struct MailFields {
    private static let longestValue = 4_096
    private static let mostFields = 500

    private var fields: [(name: String, value: [UInt8])] = []

    /// Takes the block from the front of `lines` and leaves what follows its empty line.
    init(takingFrom lines: inout MailLines) {
        var isDropped = true
        while let line = lines.next(), !line.isEmpty {
            if line.first == 32 || line.first == 9 {
                guard !isDropped else { continue }
                isDropped = !append(line)
            } else {
                isDropped = !begin(line)
            }
        }
    }

    var isEmpty: Bool { fields.isEmpty }

    /// The values of all fields with this name, which is written in lower case.
    ///
    /// Unfolded (RFC 5322, 2.2.3); the lines' own white space stays.
    func all(_ name: String) -> [String] {
        fields.lazy.filter { $0.name == name }.map { String(decoding: $0.value.filter { $0 != 10 }, as: UTF8.self) }
    }

    /// The value of the one field with this name; nil when there is none, or more than one, which means nothing.
    func only(_ name: String) -> String? {
        let values = all(name)
        return values.count == 1 ? values[0] : nil
    }

    /// As `only`, with a newline where a line ended.
    func lines(_ name: String) -> String? {
        guard only(name) != nil else { return nil }
        return fields.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    private mutating func begin(_ line: ArraySlice<UInt8>) -> Bool {
        guard let colon = line.firstIndex(of: 58) else { return false }
        let name = line[..<colon].withoutTrailingBlanks
        guard (1...64).contains(name.count), name.allSatisfy({ (33...126).contains($0) }),
            line.count <= Self.longestValue, fields.count < Self.mostFields
        else { return false }
        let value = line[(colon + 1)...].drop { $0 == 32 || $0 == 9 }
        fields.append((String(decoding: name, as: UTF8.self).lowercased(), Array(value)))
        return true
    }

    private mutating func append(_ line: ArraySlice<UInt8>) -> Bool {
        let last = fields.count - 1
        guard fields[last].value.count + line.count <= Self.longestValue else {
            fields.removeLast()
            return false
        }
        fields[last].value.append(10)
        fields[last].value += line
        return true
    }
}

/// Lines of a mail, whichever end they have: LF as in a Maildir, or CRLF.
struct MailLines {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// What lies between here and a place further on.
    func bytes(before later: MailLines) -> ArraySlice<UInt8> { rest[..<later.rest.startIndex] }

    mutating func next() -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: 10) ?? rest.endIndex
        let line = rest[..<end]
        rest = end < rest.endIndex ? rest[(end + 1)...] : rest[end...]
        return line.last == 13 ? line.dropLast() : line
    }
}

extension ArraySlice<UInt8> {
    /// Without the spaces and tabs at its end.
    var withoutTrailingBlanks: ArraySlice<UInt8> {
        self[..<(lastIndex { $0 != 32 && $0 != 9 }.map { $0 + 1 } ?? startIndex)]
    }
}
