/// RFC 2045, 6.7, for text whose line ends are CRLF.
enum QuotedPrintable {
    // A soft break's "=" must fit too: 76 in all.
    private static let longestLine = 75

    static func append(_ text: [UInt8], to out: inout [UInt8]) {
        // At worst three bytes for one, and a soft break of three after every 24 of those.
        let worst = text.count * 3 + (text.count / 24 + 1) * 3
        out += [UInt8](unsafeUninitializedCapacity: worst) { buffer, count in
            text.withUnsafeBufferPointer { count = encode($0, into: buffer) }
        }
    }

    // Plain pointers: every message passes here, byte by byte.
    private static func encode(
        _ text: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var (column, index, count) = (0, 0, 0)
        func put(_ byte: UInt8) {
            out[count] = byte
            count += 1
        }
        while index < text.count {
            let byte = text[index]
            let next = index + 1 < text.count ? text[index + 1] : 13
            if byte == 13, next == 10 {
                put(13)
                put(10)
                (column, index) = (0, index + 2)
                continue
            }
            let encodes = isEncoded(byte, atLineEnd: next == 13)
            let width = encodes ? 3 : 1
            if column + width > longestLine {
                put(61)
                put(13)
                put(10)
                column = 0
            }
            if encodes {
                put(61)
                put(hex(byte >> 4))
                put(hex(byte & 15))
            } else {
                put(byte)
            }
            column += width
            index += 1
        }
        return count
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
