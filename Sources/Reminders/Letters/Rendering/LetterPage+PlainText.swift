extension LetterPage {
    /// The letter for a reader without HTML: lines of at most 72 characters, but for links and texts to copy.
    var plainText: String {
        var paragraphs = [greeting] + body.flatMap(paragraphs)
        if !atTheEnd.isEmpty { paragraphs.append(atTheEnd.map { wrapped($0.text) }.joined(separator: "\n")) }
        let name = closing.name == closing.tenant ? nil : closing.name
        paragraphs.append(
            [closing.farewell, name, closing.phone, closing.tenant].compactMap(\.self).joined(separator: "\n"))
        if let stop { paragraphs.append("\(LetterWords.stopThese):\n\(stop.address)") }
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    private func paragraphs(_ block: LetterBlock) -> [String] {
        switch block {
        case .say(let prose): [wrapped(prose.text)]
        case .copy(let text):
            // Not wrapped: line ends would be copied along.
            [
                LetterWords.copyThis, text,
                "\(LetterWords.byWhatsApp):\n\(MailLink.whatsApp(text).address)",
                "\(LetterWords.bySMS):\n\(MailLink.sms(text).address)",
            ]
        case .change(let was?, let now):
            ["\(wrapped("\(LetterWords.was): \(was.text)"))\n\(wrapped("\(LetterWords.becomes): \(now.text)"))"]
        case .change(nil, let now): [wrapped("\(LetterWords.atPresent): \(now.text)")]
        case .join(let link), .joinLater(let link): ["\(LetterWords.joinOnline):\n\(link)"]
        case .open(let words, let link): ["\(words):\n\(link.address)"]
        case .heading(let text): ["\(text)\n\(String(repeating: "-", count: min(text.count, 72)))"]
        case .aside(let prose), .atTheEnd(let prose): [wrapped(prose.text)]
        }
    }
}

/// Lines of at most 72 characters (RFC 5322, 2.1.1 asks for 78); a longer word keeps its own line, and what was broken
/// off by hand stays so.
func wrapped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\n")) else { return wrappedLine(text) }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { wrappedLine(String($0)) }
        .joined(separator: "\n")
}

private func wrappedLine(_ text: String) -> String {
    let space = UInt8(ascii: " ")
    var text = text
    return text.withUTF8 { text in
        // Each word and at most one byte before it: never more than what came in.
        String(unsafeUninitializedCapacity: text.count) { out in
            var (count, width, start) = (0, 0, 0)
            while start < text.count {
                guard text[start] != space else {
                    start += 1
                    continue
                }
                var (end, size) = (start, 0)
                while end < text.count, text[end] != space {
                    // Bytes that go on with a scalar begin no new one.
                    if text[end] & 0xC0 != 0x80 { size += 1 }
                    end += 1
                }
                if width > 0 {
                    let isNewLine = width + 1 + size > 72
                    out[count] = isNewLine ? 10 : space
                    (count, width) = (count + 1, isNewLine ? 0 : width + 1)
                }
                for index in start..<end { out[count + index - start] = text[index] }
                (count, width, start) = (count + end - start, width + size, end)
            }
            return count
        }
    }
}
