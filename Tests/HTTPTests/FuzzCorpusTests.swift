import Foundation
import Testing

@Suite struct FuzzCorpusTests {
    /// What `.ci/fuzz` found worth keeping; a broken property traps.
    @Test func `all that the fuzzer has kept is read or refused, with every property held`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.count >= 10)
        for name in names { FuzzTarget.read(Array(try Data(contentsOf: folder.appending(path: name)))) }
    }

    /// The same with every byte of the sound requests changed a little: quick, and without the fuzzer.
    @Test func `a byte more, less or other in a sound request breaks no property`() {
        var random = SplitMix(state: 42)
        for text in Malformed.sound {
            let bytes = Array(text.utf8)
            for index in bytes.indices {
                var (changed, shorter, longer) = (bytes, bytes, bytes)
                changed[index] = UInt8.random(in: 0...255, using: &random)
                shorter.remove(at: index)
                longer.insert(bytes.randomElement(using: &random) ?? 0, at: index)
                for variant in [changed, shorter, longer] { FuzzTarget.read(variant) }
            }
        }
    }
}
