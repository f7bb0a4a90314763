// What may stand between two tokens: RFC 8259, section 2; JSON5, sections 7 and 8.
extension JSONParser {
    mutating func skipSpace() throws(JSONSyntaxError) {
        while let byte = current {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            case 0x0B where dialect == .json5, 0x0C where dialect == .json5: index += 1
            case UInt8(ascii: "/") where dialect == .json5: try skipComment()
            case 0x80... where dialect == .json5:
                guard let length = lengthOfWideSpace else { return }
                index += length
            default: return
            }
        }
    }

    private mutating func skipComment() throws(JSONSyntaxError) {
        let start = index
        switch peek(1) {
        case UInt8(ascii: "/"):
            while let byte = current, byte != 0x0A, byte != 0x0D { index += 1 }
        case UInt8(ascii: "*"):
            index += 2
            while !(current == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) {
                guard current != nil else { throw failure("this comment does not end: write */", at: start) }
                index += 1
            }
            index += 2
        default: throw failure("a comment begins with // or /*")
        }
    }

    // U+00A0, U+FEFF, U+2028, U+2029 and the space separators, as bytes of UTF-8.
    private var lengthOfWideSpace: Int? {
        if current == 0xC2, peek(1) == 0xA0 { return 2 }
        let three = [current, peek(1), peek(2)].compactMap { $0 }
        guard three.count == 3 else { return nil }
        switch (three[0], three[1], three[2]) {
        case (0xEF, 0xBB, 0xBF), (0xE1, 0x9A, 0x80), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80): return 3
        case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF): return 3
        default: return nil
        }
    }
}
