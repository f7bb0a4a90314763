import Domain

/// What somebody typed into a form, and what is wrong with it.
///
/// Reading a field checks it. A page reads all its fields, looks at `isSound`, and otherwise shows the form again with
/// everything as it was typed and every problem beside its field.
package struct Fields: Sendable {
    /// One thing to mend, in words that say how.
    package struct Problem: Hashable, Sendable {
        package let field: String
        package let words: String
    }

    private var values: [String: [String]]
    package private(set) var problems: [Problem] = []

    /// As a browser sent them, in their order.
    package init(_ items: [(name: String, value: String)] = []) {
        values = Dictionary(grouping: items) { $0.name }.mapValues { $0.map(\.value) }
    }

    package var isSound: Bool { problems.isEmpty }

    /// What stands in a field, as it was typed.
    package subscript(name: String) -> String {
        get { values[name]?.first ?? "" }
        set { values[name] = [newValue] }
    }

    /// All values of a field with several, such as ticks.
    package func all(_ name: String) -> [String] { values[name] ?? [] }
    package mutating func set(_ name: String, _ all: [String]) { values[name] = all }
    package func isOn(_ name: String) -> Bool { !self[name].isEmpty }
    /// Whether the form held this field at all.
    package func has(_ name: String) -> Bool { values[name] != nil }

    /// Says that something is wrong with a field; the first problem of a field is the one that is shown.
    package mutating func refuse(_ field: String, _ words: String) {
        if !problems.contains(where: { $0.field == field }) { problems.append(Problem(field: field, words: words)) }
    }

    func problem(_ field: String) -> String? { problems.first { $0.field == field }?.words }
}

extension Fields {
    /// One line without control characters, spaces at its ends gone; nil when it is empty.
    ///
    /// - Parameter missing: what to say when it must not be empty; nil when it may.
    package mutating func line(_ name: String, missing: String? = nil, limit: Int = 100) -> String? {
        let text = self[name].trimmed
        guard !text.isEmpty else {
            if let missing { refuse(name, missing) }
            return nil
        }
        guard text.unicodeScalars.count <= limit else {
            refuse(name, "Maak het korter: hier passen \(limit) tekens.")
            return nil
        }
        guard text.unicodeScalars.allSatisfy(\.mayBeTyped) else {
            refuse(name, "Hier staat een teken dat niet kan. Typ het opnieuw.")
            return nil
        }
        return text
    }

    /// Several lines; nil when there is nothing.
    package mutating func text(_ name: String, missing: String? = nil, limit: Int = 2_000) -> String? {
        let text = self[name].replacing("\r\n", with: "\n").trimmed
        guard !text.isEmpty else {
            if let missing { refuse(name, missing) }
            return nil
        }
        guard text.unicodeScalars.count <= limit else {
            refuse(name, "Maak het korter: hier passen \(limit) tekens.")
            return nil
        }
        guard text.unicodeScalars.allSatisfy({ $0.mayBeTyped || $0 == "\n" || $0 == "\t" }) else {
            refuse(name, "Hier staat een teken dat niet kan. Typ het opnieuw.")
            return nil
        }
        return text
    }

    package mutating func email(_ name: String, missing: String? = nil) -> EmailAddress? {
        guard let text = line(name, missing: missing, limit: 254) else { return nil }
        guard let address = EmailAddress(text) else {
            refuse(name, "Dit is geen e-mailadres. Een adres lijkt op naam@voorbeeld.nl.")
            return nil
        }
        return address
    }

    package mutating func phone(_ name: String, missing: String? = nil) -> String? {
        guard let text = line(name, missing: missing, limit: 25) else { return nil }
        guard text.utf8.allSatisfy("0123456789 +-()".utf8.contains),
            text.utf8.count(where: { (48...57).contains($0) }) >= 3
        else {
            refuse(name, "Typ een telefoonnummer met cijfers, zoals 06 12 34 56 78.")
            return nil
        }
        return text
    }

    /// As `<input type="date">` sends it, or as people type it: `1-12-2026`.
    package mutating func date(_ name: String, missing: String? = nil) -> LocalDate? {
        guard let text = line(name, missing: missing, limit: 20) else { return nil }
        if let date = LocalDate(text) { return date }
        let parts = text.split(whereSeparator: { "-/. ".contains($0) }).map { Int($0) }
        if parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2],
            let date = LocalDate(year: year, month: month, day: day)
        {
            // As the browser's own box shows it, when the form comes back.
            self[name] = date.description
            return date
        }
        refuse(name, "Deze datum bestaat niet. Typ een datum zoals 1-12-2026.")
        return nil
    }

    /// As `<input type="time">` sends it, or as people type it: `14.00`, `9:30`.
    package mutating func time(_ name: String, missing: String? = nil) -> TimeOfDay? {
        guard let text = line(name, missing: missing, limit: 10) else { return nil }
        let parts = text.split(whereSeparator: { ":. ".contains($0) }).map { Int($0) }
        if parts.count == 2, let hour = parts[0], let minute = parts[1],
            let time = TimeOfDay(hour: hour, minute: minute)
        {
            self[name] = time.description
            return time
        }
        refuse(name, "Deze tijd bestaat niet. Typ een tijd zoals 14.00.")
        return nil
    }

    package mutating func number(_ name: String, in range: ClosedRange<Int>, missing: String? = nil) -> Int? {
        guard let text = line(name, missing: missing, limit: 12) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            refuse(name, "Typ een getal van \(range.lowerBound) tot en met \(range.upperBound).")
            return nil
        }
        return number
    }

    /// One of a fixed list; nil when nothing, or something that was not offered, was chosen.
    package mutating func choice<Choice: RawRepresentable<String>>(
        _ name: String, _ type: Choice.Type = Choice.self, missing: String? = nil
    ) -> Choice? {
        let text = self[name]
        if let choice = Choice(rawValue: text) { return choice }
        if !text.isEmpty {
            refuse(name, "Kies een van de antwoorden.")
        } else if let missing {
            refuse(name, missing)
        }
        return nil
    }

    /// Several of a fixed list.
    package mutating func choices<Choice: RawRepresentable<String>>(
        _ name: String, _ type: Choice.Type = Choice.self
    ) -> [Choice] {
        all(name).compactMap { text in
            guard let choice = Choice(rawValue: text) else {
                if !text.isEmpty { refuse(name, "Kies uit de antwoorden die er staan.") }
                return nil
            }
            return choice
        }
    }

    /// The uid of something that was offered in a list.
    package mutating func uid(_ name: String, missing: String? = nil) -> Uid? {
        if let uid = Uid(self[name]) { return uid }
        if !self[name].isEmpty {
            refuse(name, "Kies een van de antwoorden.")
        } else if let missing {
            refuse(name, missing)
        }
        return nil
    }

    /// The version of the record that the form was filled in from.
    package var version: Int { Int(self["versie"]) ?? -1 }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while let first = text.unicodeScalars.first, first.properties.isWhitespace { text.unicodeScalars.removeFirst() }
        while let last = text.unicodeScalars.last, last.properties.isWhitespace { text.unicodeScalars.removeLast() }
        return String(text)
    }
}

extension Unicode.Scalar {
    // Control characters and those that turn the direction of text have no place in a field.
    fileprivate var mayBeTyped: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        case .format: value == 0x200D || value == 0x200C
        default: true
        }
    }
}
