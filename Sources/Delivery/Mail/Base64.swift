/// RFC 4648, 4, with padding.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        append(bytes[...], to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends lines of 76 characters (RFC 2045, 6.8), each ended by CRLF.
    static func appendLines(_ bytes: [UInt8], to out: inout [UInt8]) {
        out.reserveCapacity(out.count + bytes.count * 3 / 2)
        for start in stride(from: 0, to: bytes.count, by: 57) {
            append(bytes[start..<min(start + 57, bytes.count)], to: &out)
            out += [13, 10]
        }
    }

    private static func append(_ bytes: ArraySlice<UInt8>, to out: inout [UInt8]) {
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.endIndex)]
            var bits = 0
            for byte in group { bits = bits << 8 | Int(byte) }
            bits <<= 8 * (3 - group.count)
            for index in 0..<4 {
                out.append(index <= group.count ? alphabet[bits >> (18 - 6 * index) & 63] : 61)
            }
        }
    }
}
