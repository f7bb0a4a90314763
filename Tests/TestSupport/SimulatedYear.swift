import Domain

/// One thing that happens in a programme, at a wall-clock moment in Amsterdam.
package struct Step: Hashable, Sendable {
    package let at: LocalDateTime
    package let what: What

    package init(_ at: LocalDateTime, _ what: What) {
        self.at = at
        self.what = what
    }

    /// As the scenario writes it; a mistyped moment becomes 1970, where a test sees it.
    package init(_ at: String, _ what: What) {
        self.init(wall(at), what)
    }

    /// A meeting and a session have a name; the first word of a meeting's name is its match's label.
    package enum What: Hashable, Sendable {
        case meeting(String, starts: LocalDateTime, minutes: Int)
        case session(String, starts: LocalDateTime, minutes: Int, place: String, participants: [String])
        case moved(String, to: LocalDateTime)
        case placed(String, at: String)
        case cancelled(String)
        case onAgain(String)
        case lookBack(String)
        case answered(String, by: String, IntervisionAnswer)
        case matchEnded(label: String)
        /// A buddy whose mail did not arrive has another address.
        case addressCorrected(of: String)
    }
}

extension Step.What {
    package static func meeting(_ name: String, _ starts: String, minutes: Int = 45) -> Self {
        .meeting(name, starts: wall(starts), minutes: minutes)
    }

    package static func session(
        _ name: String, _ starts: String, place: String = "online", _ participants: [String]
    ) -> Self {
        .session(name, starts: wall(starts), minutes: 90, place: place, participants: participants)
    }

    package static func moved(_ name: String, to starts: String) -> Self { .moved(name, to: wall(starts)) }
}

/// One line of the table that a coordinator can check: a letter that went.
package struct SentLine: Hashable, Sendable, CustomStringConvertible {
    /// `di 24 feb 16:00`, the year left out.
    package let when: String
    package let letter: LetterKind
    package let about: String
    package let buddy: String
    /// Why it went then, for who checks the table; not compared.
    package let why: String

    init(_ when: String, _ letter: LetterKind, _ about: String, _ buddy: String, _ why: String = "") {
        self.when = when
        self.letter = letter
        self.about = about
        self.buddy = buddy
        self.why = why
    }

    package init(
        _ at: Instant, _ letter: LetterKind, _ about: String, _ buddy: String, in zone: Zone = .amsterdam
    ) {
        self.init(Self.dutch(zone.local(at)), letter, about, buddy)
    }

    /// Reads one row of the table: five columns with bars between them; nil for anything else.
    package init?(row: some StringProtocol) {
        let columns = row.split(separator: "|", omittingEmptySubsequences: false).map { column in
            column.split(separator: " ").joined(separator: " ")
        }
        guard columns.count == 5, let letter = LetterKind(rawValue: columns[1]) else { return nil }
        self.init(columns[0], letter, columns[2], columns[3], columns[4])
    }

    package static func == (one: Self, other: Self) -> Bool { one.compared == other.compared }
    package func hash(into hasher: inout Hasher) { hasher.combine(compared) }

    package var description: String {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        return [padded(when, 15), padded(letter.rawValue, 18), padded(about, 12), padded(buddy, 6), why]
            .joined(separator: " | ")
    }

    private var compared: [String] { [when, letter.rawValue, about, buddy] }

    private static func dutch(_ local: LocalDateTime) -> String {
        let months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
        let weekday: String =
            switch local.date.weekday {
            case .monday: "ma"
            case .tuesday: "di"
            case .wednesday: "wo"
            case .thursday: "do"
            case .friday: "vr"
            case .saturday: "za"
            case .sunday: "zo"
            }
        return "\(weekday) \(local.date.day) \(months[local.date.month - 1]) \(local.time)"
    }
}

private func wall(_ text: String) -> LocalDateTime {
    LocalDateTime(text) ?? LocalDateTime(LocalDate(daysSince1970: 0), TimeOfDay(minuteOfDay: 0))
}
