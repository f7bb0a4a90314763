import Testing

@testable import Domain

@Suite struct ProgrammeWordsTests {
    @Test func `the themes of version 1 are twelve, each with a slug of its title`() {
        #expect(SignalTheme.allCases.count == 12)
        for theme in SignalTheme.allCases {
            let slug = theme.title.lowercased().replacing(",", with: "").replacing(" ", with: "-")
            #expect(theme.rawValue == slug)
        }
    }

    @Test func `a hundred and more labels, all fit, none twice`() {
        #expect(MatchLabel.suggestions.count >= 120)
        #expect(Set(MatchLabel.suggestions).count == MatchLabel.suggestions.count)
        for label in MatchLabel.suggestions { #expect(MatchLabel(label) != nil, "\(label)") }
    }

    @Test func `a suggested label is one that the buddy does not have, even after all plants`() {
        var taken: Set<String> = []
        for _ in 0..<MatchLabel.suggestions.count + 10 {
            let label = MatchLabel.suggestion(notIn: taken)
            #expect(taken.insert(label.text).inserted && MatchLabel(label.text) == label)
        }
        #expect(MatchLabel.suggestions.allSatisfy(taken.contains))
    }

    @Test(arguments: ["", " Eik", "Eik ", "-Eik", "Eik\nBcc: x", "<b>", "2", String(repeating: "a", count: 41)])
    func `a label is a plain word or two`(text: String) {
        #expect(MatchLabel(text) == nil)
    }

    @Test(arguments: [("2026-Q4", 2_026, 4), ("2027-Q1", 2_027, 1)])
    func `a quarter reads as it is written`(text: String, year: Int, number: Int) throws {
        let quarter = try #require(Quarter(text))
        #expect(quarter.year == year && quarter.number == number && quarter.description == text)
    }

    @Test(arguments: ["2026-Q5", "2026-Q0", "2026Q1", "26-Q1", "2026-q1", "2026-Q11", "0000-Q1", "-2026-Q1"])
    func `what is no quarter is refused`(text: String) {
        #expect(Quarter(text) == nil)
    }

    @Test(arguments: [
        ("2026-01-01", "2026-Q1"), ("2026-03-31", "2026-Q1"), ("2026-04-01", "2026-Q2"), ("2026-12-31", "2026-Q4"),
    ])
    func `a day falls in a quarter`(day: String, quarter: String) throws {
        #expect(Quarter(of: try #require(LocalDate(day))).description == quarter)
    }
}
