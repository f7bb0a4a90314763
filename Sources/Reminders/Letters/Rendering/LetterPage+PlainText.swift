extension LetterPage {
    /// The letter for a reader without HTML: lines of at most 72 characters, but for links and texts to copy.
    var plainText: String {
        var paragraphs = [greeting] + body.flatMap(paragraphs)
        if !asides.isEmpty { paragraphs.append(asides.map { wrapped($0.text) }.joined(separator: "\n")) }
        let name = closing.name == closing.tenant ? nil : closing.name
        paragraphs.append(
            [closing.farewell, name, closing.phone, closing.tenant].compactMap(\.self).joined(separator: "\n"))
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    private func paragraphs(_ block: Block) -> [String] {
        switch block {
        case .say(let prose): [wrapped(prose.text)]
        case .copy(let text):
            // Not wrapped: line ends would be copied along.
            [
                Words.copyThis, text,
                "\(Words.byWhatsApp):\n\(MailLink.whatsApp(text).address)\n\(Words.bySMS):\n\(MailLink.sms(text).address)",
            ]
        case .change(let was, let now):
            [
                [was.map { "\(Words.was): \($0.text)" }, "\(Words.now): \(now.text)"].compactMap(\.self).joined(
                    separator: "\n")
            ]
        case .join(let link): ["\(Words.joinOnline):\n\(link)"]
        case .heading(let text): ["\(text)\n\(String(repeating: "-", count: min(text.count, 72)))"]
        case .aside(let prose): [wrapped(prose.text)]
        }
    }
}

/// Lines of at most 72 characters (RFC 5322, 2.1.1 asks for 78); a longer word keeps its own line.
func wrapped(_ text: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        if !line.isEmpty, line.count + 1 + word.count > 72 {
            lines.append(line)
            line = ""
        }
        line += line.isEmpty ? String(word) : " \(word)"
    }
    return (lines + [line]).joined(separator: "\n")
}
