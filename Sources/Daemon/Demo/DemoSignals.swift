import Domain
import Foundation

/// One tenant's made-up signals of one quarter: some themes grow over the years, some fall, most stay.
struct DemoSignals {
    let tenant: Int
    let quarter: Quarter
    /// How many quarters after the first.
    let number: Int
    let until: LocalDate

    /// The file as `naast import` takes it.
    func json() throws -> Data {
        let days = max(1, until - quarter.firstDay + 1)
        let themes = SignalTheme.allCases.flatMap { theme in
            [SignalTheme](repeating: theme, count: count(theme, days: days))
        }
        let signals = themes.enumerated().map { index, theme -> [String: Any] in
            let pick = index * 7 + tenant * 3 + number
            return [
                "ref": "s\(quarter)-\(index)", "theme": theme.rawValue,
                "sector": Self.sectors[pick % Self.sectors.count].rawValue,
                "kind": (pick.isMultiple(of: 9) ? SignalKind.goodExample : .concern).rawValue,
                "recorded": "\(quarter.firstDay + pick * 11 % days)", "note": Self.notes[pick % Self.notes.count],
            ]
        }
        return try JSONSerialization.data(withJSONObject: ["signals": signals])
    }

    // Twelfths of a signal a quarter, so that tenants of different size differ by whole ones.
    private func count(_ theme: SignalTheme, days: Int) -> Int {
        let (start, growth) = Self.weights[theme] ?? (6, 0)
        let wave = [0, 4, -3, 2, 5, -4, 1, 3][(number + tenant) % 8]
        return max(0, (start + growth * number + wave) * (tenant % 4 + 2) * min(days, 91) / 91 / 24)
    }

    private static let weights: [SignalTheme: (start: Int, growth: Int)] = [
        .notHeard: (30, 0), .lessAtSchool: (14, 2), .noPlace: (20, 0), .helpStaysAway: (22, -1),
        .notKnowingWhatIsPossible: (16, 0), .unsafeOrBullied: (10, 1), .transition: (9, 0), .pressure: (8, 0),
        .pupilHasNoSay: (12, 0), .atCrossPurposes: (7, 0), .transport: (2, 0), .somethingElse: (4, 0),
    ]
    // Most of what parents bring is about primary school.
    private static let sectors: [Sector] = [.po, .vo, .po, .po, .so, .vo, .po, .vo, .anders, .po]
    private static let notes = [
        "Ouder hoorde pas na weken wat er was afgesproken.", "Er was geen verslag van het gesprek.",
        "De school dacht mee toen er een plan lag.", "De wachttijd werd drie keer langer dan gezegd.",
        "Ouder wist niet dat er een onderwijsondersteuner is.",
    ]
}
