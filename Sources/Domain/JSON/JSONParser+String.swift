// Texts: RFC 8259, section 7; JSON5, section 5.
extension JSONParser {
    mutating func string() throws(JSONSyntaxError) -> String {
        let start = index
        let quote = bytes[index]
        index += 1
        var text: [UInt8] = []
        while true {
            let plain = index
            while let byte = current, byte != quote, byte != UInt8(ascii: "\\"), byte >= 0x20 { index += 1 }
            text.append(contentsOf: bytes[plain..<index])
            switch current {
            case quote:
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case nil, 0x0A, 0x0D: throw failure("this text does not end on its line: close the quote", at: start)
            case 0x09 where dialect == .json5:
                text.append(0x09)
                index += 1
            default: throw failure("a control character in a text is written as \\u00XX")
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        let start = index
        index += 1
        guard let byte = current else { throw failure("the text ends inside an escape", at: start) }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar(from: start)).utf8)
        default:
            guard dialect == .json5 else {
                throw failure("no such escape: \\\\, \\\", \\/, \\b, \\f, \\n, \\r, \\t and \\uXXXX exist", at: start)
            }
            try escapeOfJSON5(byte, from: start, into: &text)
        }
    }

    private mutating func escapeOfJSON5(
        _ byte: UInt8, from start: Int, into text: inout [UInt8]
    ) throws(JSONSyntaxError) {
        switch byte {
        case UInt8(ascii: "v"): text.append(0x0B)
        case UInt8(ascii: "0") where !isDigit(current): text.append(0)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): throw failure("a digit cannot be escaped", at: start)
        case UInt8(ascii: "x"):
            let code = try hexadecimal(digits: 2, from: start)
            text.append(contentsOf: String(Unicode.Scalar(UInt8(code))).utf8)
        case 0x0D:
            // A line that goes on: the backslash and the line's end are not part of the text.
            if current == 0x0A { index += 1 }
        case 0x0A: break
        case 0xE2 where current == 0x80 && (peek(1) == 0xA8 || peek(1) == 0xA9): index += 2
        default: text.append(byte)
        }
    }

    private mutating func scalar(from start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try hexadecimal(digits: 4, from: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, current == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u") else {
            throw failure("half of a surrogate pair", at: start)
        }
        index += 2
        let second = try hexadecimal(digits: 4, from: start)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure("half of a surrogate pair", at: start) }
        return scalar
    }

    private mutating func hexadecimal(digits: Int, from start: Int) throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("\(digits) hexadecimal digits are expected", at: start)
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}

func isDigit(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
