import Platform

/// The noise on every published count: two-sided geometric with α = 1/2, keyed (disclosure/README.md, rule 4).
///
/// Keyed, so that a release which is computed again after a crash has the same bytes, and averaging wins nothing.
package struct Noise: Sendable {
    private let key: HMAC

    /// `secret` is of any length; whoever has it can take the noise off again.
    package init(secret: [UInt8]) {
        key = HMAC(key: secret)
    }

    /// What is added to the exact count of one cell: P(z) = 2^−|z| / 3.
    package func draw(view: String, cell: String, release: String, keySum: UInt64) -> Int {
        var message: [UInt8] = []
        for field in [view, cell, release] {
            message += bigEndian(UInt32(field.utf8.count))
            message += field.utf8
        }
        message += bigEndian(keySum)
        let code = key.code(of: message)
        return leadingZeroBits(code[..<16]) - leadingZeroBits(code[16...])
    }
}

private func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
}

/// All of them when every bit is zero.
private func leadingZeroBits(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes {
        count += byte.leadingZeroBitCount
        if byte != 0 { break }
    }
    return count
}
