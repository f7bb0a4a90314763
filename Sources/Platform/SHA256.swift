/// SHA-256 (FIPS 180-4), because Foundation on Linux has no cryptography.
package struct SHA256: Sendable {
    private var state: SIMD8<UInt32> = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    private var waiting: [UInt8] = []
    private var length: UInt64 = 0

    package init() {}

    /// The 32-byte digest of `bytes`.
    package static func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var hash = Self()
        hash.update(bytes)
        return hash.finalized()
    }

    /// Adds bytes; may be called any number of times.
    package mutating func update(_ bytes: some Sequence<UInt8>) {
        let before = waiting.count
        waiting.append(contentsOf: bytes)
        length &+= UInt64(waiting.count - before)
        let whole = waiting.count & ~63
        guard whole > 0 else { return }
        compress(blocks: whole / 64)
        waiting.removeFirst(whole)
    }

    /// The digest of everything so far; the value itself can go on.
    package func finalized() -> [UInt8] {
        var last = self
        // §5.1.1: one bit, zeros, and the length in bits in the last eight bytes.
        last.waiting.append(0x80)
        last.waiting.append(contentsOf: repeatElement(0, count: (120 - last.waiting.count) & 63))
        for shift in stride(from: 56, through: 0, by: -8) {
            last.waiting.append(UInt8(truncatingIfNeeded: (length &<< 3) >> UInt64(shift)))
        }
        last.compress(blocks: last.waiting.count / 64)
        return (0..<8).flatMap { index in
            stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: last.state[index] >> UInt32($0)) }
        }
    }

    /// §6.2.2 over the first blocks of `waiting`.
    private mutating func compress(blocks: Int) {
        var state = state
        waiting.withUnsafeBufferPointer { bytes in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
                for block in 0..<blocks {
                    for word in 0..<16 {
                        let at = block * 64 + word * 4
                        schedule[word] =
                            UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
                            | UInt32(bytes[at + 3])
                    }
                    for word in 16..<64 {
                        let (early, late) = (schedule[word - 15], schedule[word - 2])
                        let sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
                        let sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
                        schedule[word] = schedule[word - 16] &+ sigma0 &+ schedule[word - 7] &+ sigma1
                    }
                    state = round(state, UnsafeBufferPointer(schedule))
                }
            }
        }
        self.state = state
    }
}

private func rotated(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }

private func round(_ start: SIMD8<UInt32>, _ schedule: UnsafeBufferPointer<UInt32>) -> SIMD8<UInt32> {
    var (a, b, c, d) = (start[0], start[1], start[2], start[3])
    var (e, f, g, h) = (start[4], start[5], start[6], start[7])
    constants.withUnsafeBufferPointer { constants in
        for step in 0..<64 {
            let choice = (e & f) ^ (~e & g)
            let majority = (a & b) ^ (a & c) ^ (b & c)
            let sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
            let sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
            let first = h &+ sum1 &+ choice &+ constants[step] &+ schedule[step]
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ sum0 &+ majority)
        }
    }
    return start &+ SIMD8(a, b, c, d, e, f, g, h)
}

/// §4.2.2: the first 32 bits of the fractions of the cube roots of the first 64 primes.
private let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
]
