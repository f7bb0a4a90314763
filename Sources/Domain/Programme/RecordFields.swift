import Foundation

/// The fields of one record, and the zone in which its times are meant.
package struct RecordFields {
    let members: JSONMembers
    let zone: Zone

    /// How long a meeting or a session may last.
    static let minutes = 5...1_440

    func change<Value>(_ key: String, _ read: (JSONField) -> Value?) -> Change<Value> { members.change(key, read) }

    /// As `change`, for what can never be empty: null is a problem.
    func required<Value>(_ key: String, _ read: (JSONField) -> Value?) -> Change<Value> {
        let change = members.change(key, read)
        guard case .clear = change else { return change }
        members.refuse(key, "cannot be null; leave the key out to keep what is known")
        return .keep
    }
}

extension JSONField {
    func phone() -> String? {
        guard let text = line(limit: 30) else { return nil }
        let digits = text.utf8.count { isDigit($0) }
        if digits >= 3, text.utf8.allSatisfy({ isDigit($0) || " +-()".utf8.contains($0) }) { return text }
        return refused("is not a phone number: digits, spaces, +, - and brackets, such as 06-12345678")
    }

    func date() -> LocalDate? {
        guard let text = text() else { return nil }
        guard let date = LocalDate(text) else { return refused("is not a date such as 2026-12-01") }
        return plausible(date, date)
    }

    /// A wall time that exists in this zone.
    func moment(in zone: Zone) -> LocalDateTime? {
        guard let text = text() else { return nil }
        guard let local = LocalDateTime(text) else {
            return refused("is not a local time such as 2026-12-01T14:00 (no seconds, no zone)")
        }
        guard zone.instant(local) != nil else {
            return refused("does not exist: the clock skips this hour when summer time begins")
        }
        return plausible(local, local.date)
    }

    func label() -> MatchLabel? {
        guard let text = line(limit: 40) else { return nil }
        if let label = MatchLabel(text) { return label }
        return refused("is not a label: a word such as Esdoorn, of letters, digits, spaces and hyphens")
    }

    func link() -> String? {
        guard let text = line(limit: 500) else { return nil }
        let isPlain = text.unicodeScalars.allSatisfy {
            !$0.properties.isWhitespace && !"<>\"\\^`{|}".unicodeScalars.contains($0)
        }
        if isPlain, let parts = URLComponents(string: text), ["https", "http"].contains(parts.scheme?.lowercased()),
            parts.host?.isEmpty == false, parts.user == nil, parts.password == nil
        {
            return text
        }
        return refused("is not a web address such as https://example.org/x")
    }

    /// The name of another record; whether it exists is checked later, against file and store together.
    func reference(_ kind: RecordKind) -> Reference? { ref().map { Reference(kind: kind, ref: $0, path: path) } }

    func ref() -> String? {
        guard let text = text(limit: 100, allowing: []) else { return nil }
        if case .string(text) = value { return text }
        return refused("begins or ends with a space; a ref is written the same everywhere")
    }

    func participants() -> [Reference]? {
        guard let items = list() else { return nil }
        guard items.count <= 500 else { return refused("at most 500 participants") }
        var seen: Set<String> = []
        let references = items.map { item -> Reference? in
            guard let reference = item.reference(.buddy) else { return nil }
            guard seen.insert(reference.ref).inserted else { return item.refused("stands in this list already") }
            return reference
        }
        return references.compactMap(\.self)
    }

    // A year like 0206 is a slip of the pen, not a date.
    private func plausible<Value>(_ value: Value, _ date: LocalDate) -> Value? {
        (2_000...2_099).contains(date.year) ? value : refused("lies outside the years 2000 to 2099")
    }

}
