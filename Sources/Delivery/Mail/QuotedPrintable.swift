/// RFC 2045, 6.7, for text whose line ends are CRLF.
enum QuotedPrintable {
    // A soft break's "=" must fit too: 76 in all.
    private static let longestLine = 75

    static func append(_ text: [UInt8], to out: inout [UInt8]) {
        out.reserveCapacity(out.count + text.count + text.count / 4)
        var column = 0
        for index in text.indices {
            let byte = text[index]
            let isLineEnd = byte == 10 || byte == 13 && index + 1 < text.count && text[index + 1] == 10
            if isLineEnd {
                out.append(byte)
                column = 0
                continue
            }
            let encodes = isEncoded(byte, atLineEnd: index + 1 == text.count || text[index + 1] == 13)
            let width = encodes ? 3 : 1
            if column + width > longestLine {
                out.append(61)
                out.append(13)
                out.append(10)
                column = 0
            }
            if encodes {
                out.append(61)
                out.append(hex(byte >> 4))
                out.append(hex(byte & 15))
            } else {
                out.append(byte)
            }
            column += width
        }
    }

    private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 48 + digit : 55 + digit }

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
