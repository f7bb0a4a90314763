import Domain
import Storage

/// A steunpunt's own signals over time: exact, because nobody else sees them.
struct SignalPeriod {
    private let months: [LocalDate]
    private let counts: [SignalCount]

    /// The first day that is drawn: the last twelve months with this one.
    static func first(_ today: LocalDate) -> LocalDate {
        LocalDate(year: today.month == 12 ? today.year : today.year - 1, month: today.month % 12 + 1, day: 1) ?? today
    }

    init(_ counts: [SignalCount], today: LocalDate) {
        let first = Self.first(today)
        self.counts = counts.filter { $0.month >= first }
        months = (0..<12).compactMap { step in
            let month = first.month - 1 + step
            return LocalDate(year: first.year + month / 12, month: month % 12 + 1, day: 1)
        }
    }

    private func count(_ kind: SignalKind, _ theme: SignalTheme? = nil, in month: LocalDate? = nil) -> Int {
        counts.reduce(0) { sum, count in
            let isMeant =
                (theme == nil || theme == count.theme) && kind == count.kind && (month == nil || month == count.month)
            return isMeant ? sum + count.count : sum
        }
    }

    /// The concerns of the twelve months, the most named first; without what was not named.
    var themes: [(theme: SignalTheme, count: Int)] {
        SignalTheme.allCases.map { ($0, count(.concern, $0)) }.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
            .map { (theme: $0.0, count: $0.1) }
    }

    /// What matters, in words.
    var headline: HTML {
        guard let first = themes.first else { return "Nog geen zorgen vastgelegd dit jaar" }
        guard themes.count > 1, themes[1].count == first.count else {
            return "Wat je het meest ziet: \(first.theme.title.lowercased())"
        }
        return "Wat je het meest ziet: \(first.theme.title.lowercased()) en \(themes[1].theme.title.lowercased())"
    }

    /// The figures; nothing while there are no signals.
    var drawn: HTML {
        guard !counts.isEmpty else { return "" }
        let columns = months.map { month in
            (
                words: "\(Dutch.month(month.month)) \(month.year)", short: String(Dutch.month(month.month).prefix(3)),
                value: count(.concern, in: month), second: count(.goodExample, in: month)
            )
        }
        let rows = columns.map { ["\($0.words)", "\($0.value)", "\($0.second)"] as [HTML] }
        return Part.section(
            "Jullie eigen cijfers",
            """
            \(Figure.columns("per-maand", "Signalen per maand", columns, legend: ("zorgen", "goede voorbeelden")))
            <details><summary>Dezelfde cijfers als tabel</summary>
            \(Part.table("Signalen per maand", heads: ["maand", "zorgen", "goede voorbeelden"], rows: rows))</details>
            """)
    }
}

/// What stands beside the signals: what leaves the steunpunt, and what to do when a child is not safe.
enum SignalWords {
    static func besides(_ facts: SignalFacts) -> HTML {
        let name = facts.name.isEmpty ? "de coördinator" : facts.name
        let call: HTML =
            facts.phone.isEmpty
            ? "<p>Of bel de coördinator van jullie steunpunt.</p>" : "<p>Of bel \(name): \(number(facts.phone)).</p>"
        return """
            <div class="aside warm"><h2>Is een kind niet veilig?</h2>
            <p>Dat is geen signaal. Bel Veilig Thuis: \(number("0800 2000")), dag en nacht, gratis. \
            Bij direct gevaar: \(number("112")).</p>\(call)</div>
            <div class="aside"><h2>Wat gaat er het steunpunt uit?</h2>
            <p>Alleen hoe vaak een thema als zorg is vastgelegd, opgeteld bij alle andere steunpunten en met ruis, zodat niet te \
            zien is of één gezin meetelt; je notities, de aanvraag, de dag, van wie het komt en de goede voorbeelden blijven \
            hier.</p>
            <p class="soft">Een voorbeeld. Bij jullie staat: “Overstap, vo, 3 november 2026, uit een terugblik, aanvraag \
            Esdoorn: wacht al sinds mei op een plek.” Landelijk telt mee: Overstap, vo, vierde kwartaal van 2026, 1 keer per \
            aanvraag.</p></div>
            """
    }

    private static func number(_ phone: String) -> HTML {
        OutsideLink(phone: phone).map { "<a href=\"\($0)\">\(phone)</a>" } ?? "\(phone)"
    }
}
