/// RFC 2047: how text beyond ASCII stands in a header.
enum EncodedWords {
    // RFC 2047, 2: a line with such a word has 76 characters, of which "Subject: " takes 9 and "=?utf-8?B?" with "?=" 12;
    // 39 bytes make 52 in base64.
    private static let mostBytes = 39

    /// Writes text for an unstructured header, such as Subject: as it is when it can be read so, else encoded.
    static func unstructured(_ text: HeaderText) -> [String] {
        let text = text.text
        guard isPlain(text) else { return encoded(text) }
        let words = text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        let areKept = words.allSatisfy { !$0.isEmpty && $0.count <= 70 }
        return areKept ? words.map { String(Substring($0)) } : encoded(text)
    }

    /// Writes a display name: as a quoted string (RFC 5322, 3.2.4) when it is ASCII, else encoded.
    static func phrase(_ name: HeaderText) -> [String] {
        let name = name.text
        guard name.utf8.count <= 70, isPlain(name) else { return encoded(name) }
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            return ["\"\(name)\""]
        }
        return ["\"" + name.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""]
    }

    // RFC 2047, 5: what already looks encoded must be encoded, or it would be read as something else.
    private static func isPlain(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            guard (32..<127).contains(byte), previous != UInt8(ascii: "=") || byte != UInt8(ascii: "?") else {
                return false
            }
            previous = byte
        }
        return true
    }

    // One word for each 39 bytes, never cutting a character in two (RFC 2047, 5, last rule).
    private static func encoded(_ text: String) -> [String] {
        var words: [String] = []
        var bytes: [UInt8] = []
        func flush() {
            guard !bytes.isEmpty else { return }
            words.append("=?utf-8?B?\(Base64.encode(bytes))?=")
            bytes.removeAll()
        }
        // By scalar: one family emoji is longer than a word may be.
        for scalar in text.unicodeScalars {
            let next = Array(String(scalar).utf8)
            if bytes.count + next.count > mostBytes { flush() }
            bytes += next
        }
        flush()
        return words
    }
}
