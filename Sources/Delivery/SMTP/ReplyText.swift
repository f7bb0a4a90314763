// What of a relay's words may be kept: nobody's address, no control character, 200 scalars.
extension Reply {
    // Who could say this is not to be trusted: a grapheme cluster has no length, a scalar has at most four bytes.
    private static let longest = 200
    // Bytes of a reply that are looked at.
    private static let read = 16_384

    /// Makes the reply that is kept of what a relay said.
    ///
    /// - Parameters:
    ///   - bytes: the text after the code, lines joined by a newline.
    ///   - eraser: knows whom it may be about.
    package init(code: Int, said bytes: some Collection<UInt8>, eraser: AddressEraser) {
        var enhanced: String?
        var lines: [ArraySlice<UInt8>] = []
        for line in Array(bytes.prefix(Self.read)).split(separator: 10) {
            let words = line.drop { $0 == 32 || $0 == 9 }
            let first = String(decoding: words.prefix { $0 > 32 }, as: UTF8.self)
            guard Self.isEnhanced(first, code: code) else {
                lines.append(words)
                continue
            }
            enhanced = enhanced ?? first
            lines.append(words.dropFirst(first.utf8.count))
        }
        let text = ServerText(lines: lines, isCutOff: bytes.count > Self.read)
        self.init(code: code, enhanced: enhanced, text: eraser.erase(from: text, limit: Self.longest))
    }

    /// Removes addresses and control characters from any text and cuts it at 200 scalars.
    static func cleaned(_ text: String) -> String {
        let text = ServerText(lines: [Array(text.utf8.prefix(read))[...]], isCutOff: text.utf8.count > read)
        return AddressEraser.anybody.erase(from: text, limit: longest)
    }

    // RFC 3463, 2: class.subject.detail; the class says the same as the code's first digit (RFC 2034, 4).
    private static func isEnhanced(_ word: String, code: Int) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0] == String(code / 100)
            && parts.dropFirst().allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) }
            }
    }
}
