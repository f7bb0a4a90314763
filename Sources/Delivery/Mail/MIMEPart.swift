/// One leaf of a MIME message: a type, a way to travel, and its bytes (RFC 2045).
struct MIMEPart {
    /// Media type with its parameters, such as `["text/plain;", "charset=utf-8"]`: the words of one header field.
    var type: [String]
    var disposition: [String]?
    /// Text with CRLF line ends.
    let content: [UInt8]
    private let encoding: Encoding

    init(type: [String], disposition: [String]? = nil, text: String) {
        self.type = type
        self.disposition = disposition
        (content, encoding) = Self.canonical(text)
    }

    /// Appends the part's header, a blank line, and its content, which ends in CRLF.
    func append(to out: inout [UInt8]) {
        var header = HeaderWriter()
        header.field("Content-Type", type)
        header.field("Content-Transfer-Encoding", [encoding.rawValue])
        if let disposition { header.field("Content-Disposition", disposition) }
        header.blankLine()
        out += header.bytes
        switch encoding {
        case .sevenBit: out += content
        case .quotedPrintable: QuotedPrintable.append(content, to: &out)
        case .base64: Base64.appendLines(content, to: &out)
        }
    }

    /// As it is, readable in part, or not at all: the smallest that any relay passes on unchanged.
    enum Encoding: String {
        case sevenBit = "7bit"
        case quotedPrintable = "quoted-printable"
        case base64
    }

    // Every line end as CRLF, the last line ended too; other control characters than tab go. What decides how it travels
    // is counted in the same pass.
    private static func canonical(_ text: String) -> ([UInt8], Encoding) {
        var text = text
        var census = Census()
        let content = text.withUTF8 { text in
            // At worst every byte is a line end, and one more is added.
            [UInt8](unsafeUninitializedCapacity: text.count * 2 + 2) { out, count in
                var previous: UInt8 = 0
                for byte in text {
                    // Nearly all: printable ASCII but "=".
                    if byte &- 32 < 95, byte != 61 {
                        out[count] = byte
                        count += 1
                        previous = byte
                        continue
                    }
                    switch byte {
                    case 10 where previous == 13: break
                    case 10, 13: census.endLine(in: out, &count)
                    case 0..<9, 11, 12, 14..<32, 127: break
                    default:
                        census.see(byte, in: out, at: count)
                        out[count] = byte
                        count += 1
                    }
                    previous = byte
                }
                if count == 0 || out[count - 1] != 10 { census.endLine(in: out, &count) }
            }
        }
        return (content, census.encoding(of: content.count))
    }

    /// What was seen of a text that matters for how it travels.
    private struct Census {
        private var lineStart = 0
        private var special = 0
        private var beyondASCII = false
        private var isPlain = true

        mutating func see(_ byte: UInt8, in out: UnsafeMutableBufferPointer<UInt8>, at count: Int) {
            if byte >= 128 { (special, beyondASCII) = (special + 1, true) }
            guard byte == 61 else { return }
            special += 1
            // Where a line begins with "--=_" it could be taken for a boundary.
            if count - lineStart == 2, out[count - 1] == 45 { isPlain = false }
        }

        mutating func endLine(in out: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
            // 78 rather than the 998 that RFC 5322 allows: nothing on the way has reason to rewrap it.
            if count - lineStart > 78 { isPlain = false }
            // A space at a line's end would be lost on the way.
            if count > lineStart, out[count - 1] == 32 || out[count - 1] == 9 { isPlain = false }
            (out[count], out[count + 1]) = (13, 10)
            count += 2
            lineStart = count
        }

        func encoding(of size: Int) -> Encoding {
            if isPlain, !beyondASCII { return .sevenBit }
            return special * 6 > size ? .base64 : .quotedPrintable
        }
    }
}
