/// RFC 2045, 6.7, for text whose line ends are CRLF.
enum QuotedPrintable {
    // A soft break's "=" must fit too: 76 in all.
    private static let longestLine = 75
    private static let hex = Array("0123456789ABCDEF".utf8)

    static func append(_ text: [UInt8], to out: inout [UInt8]) {
        out.reserveCapacity(out.count + text.count + text.count / 8)
        var column = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte == 13, index + 1 < text.count, text[index + 1] == 10 {
                out += [13, 10]
                (column, index) = (0, index + 2)
                continue
            }
            let encodes = isEncoded(byte, atLineEnd: index + 1 == text.count || text[index + 1] == 13)
            let width = encodes ? 3 : 1
            if column + width > longestLine {
                out += [61, 13, 10]
                column = 0
            }
            if encodes {
                out += [61, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            } else {
                out.append(byte)
            }
            column += width
            index += 1
        }
    }

    // Spaces and tabs at a line's end would be lost on the way (rule 3).
    private static func isEncoded(_ byte: UInt8, atLineEnd: Bool) -> Bool {
        switch byte {
        case 32, 9: atLineEnd
        case 61: true
        case 33...126: false
        default: true
        }
    }
}
