/// A value at its path.
///
/// Each reading either gives what was asked for or notes a problem and gives nil.
package struct JSONField {
    package let path: String
    package let value: JSON
    package let problems: ProblemList

    package init(_ value: JSON, at path: String = "", problems: ProblemList) {
        self.value = value
        self.path = path
        self.problems = problems
    }

    package func refuse(_ text: String) {
        problems.add(at: path, text)
    }

    package func text() -> String? {
        if case .string(let text) = value { return text }
        return expected("a text in quotes")
    }

    package func flag() -> Bool? {
        if case .bool(let flag) = value { return flag }
        return expected("true or false")
    }

    /// A number without a fraction; `45.0` counts as one.
    package func wholeNumber(in range: ClosedRange<Int>) -> Int? {
        let number: Int? =
            switch value {
            case .integer(let number): number
            case .real(let number): Int(exactly: number)
            default: nil
            }
        if let number, range.contains(number) { return number }
        return expected("a whole number from \(range.lowerBound) to \(range.upperBound)", showsNumber: true)
    }

    /// One of a fixed list of words.
    package func word<Word: CaseIterable & RawRepresentable<String>>(_: Word.Type = Word.self) -> Word? {
        guard let text = text() else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        refuse("is none of \(known.joined(separator: ", "))" + suggestion(for: text, among: known))
        return nil
    }

    package func list() -> [JSONField]? {
        guard case .array(let values) = value else { return expected("a list") }
        return values.enumerated().map { JSONField($1, at: "\(path)[\($0)]", problems: problems) }
    }

    /// The members of an object, of which only these keys may stand there, each once.
    ///
    /// With `keys` nil any key may.
    package func members(_ keys: [String]? = nil) -> JSONMembers? {
        guard case .object(let members) = value else { return expected("an object in braces") }
        var fields: [String: JSONField] = [:]
        for member in members {
            let place = (path.isEmpty ? "" : "\(path).") + shown(member.key)
            if let keys, !keys.contains(member.key) {
                let nearest = suggestion(for: member.key, among: keys)
                let known = nearest.isEmpty ? "; the keys here are \(keys.joined(separator: ", "))" : nearest
                problems.add(at: place, "no such key" + known)
            } else if fields.updateValue(JSONField(member.value, at: place, problems: problems), forKey: member.key)
                != nil
            {
                problems.add(at: place, "stands here more than once; keep one")
            }
        }
        return JSONMembers(path: path, problems: problems, order: members.map(\.key), fields: fields)
    }

    // A key is anyone's text: it may not fill or steer the terminal on which the problem is read.
    private func shown(_ key: String) -> String {
        let plain = key.unicodeScalars.prefix(40).map { mayBeShown($0) ? String($0) : "?" }
        return plain.joined() + (key.unicodeScalars.count > 40 ? "…" : "")
    }

    // No control character, and no mark that turns the direction of the text (UAX #9).
    private func mayBeShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    // A number is shown only where a number belongs: elsewhere it may be somebody's phone number.
    private func expected<Value>(_ what: String, showsNumber: Bool = false) -> Value? {
        let found =
            switch value {
            case .integer(let number) where showsNumber: "\(number)"
            case .real(let number) where showsNumber: "\(number)"
            default: value.kindInWords
            }
        refuse("\(what) is expected, not \(found)")
        return nil
    }
}

/// The members of one object, by key.
package struct JSONMembers {
    package let path: String
    package let problems: ProblemList
    private let order: [String]
    private let fields: [String: JSONField]

    fileprivate init(path: String, problems: ProblemList, order: [String], fields: [String: JSONField]) {
        self.path = path
        self.problems = problems
        self.order = order
        self.fields = fields
    }

    /// All members as they stand in the text.
    package var all: [(key: String, field: JSONField)] {
        var seen: Set<String> = []
        return order.compactMap { key in
            guard seen.insert(key).inserted else { return nil }
            return fields[key].map { (key, $0) }
        }
    }

    /// Absent keeps, null clears, a value sets; what cannot be read has noted its problem and keeps.
    package func change<Value>(_ key: String, _ read: (JSONField) -> Value?) -> Change<Value> {
        guard let field = fields[key] else { return .keep }
        if field.value == .null { return .clear }
        return read(field).map(Change.set) ?? .keep
    }

    /// Absent and null are the same here: nil.
    package func value<Value>(_ key: String, _ read: (JSONField) -> Value?) -> Value? {
        guard let field = fields[key], field.value != .null else { return nil }
        return read(field)
    }

    /// True when the key stands there with something else than null.
    package func has(_ key: String) -> Bool { fields[key].map { $0.value != .null } ?? false }

    package func refuse(_ key: String, _ text: String) {
        problems.add(at: path.isEmpty ? key : "\(path).\(key)", text)
    }
}
