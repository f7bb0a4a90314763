import Domain
import Testing

@testable import Reminders

@Suite struct LetterDatesTests {
    @Test(arguments: [
        ("2026-12-01T14:00", "2026-11-30", "Op dinsdag 1 december om 14.00 uur is er een gesprek"),
        ("2026-12-01T09:05", "2026-12-01", "Vandaag, dinsdag 1 december om 09.05 uur, is er een gesprek"),
        ("2027-01-04T08:30", "2026-12-31", "Op maandag 4 januari 2027 om 08.30 uur is er een gesprek"),
        ("2027-01-04T08:30", "2027-01-02", "Op maandag 4 januari om 08.30 uur is er een gesprek"),
        ("2028-02-29T00:00", "2028-02-28", "Op dinsdag 29 februari om 00.00 uur is er een gesprek"),
    ])
    func `a coming meeting is told by weekday, date and time`(starts: String, today: String, sentence: String) throws {
        let facts = Duinrand.facts([Duinrand.part(.beforeDay, starts: starts)], today: Duinrand.day(today))
        let letter = try letter(from: facts)
        #expect(letter.text.replacing("\n", with: " ").contains(sentence))
        #expect(words(visibleText(letter.html)).joined(separator: " ").contains(words(sentence).joined(separator: " ")))
    }

    @Test(arguments: [
        ("2026-12-01", "Vandaag was er"), ("2026-12-02", "Gisteren was er"),
        ("2026-12-03", "Op dinsdag 1 december was er"), ("2027-01-01", "Op dinsdag 1 december 2026 was er"),
    ])
    func `a past meeting is told from the day on which the letter goes`(today: String, sentence: String) throws {
        let letter = try letter(from: Duinrand.facts([Duinrand.part(.after)], today: Duinrand.day(today)))
        #expect(letter.text.contains(sentence))
    }

    @Test(arguments: [
        ("2026-11-24", "dinsdag 1 december is het"), ("2026-11-25", "dinsdag is het"), ("2026-12-01", "dinsdag is het"),
    ])
    func `a text to copy names the weekday, with the date when it is a week away`(today: String, start: String) throws {
        let letter = try letter(from: Duinrand.facts([Duinrand.part(.beforeWeek)], today: Duinrand.day(today)))
        #expect(textsToCopy(letter.text).first?.hasPrefix("Hoi, \(start) gesprek.") == true)
    }

    @Test(arguments: [
        ("2026-12-10T19:30", 90, "van 19.30 tot 21.00 uur, online"),
        ("2026-12-10T23:30", 90, "van 23.30 tot 01.00 uur, online"),
        // The clock goes from 02:00 to 03:00, and from 03:00 to 02:00.
        ("2027-03-28T01:30", 60, "van 01.30 tot 03.30 uur, online"),
        ("2027-10-31T01:30", 120, "van 01.30 tot 02.30 uur, online"),
    ])
    func `a session is told from when until when`(starts: String, minutes: Int, hours: String) throws {
        var part = Duinrand.part(.intervisionInvite, starts: starts)
        part.minutes = minutes
        let letter = try letter(from: Duinrand.facts([part]))
        #expect(letter.text.replacing("\n", with: " ").contains(hours))
    }

    @Test(arguments: [
        ("online" as String?, "https://x.example" as String?, "uur, online."),
        ("Buurthuis De Kring", nil, "uur, Buurthuis De Kring."), (nil, "https://x.example", "uur, online."),
        (nil, nil, "21.00 uur."),
    ])
    func `a session's place is told when it is known`(place: String?, link: String?, end: String) throws {
        let part = Duinrand.part(.intervisionInvite, place: place, link: link)
        let letter = try letter(from: Duinrand.facts([part]))
        #expect(letter.text.replacing("\n", with: " ").contains(end))
        #expect(letter.text.contains("Online meedoen") == (link != nil))
    }

    @Test func `every weekday and month has its Dutch name`() {
        let days = (0..<7).map { Dutch.day(Duinrand.day("2026-11-30") + $0, seenFrom: Duinrand.today) }
        #expect(
            days.map { $0.split(separator: " ")[0] } == [
                "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
            ])
        let months = (1...12).compactMap { LocalDate(year: 2026, month: $0, day: 1) }
            .map { Dutch.day($0, seenFrom: Duinrand.today).split(separator: " ")[2] }
        #expect(
            months == [
                "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
                "november", "december",
            ])
    }
}
