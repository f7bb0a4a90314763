/// RFC 2045, 6.7, for text whose line ends are CRLF.
enum QuotedPrintable {
    // A soft break's "=" must fit too: 76 in all.
    private static let longestLine = 75

    static func append(_ text: [UInt8], to out: inout [UInt8]) {
        // At worst three bytes for one, and a soft break of three after every 24 of those.
        let worst = text.count * 3 + (text.count / 24 + 1) * 3
        out += [UInt8](unsafeUninitializedCapacity: worst) { buffer, count in
            text.withUnsafeBufferPointer { encode($0, into: buffer, &count) }
        }
    }

    // Plain pointers: every message passes here, byte by byte.
    private static func encode(
        _ text: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
    ) {
        var column = 0
        for index in text.indices {
            let byte = text[index]
            let next = index + 1 < text.count ? text[index + 1] : 13
            if byte == 10 || byte == 13 && next == 10 {
                out[count] = byte
                count += 1
                column = 0
                continue
            }
            let encodes = isEncoded(byte, atLineEnd: next == 13)
            let width = encodes ? 3 : 1
            if column + width > longestLine {
                (out[count], out[count + 1], out[count + 2]) = (61, 13, 10)
                count += 3
                column = 0
            }
            if encodes {
                (out[count], out[count + 1], out[count + 2]) = (61, hex(byte >> 4), hex(byte & 15))
            } else {
                out[count] = byte
            }
            count += width
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
