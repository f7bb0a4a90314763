/// A list of people as somebody pasted it: names and addresses the way they stood in a mail, a note or a spreadsheet.
///
/// Understands `Naam <adres>`, `Naam; adres`, `Naam, adres, telefoon`, cells with tabs between them, an address alone,
/// and several people on one line as the To field of a mail program gives them.
package struct PastedBuddies: Hashable, Sendable {
    /// One person, or what is wrong with a line.
    package struct Line: Hashable, Sendable {
        /// As a person counts: the first line is 1.
        package let number: Int
        package let outcome: Outcome
    }

    package enum Outcome: Hashable, Sendable {
        case buddy(PastedBuddy)
        /// The line as it was pasted, cut short, and what is wrong with it.
        case wrong(String, Fault)
    }

    package enum Fault: Hashable, Sendable {
        case noAddress
        case badAddress
        case nameTooLong
        case badCharacter
        /// The address stood on an earlier line.
        case twice(line: Int)

        package var words: String {
            switch self {
            case .noAddress: "Hier staat geen e-mailadres. Zet het erbij, of voeg deze buddy los toe."
            case .badAddress: "Dit e-mailadres klopt niet. Een adres lijkt op naam@voorbeeld.nl."
            case .nameTooLong: "Deze naam is te lang. Er passen 100 tekens."
            case .badCharacter: "Hier staat een teken dat niet kan. Typ deze regel opnieuw."
            case .twice(let line): "Dit adres staat ook op regel \(line). Het telt één keer."
            }
        }
    }

    package static let lineLimit = 500
    package static let characterLimit = 60_000

    package let lines: [Line]
    /// True when there were more than fit; nothing past the limit was read.
    package let isTooLong: Bool

    package init(_ text: String) {
        var lines: [Line] = []
        var seen: [String: Int] = [:]
        var isTooLong = text.unicodeScalars.count > Self.characterLimit
        let rows = isTooLong ? [] : text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, row) in rows.enumerated() where !Self.isHeading(row, at: index) {
            for person in Self.people(row) {
                guard lines.count < Self.lineLimit else {
                    isTooLong = true
                    break
                }
                var outcome = Self.read(person)
                if case .buddy(let buddy) = outcome {
                    let key = buddy.email.description.lowercased()
                    if let earlier = seen[key] {
                        outcome = .wrong(Self.shortened(person), .twice(line: earlier))
                    } else {
                        seen[key] = index + 1
                    }
                }
                lines.append(Line(number: index + 1, outcome: outcome))
            }
        }
        self.lines = lines
        self.isTooLong = isTooLong
    }

    /// Everybody whose line was right.
    package var buddies: [PastedBuddy] {
        lines.compactMap { if case .buddy(let buddy) = $0.outcome { buddy } else { nil } }
    }

    // The first line of a spreadsheet names its columns.
    private static func isHeading(_ row: Substring, at index: Int) -> Bool {
        guard index == 0, !row.contains("@") else { return false }
        let words = row.lowercased().split { !$0.isLetter && $0 != "-" }
        return words.contains {
            ["naam", "voornaam", "achternaam", "e-mail", "email", "mail", "mailadres", "e-mailadres", "adres"].contains(
                $0)
        }
    }

    // `Naam <adres>; Naam <adres>` is two people; `Naam; adres` is one.
    private static func people(_ row: Substring) -> [Substring] {
        let row = trimmed(row)
        guard !row.isEmpty else { return [] }
        let pieces = row.split(whereSeparator: { ";,".contains($0) }).map { trimmed($0) }.filter { !$0.isEmpty }
        guard row.count(where: { $0 == "@" }) > 1 else { return [row] }
        // A name may hold a comma itself: a piece without an address belongs to the next one that has it.
        var people: [Substring] = []
        var start = row.startIndex
        for piece in pieces where piece.contains("@") {
            people.append(trimmed(row[start..<piece.endIndex], also: ";,"))
            start = piece.endIndex
        }
        let rest = trimmed(row[start...], also: ";,")
        if !rest.isEmpty { people.append(rest) }
        return people
    }

    private static func read(_ line: Substring) -> Outcome {
        guard line.unicodeScalars.allSatisfy({ $0 == "\t" || isPlain($0) }) else {
            return .wrong(shortened(line), .badCharacter)
        }
        var words = line
        var name: Substring?
        var addressText: Substring?
        if let open = line.firstIndex(of: "<"), let close = line[open...].firstIndex(of: ">") {
            name = line[..<open]
            addressText = line[line.index(after: open)..<close]
            words = line[line.index(after: close)...]
        }
        var phone: String?
        var names: [Substring] = name.map { [$0] } ?? []
        for cell in words.split(whereSeparator: { ";,\t".contains($0) }) {
            let cell = trimmed(cell)
            if cell.isEmpty { continue }
            if addressText == nil, cell.contains("@") {
                // `Naam adres` with nothing between them but a space.
                let parts = cell.split(separator: " ")
                addressText = parts.first { $0.contains("@") }
                names += parts.filter { !$0.contains("@") }
            } else if phone == nil, isPhone(cell) {
                phone = String(cell)
            } else {
                names.append(cell)
            }
        }
        guard let addressText else { return .wrong(shortened(line), .noAddress) }
        let bare = trimmed(addressText, also: "<>\"'()").replacing("mailto:", with: "")
        guard let email = EmailAddress(bare) else { return .wrong(shortened(line), .badAddress) }
        let full = names.map { trimmed($0, also: "\"'") }.filter { !$0.isEmpty }.joined(separator: " ")
        guard full.unicodeScalars.count <= 100 else { return .wrong(shortened(line), .nameTooLong) }
        return .buddy(
            PastedBuddy(
                name: full.isEmpty ? PastedBuddy.name(from: email) : full, email: email, phone: phone,
                isNameGuessed: full.isEmpty))
    }

    private static func isPhone(_ cell: Substring) -> Bool {
        cell.utf8.count <= 25 && cell.utf8.allSatisfy("0123456789 +-()".utf8.contains)
            && cell.utf8.count(where: { (48...57).contains($0) }) >= 3
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }

    private static func shortened(_ line: Substring) -> String {
        line.count > 80 ? "\(line.prefix(79))…" : String(line)
    }

    private static func trimmed(_ text: Substring, also marks: String = "") -> Substring {
        func goes(_ character: Character?) -> Bool { character.map { $0.isWhitespace || marks.contains($0) } ?? false }
        var text = text
        while goes(text.first) { text.removeFirst() }
        while goes(text.last) { text.removeLast() }
        return text
    }
}

/// Somebody from a pasted list.
package struct PastedBuddy: Hashable, Sendable {
    package let name: String
    package let email: EmailAddress
    package let phone: String?
    /// Made from the address, because no name stood there.
    package let isNameGuessed: Bool

    /// `jan.de.vries@…` is probably Jan de Vries.
    static func name(from email: EmailAddress) -> String {
        let small: Set<String> = ["de", "den", "der", "van", "ter", "ten", "het", "in", "op", "el"]
        let words = email.localPart.split { ".-_+".contains($0) }.map(String.init)
        let named = words.enumerated().map { index, word in
            index > 0 && small.contains(word.lowercased())
                ? word.lowercased() : word.prefix(1).uppercased() + word.dropFirst()
        }
        return named.isEmpty ? email.localPart : named.joined(separator: " ")
    }
}
