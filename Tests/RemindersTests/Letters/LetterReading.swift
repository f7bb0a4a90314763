import Foundation

/// What a person sees of an HTML mail: the text between the tags, without head and preheader.
func visibleText(_ html: String) -> String {
    guard let title = html.range(of: "<h1"), let sender = html.range(of: "<p class=\"green\"") else { return "" }
    precondition(sender.lowerBound < title.lowerBound)
    let body = html[sender.lowerBound...]
    var text = ""
    var isInTag = false
    for character in body {
        switch character {
        case "<":
            isInTag = true
            text += " "
        case ">": isInTag = false
        default: if !isInTag { text.append(character) }
        }
    }
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        text = text.replacingOccurrences(of: entity, with: character)
    }
    return text
}

/// The words of a text, without addresses, underlining and what only separates them.
func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace)
        .filter { !$0.hasPrefix("https://") && !$0.hasPrefix("sms:?") }
        .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "-.,:?!()")) }
        .filter { !$0.isEmpty }
}

/// The targets of all links in an HTML mail, unescaped.
func links(_ html: String) -> [String] {
    html.components(separatedBy: "href=\"").dropFirst().map { rest in
        rest.prefix { $0 != "\"" }.replacingOccurrences(of: "&amp;", with: "&")
    }
}

/// The texts that a letter offers to copy.
func textsToCopy(_ text: String) -> [String] {
    text.components(separatedBy: "Kopieer gerust:\n\n").dropFirst().map { rest in
        String(rest.prefix { $0 != "\n" })
    }
}

/// The tags that were opened and not closed, or closed and not opened.
func unbalancedTags(_ html: String) -> [String] {
    var open: [String] = []
    for piece in html.components(separatedBy: "<").dropFirst() {
        let name = String(piece.prefix { $0.isLetter || $0.isNumber || $0 == "/" || $0 == "!" })
        if ["meta", "br", "!DOCTYPE"].contains(name) { continue }
        if name.hasPrefix("/") {
            guard open.last == String(name.dropFirst()) else { return open + [name] }
            open.removeLast()
        } else {
            open.append(name)
        }
    }
    return open
}
