import Domain

/// One letter that a member wrote to a group: their words, between our greeting and our closing.
struct GroupText {
    let facts: GroupFacts
    var stop: MailLink?

    var page: LetterPage {
        let coordinator = Reach(phone: facts.coordinatorPhone, replyTo: facts.replyTo)
        return LetterPage(
            subject: tidy(facts.subject), preheader: tidy(paragraphs.first?.text ?? ""),
            greeting: Closing.greeting(facts.recipientFirstName), body: paragraphs.map { .say($0) },
            atTheEnd: stop == nil ? ["Wil je zulke berichten niet meer? \(coordinator.askMe)."] : [],
            closing: Closing(facts.tenantName, coordinator: facts.coordinatorName, phone: facts.coordinatorPhone),
            stop: stop)
    }

    /// What stands between empty lines; a line that was broken off stays broken off.
    private var paragraphs: [Prose] {
        var found: [[String]] = [[]]
        for line in facts.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = tidy(String(line))
            if !line.isEmpty {
                found[found.count - 1].append(line)
            } else if found.last?.isEmpty == false {
                found.append([])
            }
        }
        return found.filter { !$0.isEmpty }.map { lines in
            Prose(Array(lines.map(pieces).joined(separator: [.newLine])))
        }
    }

    // A word that is an address on the web becomes a link to exactly what it shows.
    private func pieces(of line: String) -> [Prose.Piece] {
        var pieces: [Prose.Piece] = []
        var plain = ""
        for (index, word) in line.split(separator: " ").enumerated() {
            if index > 0 { plain += " " }
            var address = word
            while let last = address.last, ".,;:!?)\"'".contains(last) { address.removeLast() }
            guard let link = MailLink.web(String(address)) else {
                plain += word
                continue
            }
            if !plain.isEmpty { pieces.append(.plain(plain)) }
            pieces.append(.link(link))
            plain = String(word[address.endIndex...])
        }
        if !plain.isEmpty { pieces.append(.plain(plain)) }
        return pieces
    }
}
