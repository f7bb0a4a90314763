// What of a relay's words may be kept: no address, no control character, 200 characters.
extension Reply {
    /// Makes the reply that is kept of what a relay said.
    ///
    /// - Parameters:
    ///   - bytes: the text after the code, lines joined by a newline.
    ///   - recipient: a local part that servers like to repeat without its domain; removed too.
    package init(code: Int, said bytes: some Collection<UInt8>, recipient: String? = nil) {
        var words: [Substring] = []
        var enhanced: String?
        let said = String(decoding: bytes, as: UTF8.self)
        for line in said.unicodeScalars.split(separator: "\n").map(Substring.init) {
            var lineWords = line.split(whereSeparator: \.isBlank)
            if let first = lineWords.first, Self.isEnhanced(first, code: code) {
                enhanced = enhanced ?? String(first)
                lineWords.removeFirst()
            }
            words += lineWords
        }
        let cleaned = words.map { Self.withoutAddress($0, recipient: recipient) }.joined(separator: " ")
        self.init(code: code, enhanced: enhanced, text: String(cleaned.prefix(200)))
    }

    /// Removes addresses and control characters from any text and cuts it at 200 characters.
    static func cleaned(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isBlank).map { withoutAddress($0, recipient: nil) }
        return String(words.joined(separator: " ").prefix(200))
    }

    // RFC 3463, 2: class.subject.detail; the class says the same as the code's first digit (RFC 2034, 4).
    private static func isEnhanced(_ word: Substring, code: Int) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0] == String(code / 100)
            && parts.dropFirst().allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) }
            }
    }

    // Everything around an @ up to a space or a delimiter goes; "%40" is how an @ looks in a link.
    private static func withoutAddress(_ word: Substring, recipient: String?) -> String {
        let edges = "<>()[]{},;:\"'"
        guard holdsAddress(word) else {
            guard let recipient, recipient.count > 2 else { return String(word) }
            let bare = word.drop { edges.contains($0) }
            let core = bare.prefix { !edges.contains($0) }
            guard core.lowercased() == recipient.lowercased() else { return String(word) }
            return word[..<core.startIndex] + "‹adres›" + word[core.endIndex...]
        }
        var result = ""
        for piece in word.split(separator: /[<>()\[\]{},;:"']+/) where !piece.isEmpty {
            if !result.isEmpty { result += " " }
            result += holdsAddress(piece) ? "‹adres›" : String(piece)
        }
        return result.isEmpty ? "‹adres›" : result
    }

    // By scalar: an @ with a mark on it is another Character. U+FF20 and U+FE6B are wide and small ones.
    private static func holdsAddress(_ word: Substring) -> Bool {
        word.unicodeScalars.contains { $0 == "@" || $0 == "\u{FF20}" || $0 == "\u{FE6B}" }
            || word.lowercased().contains("%40")
    }
}

extension Character {
    // Anything that does not print stands between words, as a space does.
    fileprivate var isBlank: Bool {
        isWhitespace
            || unicodeScalars.contains { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
                default: false
                }
            }
    }
}
