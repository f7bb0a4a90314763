import Domain
import Testing

struct DutchWordsTests {
    @Test(arguments: [
        (0, "€ 0,00"), (560, "€ 5,60"), (99_999, "€ 999,99"), (100_000, "€ 1.000,00"), (100_205, "€ 1.002,05"),
        (123_456_789, "€ 1.234.567,89"), (-250_000, "€ -2.500,00"), (.min, "€ -92.233.720.368.547.758,08"),
    ])
    func `amounts have a comma before the cents and a point before every thousand`(cents: Int, words: String) {
        #expect(Dutch.euro(cents: cents) == words)
    }

    @Test(arguments: [
        (0, "Geen dingen"), (1, "Eén ding"), (2, "Twee dingen"), (12, "Twaalf dingen"), (13, "13 dingen"),
    ])
    func `a number opens a sentence in words up to twelve`(number: Int, words: String) {
        #expect(Dutch.opening(number, "ding", "dingen") == words)
    }

    @Test(arguments: [("één keer advies", "Eén keer advies"), ("langer", "Langer"), ("", ""), ("élan", "Élan")])
    func `a sentence begins with a capital`(text: String, capital: String) {
        #expect(Dutch.capital(text) == capital)
    }

    @Test(arguments: [
        ("04:59", "Goedenavond"), ("05:00", "Goedemorgen"), ("11:59", "Goedemorgen"), ("12:00", "Goedemiddag"),
        ("17:59", "Goedemiddag"), ("18:00", "Goedenavond"),
    ])
    func `a greeting goes by the clock`(time: String, words: String) throws {
        #expect(Dutch.greeting(at: try #require(TimeOfDay(time))) == words)
    }

    @Test(arguments: [
        ("2026-12-01T11:59", "één minuut geleden"), ("2026-12-01T12:00", "net"),
        ("2026-12-01T11:58", "2 minuten geleden"), ("2026-12-01T11:20", "40 minuten geleden"),
        ("2026-12-01T08:30", "3 uur geleden"), ("2026-11-30T23:00", "gisteren"),
        ("2026-11-28T12:00", "3 dagen geleden"),
    ])
    func `how long ago is said to the minute while it is fresh`(then: String, words: String) throws {
        let zone = Zone.amsterdam
        let now = try #require(LocalDateTime("2026-12-01T12:00").flatMap { zone.instant($0) })
        let moment = try #require(LocalDateTime(then).flatMap { zone.instant($0) })
        #expect(Dutch.ago(moment, at: now, in: zone) == words)
    }

    @Test(arguments: BuddyState.allCases)
    func `nobody who stopped gets a letter to a group, and everybody else belongs to one`(state: BuddyState) {
        let groups = GroupAudience.allCases.filter { $0.takes(state) }
        #expect(groups.isEmpty == (state == .stopped))
    }

    @Test func `a letter to a group is refusable and goes last; a test is neither`() {
        #expect(LetterKind.group.isRefusable && !LetterKind.test.isRefusable)
        #expect(LetterKind.allCases.allSatisfy { $0.priority <= LetterKind.group.priority })
        #expect(LetterKind.test.priority < LetterKind.alarm.priority)
    }
}
