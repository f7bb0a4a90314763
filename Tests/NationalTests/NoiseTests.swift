import Domain
import Foundation
import National
import Testing

@Suite struct NoiseTests {
    @Test func `the noise agrees with every published vector`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("vectors.csv")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
        #expect(lines.count == 1_000)
        for line in lines {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let noise = Noise(secret: bytes(hex: fields[0]))
            let drawn = noise.draw(
                view: fields[1], cell: fields[2], release: fields[3], keySum: try #require(UInt64(fields[4])))
            #expect(String(drawn) == fields[5], "\(line)")
        }
    }

    /// Attack 1: the draws follow P(z) = 2^−|z| / 3; seven classes on each side and the tails, χ² with 16 degrees.
    @Test func `a hundred thousand draws have the distribution that the guarantee rests on`() {
        let noise = Noise(secret: Array("een geheim van de toets, lang genoeg".utf8))
        var counts: [Int: Int] = [:]
        let draws = 100_000
        for key in 0..<draws {
            let drawn = noise.draw(view: "theme-quarter", cell: "overstap", release: "2026-Q4", keySum: UInt64(key))
            counts[max(-8, min(8, drawn)), default: 0] += 1
        }
        var chiSquare = 0.0
        for value in -8...8 {
            // The tail beyond 8 is as large as the class of 8 itself.
            let share = pow(2, -Double(abs(value))) / 3 * (abs(value) == 8 ? 2 : 1)
            let expected = share * Double(draws)
            chiSquare += pow(Double(counts[value, default: 0]) - expected, 2) / expected
        }
        // The 99.9 % point of χ² with 16 degrees of freedom; the key is fixed, so the draws are too.
        #expect(chiSquare < 39.25, "χ² = \(chiSquare)")
    }

    private func bytes(hex: String) -> [UInt8] {
        stride(from: 0, to: hex.utf8.count, by: 2).compactMap { index in
            UInt8(hex.dropFirst(index).prefix(2), radix: 16)
        }
    }
}
