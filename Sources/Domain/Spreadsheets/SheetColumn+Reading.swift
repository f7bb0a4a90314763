extension SheetColumn {
    /// What a programme file would hold for this cell; nil when it is empty, which keeps what is known.
    ///
    /// A dash clears. What cannot be understood stays text: the programme file's own checks refuse it.
    func json(_ cell: String) -> JSON? {
        if cell.isEmpty { return nil }
        if cell == "-" || cell == "–" { return .null }
        switch reading {
        case .text: return .string(cell)
        case .words(let words): return .string(words[cell.lowercased()] ?? cell)
        case .date: return .string(Self.date(cell)?.description ?? cell)
        case .moment: return .string(Self.moment(cell)?.description ?? cell)
        case .number: return Int(cell).map(JSON.integer) ?? .string(cell)
        case .flag: return Self.flags[cell.lowercased()].map(JSON.bool) ?? .string(cell)
        case .refs:
            let refs = cell.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isWhitespace })
            return .array(refs.map { .string(String($0)) })
        }
    }

    private static let flags = [
        "ja": true, "j": true, "waar": true, "true": true, "1": true, "x": true,
        "nee": false, "n": false, "onwaar": false, "false": false, "0": false,
    ]

    // `1-12-2026`, `01/12/2026`, `1.12.2026` or `2026-12-01`.
    private static func date(_ text: some StringProtocol) -> LocalDate? {
        if let date = LocalDate(text) { return date }
        let parts = text.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
        guard parts.count == 3, parts[2].utf8.count == 4, let day = number(parts[0].utf8),
            let month = number(parts[1].utf8), let year = number(parts[2].utf8)
        else { return nil }
        return LocalDate(year: year, month: month, day: day)
    }

    // A date and `14:00`, `14.00`, `14u00` or Excel's `14:00:00`, with a space or T between them.
    private static func moment(_ text: String) -> LocalDateTime? {
        if let moment = LocalDateTime(text) { return moment }
        var words = text.split { $0 == " " || $0 == "T" }
        if words.last?.lowercased() == "uur" { words.removeLast() }
        guard words.count == 2, let date = date(words[0]) else { return nil }
        let parts = words[1].split(omittingEmptySubsequences: false) { ":.u".contains($0) }
        guard (2...3).contains(parts.count), parts.count == 2 || parts[2] == "00", parts[1].utf8.count == 2,
            let hour = number(parts[0].utf8), let minute = number(parts[1].utf8),
            let time = TimeOfDay(hour: hour, minute: minute)
        else { return nil }
        return LocalDateTime(date, time)
    }
}
