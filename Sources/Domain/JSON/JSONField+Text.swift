import Foundation

// Texts that people typed, and that other people will read.
extension JSONField {
    /// One line of text without control characters, spaces at its ends removed.
    package func line(limit: Int) -> String? { text(limit: limit, allowing: []) }

    /// Text that may have several lines.
    package func paragraphs(limit: Int) -> String? { text(limit: limit, allowing: ["\n", "\t", "\r"]) }

    /// One mailbox.
    package func email() -> EmailAddress? {
        guard let text = text() else { return nil }
        if let address = EmailAddress(text) { return address }
        return refused("is not an e-mail address such as buddy1@example.org")
    }

    // Trimmed, because people copy spaces along.
    func text(limit: Int, allowing controls: Set<Unicode.Scalar>) -> String? {
        guard let text = text()?.trimmingCharacters(in: .whitespacesAndNewlines) else { return nil }
        if text.isEmpty { return refused("is empty; write null when there is nothing") }
        if text.unicodeScalars.count > limit { return refused("is longer than \(limit) characters") }
        guard text.unicodeScalars.allSatisfy({ controls.contains($0) || !$0.steersText }) else {
            return refused("holds a control character" + (controls.isEmpty ? " or a line end" : ""))
        }
        return text
    }

    /// Notes a problem and gives nil, where a value was asked for.
    package func refused<Value>(_ text: String) -> Value? {
        refuse(text)
        return nil
    }
}

extension Unicode.Scalar {
    // Control characters, line ends, and the marks that reverse the direction in which text reads (UAX #9).
    fileprivate var steersText: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
        default: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) || value == 0xFEFF
        }
    }
}
