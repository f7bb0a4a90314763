// Numbers: RFC 8259, section 6; JSON5, section 6.
extension JSONParser {
    mutating func number() throws(JSONSyntaxError) -> JSON {
        let start = index
        if dialect == .json5, let special = try numberOfJSON5() { return special }
        if current == UInt8(ascii: "-") || (dialect == .json5 && current == UInt8(ascii: "+")) { index += 1 }
        let whole = skipDigits()
        if dialect == .strict, whole == 0 {
            throw failure(index == start ? "a value is expected" : "a number is expected after the minus", at: start)
        }
        guard whole < 2 || bytes[index - whole] != UInt8(ascii: "0") else {
            throw failure("a number does not begin with 0", at: start)
        }
        var (fraction, hasPoint) = (0, false)
        if current == UInt8(ascii: "."), whole > 0 || dialect == .json5 {
            hasPoint = true
            index += 1
            fraction = skipDigits()
            guard fraction > 0 || (dialect == .json5 && whole > 0) else { throw failure("a digit is expected") }
        }
        guard whole + fraction > 0 else { throw failure("a value is expected", at: start) }
        var hasExponent = false
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            hasExponent = true
            index += 1
            if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") { index += 1 }
            guard skipDigits() > 0 else { throw failure("a digit is expected in the exponent") }
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if !hasPoint, !hasExponent, let value = Int(text) { return .integer(value) }
        // Swift reads neither ".5" nor "5.".
        let padded = text.replacing(".", with: whole == 0 ? "0." : ".").replacing(".", with: fraction == 0 ? ".0" : ".")
        guard let value = Double(padded), value.isFinite else { throw failure("this number is too large", at: start) }
        return .real(value)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while isDigit(current) { index += 1 }
        return index - start
    }

    private mutating func numberOfJSON5() throws(JSONSyntaxError) -> JSON? {
        let start = index
        let negative = current == UInt8(ascii: "-")
        if negative || current == UInt8(ascii: "+") { index += 1 }
        if take("Infinity") { return .real(negative ? -.infinity : .infinity) }
        if take("NaN") { return .real(.nan) }
        guard take("0x") || take("0X") else {
            index = start
            return nil
        }
        let digits = index
        while let byte = current, Character(Unicode.Scalar(byte)).isHexDigit { index += 1 }
        let text = (negative ? "-" : "") + String(decoding: bytes[digits..<index], as: UTF8.self)
        guard index > digits, let value = Int(text, radix: 16) else {
            throw failure("a hexadecimal number of at most 15 digits is expected", at: start)
        }
        return .integer(value)
    }
}
