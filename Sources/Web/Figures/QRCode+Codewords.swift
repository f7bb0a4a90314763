/// How many bytes a version holds, and how they are divided: ISO/IEC 18004, table 9, level M.
struct QRVersion: Hashable {
    let number: Int
    /// Codewords of one block that carry the text.
    let data: Int
    /// Codewords of one block that mend.
    let repair: Int
    let blocks: Int

    static let all = [
        Self(number: 1, data: 16, repair: 10, blocks: 1), Self(number: 2, data: 28, repair: 16, blocks: 1),
        Self(number: 3, data: 44, repair: 26, blocks: 1), Self(number: 4, data: 32, repair: 18, blocks: 2),
        Self(number: 5, data: 43, repair: 24, blocks: 2), Self(number: 6, data: 27, repair: 16, blocks: 4),
    ]

    /// Modules on a side.
    var size: Int { 17 + 4 * number }
    /// Bytes of text: four bits of mode, eight of length, and the rest.
    var capacity: Int { data * blocks - 2 }

    /// The text's bytes and what mends them, in the order in which they stand in the code.
    func codewords(_ text: [UInt8]) -> [UInt8] {
        var bits: [Bool] = []
        func add(_ value: Int, _ count: Int) {
            for place in (0..<count).reversed() { bits.append(value >> place & 1 == 1) }
        }
        add(0b0100, 4)
        add(text.count, 8)
        for byte in text { add(Int(byte), 8) }
        add(0, 4)
        var bytes = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        while bytes.count < data * blocks { bytes.append((bytes.count - text.count) % 2 == 0 ? 0xEC : 0x11) }
        let parts = (0..<blocks).map { Array(bytes[$0 * data..<($0 + 1) * data]) }
        let mends = parts.map { ReedSolomon.repair($0, count: repair) }
        return (0..<data).flatMap { index in parts.map { $0[index] } }
            + (0..<repair).flatMap { index in mends.map { $0[index] } }
    }
}

/// Codewords with which a damaged code can still be read: over GF(2⁸) with x⁸ + x⁴ + x³ + x² + 1.
enum ReedSolomon {
    static func repair(_ data: [UInt8], count: Int) -> [UInt8] {
        var generator: [UInt8] = [1]
        for power in 0..<count {
            var next = generator + [0]
            for (index, factor) in generator.enumerated() { next[index + 1] ^= product(factor, exponent(power)) }
            generator = next
        }
        var rest = data + Array(repeating: 0, count: count)
        for index in data.indices {
            let factor = rest[index]
            for (place, part) in generator.enumerated() { rest[index + place] ^= product(part, factor) }
        }
        return Array(rest.suffix(count))
    }

    private static func exponent(_ power: Int) -> UInt8 { (0..<power).reduce(1) { value, _ in doubled(value) } }

    private static func doubled(_ value: UInt8) -> UInt8 { value << 1 ^ (value & 0x80 == 0 ? 0 : 0x1D) }

    private static func product(_ one: UInt8, _ other: UInt8) -> UInt8 {
        var (result, factor, rest) = (UInt8(0), one, other)
        while rest > 0 {
            if rest & 1 == 1 { result ^= factor }
            factor = doubled(factor)
            rest >>= 1
        }
        return result
    }
}
