/// One leaf of a MIME message: a type, a way to travel, and its bytes (RFC 2045).
struct MIMEPart {
    /// Media type with its parameters, such as `["text/plain;", "charset=utf-8"]`: the words of one header field.
    let type: [String]
    var disposition: [String]?
    /// Text with CRLF line ends.
    let content: [UInt8]

    init(type: [String], disposition: [String]? = nil, text: String) {
        self.type = type
        self.disposition = disposition
        content = Self.canonical(text)
    }

    /// Appends the part's header, a blank line, and its content, which ends in CRLF.
    func append(to out: inout [UInt8]) {
        let encoding = Encoding(for: content)
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

    enum Encoding: String {
        case sevenBit = "7bit"
        case quotedPrintable = "quoted-printable"
        case base64

        /// As it is, readable in part, or not at all: the smallest that any relay passes on unchanged.
        init(for content: [UInt8]) {
            var (special, beyondASCII, column, isPlain) = (0, false, 0, true)
            var previous: UInt8 = 0
            content.withUnsafeBufferPointer { content in
                for byte in content {
                    switch byte {
                    case 10: column = -1
                    case 13 where previous == 32 || previous == 9: isPlain = false
                    case 128...: (special, beyondASCII) = (special + 1, true)
                    // Where a line begins with "--=_" it could be taken for a boundary.
                    case 61:
                        special += 1
                        if column == 2, previous == 45 { isPlain = false }
                    default: break
                    }
                    column += 1
                    // 78 rather than the 998 that RFC 5322 allows: nothing on the way has reason to rewrap it.
                    if column > 79 { isPlain = false }
                    previous = byte
                }
            }
            if isPlain, !beyondASCII {
                self = .sevenBit
            } else {
                self = special * 6 > content.count ? .base64 : .quotedPrintable
            }
        }
    }

    // Every line end as CRLF, the last line ended too; other control characters than tab go.
    private static func canonical(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { text in
            // At worst every byte is a line end, and one more is added.
            [UInt8](unsafeUninitializedCapacity: text.count * 2 + 2) { out, count in
                var previous: UInt8 = 0
                for byte in text {
                    switch byte {
                    case 10 where previous == 13: break
                    case 10, 13:
                        (out[count], out[count + 1]) = (13, 10)
                        count += 2
                    case 0..<9, 11, 12, 14..<32, 127: break
                    default:
                        out[count] = byte
                        count += 1
                    }
                    previous = byte
                }
                if count == 0 || out[count - 1] != 10 {
                    (out[count], out[count + 1]) = (13, 10)
                    count += 2
                }
            }
        }
    }
}
