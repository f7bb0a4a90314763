extension FormReader {
    /// Bytes and lines of one part's head; browsers need three lines.
    private static let headBytes = 2_048
    private static let headLines = 8

    /// Reads `multipart/form-data` (RFC 7578): parts between boundaries, without a preamble or epilogue.
    mutating func readMultipart(_ body: [UInt8], boundary: String?) throws(Rejection) {
        guard let boundary, Self.isBoundary(boundary) else { throw Rejection(400, "a form without its boundary") }
        let opening = Array("--\(boundary)".utf8)
        let delimiter = Search([.carriageReturn, .lineFeed] + opening)
        guard body.starts(with: opening) else { throw Rejection(400, "a form that does not begin with its boundary") }
        var rest = body[opening.count...]
        while true {
            if rest.starts(with: "--".utf8) { break }
            guard rest.starts(with: "\r\n".utf8) else { throw Rejection(400, "a broken boundary in the form") }
            rest = rest.dropFirst(2)
            let head = try partHead(&rest)
            guard let end = delimiter.first(in: body, from: rest.startIndex) else {
                throw Rejection(400, "a form without its end")
            }
            try add(head, content: Array(rest[..<end]))
            rest = body[(end + delimiter.pattern.count)...]
        }
        guard rest.count == 2 || rest.elementsEqual("--\r\n".utf8) else {
            throw Rejection(400, "a form that goes on after its end")
        }
    }

    private mutating func add(_ head: PartHead, content: [UInt8]) throws(Rejection) {
        guard let fileName = head.fileName else { return try add(name: head.name, value: content) }
        // A browser sends an empty file without a name when none was chosen.
        if fileName.isEmpty, content.isEmpty { return }
        try add(Form.File(name: head.name, fileName: fileName, type: head.type, bytes: content))
    }

    /// The lines before a part's content, the empty one included.
    private func partHead(_ rest: inout ArraySlice<UInt8>) throws(Rejection) -> PartHead {
        var headers = Headers()
        let start = rest.startIndex
        while true {
            let window = rest.prefix(Self.headBytes)
            guard let end = window.firstIndex(of: .lineFeed), end > rest.startIndex, rest[end - 1] == .carriageReturn,
                end - start <= Self.headBytes
            else { throw Rejection(400, "a broken part in the form") }
            let line = rest[..<(end - 1)]
            rest = rest[(end + 1)...]
            if line.isEmpty { return try PartHead(headers) }
            guard headers.fields.count < Self.headLines else { throw Rejection(400, "a broken part in the form") }
            guard String(validating: line, as: UTF8.self) != nil else {
                throw Rejection(400, "a form that is not in UTF-8")
            }
            let field = try RequestHead.field(line)
            headers.add(field.name, field.value)
        }
    }

    /// RFC 2046 §5.1.1: 1 to 70 characters, not ending in a space.
    private static func isBoundary(_ text: String) -> Bool {
        (1...70).contains(text.utf8.count) && !text.hasSuffix(" ")
            && text.utf8.allSatisfy { $0.isDigit || $0.isLetter || "'()+_,-./:=? ".utf8.contains($0) }
    }
}

/// What stands before a part's content (RFC 7578 §4.2).
private struct PartHead {
    let name: String
    /// Nil for a field; empty for a file that was not chosen.
    let fileName: String?
    let type: String

    init(_ headers: Headers) throws(Rejection) {
        let dispositions = headers.values("content-disposition")
        guard dispositions.count == 1, let disposition = MediaType(dispositions[0]),
            disposition.essence == "form-data", let name = disposition.parameters["name"],
            // RFC 7578 §4.2: `filename*` must not be used; two names for one file would be two answers.
            disposition.parameters["filename*"] == nil
        else { throw Rejection(400, "a part of the form without its name") }
        // RFC 7578 §4.7: a transfer encoding is no more.
        for encoding in headers.values("content-transfer-encoding") {
            guard ["7bit", "8bit", "binary"].contains(encoding.lowercased()) else {
                throw Rejection(415, "an encoded part in the form")
            }
        }
        self.name = Self.unescaped(name)
        fileName = disposition.parameters["filename"].map { Self.lastComponent(Self.unescaped($0)) }
        type = headers["content-type"].flatMap(MediaType.init)?.essence ?? ""
    }

    /// Browsers write a quote and a line break in a name as `%22`, `%0D` and `%0A`, and nothing else (WHATWG HTML
    /// §4.10.21.8).
    private static func unescaped(_ text: String) -> String {
        guard text.contains("%") else { return text }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let isQuote = byte == UInt8(ascii: "%") && rest.starts(with: "22".utf8)
            if isQuote { rest = rest.dropFirst(2) }
            bytes.append(isQuote ? UInt8(ascii: "\"") : byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The name without folders, at most 255 bytes.
    private static func lastComponent(_ path: String) -> String {
        let name = path.utf8.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }).last
        var short = name.map { String(decoding: $0, as: UTF8.self) } ?? ""
        while short.utf8.count > 255 { short.removeLast() }
        return short
    }
}

/// Looks for a pattern in time linear in the bytes, whatever they are (Knuth, Morris, Pratt).
private struct Search {
    let pattern: [UInt8]
    /// How much of the pattern still fits when the byte after a prefix does not.
    private let fallbacks: [Int]

    init(_ pattern: [UInt8]) {
        precondition(!pattern.isEmpty, "nothing is everywhere")
        self.pattern = pattern
        var fallbacks = [0]
        for index in pattern.indices.dropFirst() {
            var length = fallbacks[index - 1]
            while length > 0, pattern[length] != pattern[index] { length = fallbacks[length - 1] }
            fallbacks.append(pattern[length] == pattern[index] ? length + 1 : 0)
        }
        self.fallbacks = fallbacks
    }

    /// Where the pattern first begins at or after `start`.
    func first(in bytes: [UInt8], from start: Int) -> Int? {
        var fitting = 0
        for index in start..<bytes.count {
            while fitting > 0, pattern[fitting] != bytes[index] { fitting = fallbacks[fitting - 1] }
            if pattern[fitting] == bytes[index] { fitting += 1 }
            if fitting == pattern.count { return index + 1 - fitting }
        }
        return nil
    }
}
