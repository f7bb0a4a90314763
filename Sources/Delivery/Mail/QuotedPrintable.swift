/// RFC 2045, 6.7, for text whose line ends are CRLF.
enum QuotedPrintable {
    // A soft break's "=" must fit too: 76 in all.
    private static let longestLine = 75

    static func append(_ text: [UInt8], to out: inout [UInt8]) {
        // At worst three bytes for one, and a soft break of three after every 24 of those.
        let worst = text.count * 3 + (text.count / 24 + 1) * 3
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: worst) { buffer in
            let count = text.withUnsafeBufferPointer { encode($0, into: buffer) }
            out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
        }
    }

    // Plain pointers: every message passes here, byte by byte.
    private static func encode(
        _ text: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var (count, column, index) = (0, 0, 0)
        while index < text.count {
            // What is literal, as far as the line goes: nearly all of it.
            let end = min(text.count, index + longestLine - column)
            let start = index
            while index < end, isLiteral(text[index]) {
                out[count] = text[index]
                (count, index) = (count + 1, index + 1)
            }
            column += index - start
            guard index < text.count else { break }
            let byte = text[index]
            let next = index + 1 < text.count ? text[index + 1] : 13
            index += 1
            if byte == 10 || byte == 13 && next == 10 {
                out[count] = byte
                (count, column) = (count + 1, 0)
                continue
            }
            // Spaces and tabs at a line's end would be lost on the way (rule 3).
            let isKept = isLiteral(byte) || byte == 32 && next != 13 || byte == 9 && next != 13
            let width = isKept ? 1 : 3
            if column + width > longestLine {
                (out[count], out[count + 1], out[count + 2]) = (61, 13, 10)
                (count, column) = (count + 3, 0)
            }
            if isKept {
                out[count] = byte
            } else {
                (out[count], out[count + 1], out[count + 2]) = (61, hex(byte >> 4), hex(byte & 15))
            }
            (count, column) = (count + width, column + width)
        }
        return count
    }

    private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 48 + digit : 55 + digit }

    private static func isLiteral(_ byte: UInt8) -> Bool { byte &- 33 < 94 && byte != 61 }
}
