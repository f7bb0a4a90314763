import Domain
import Testing

@testable import Reminders

@Suite struct MovedLetterTests {
    @Test func `a moved meeting tells the old and the new time`() throws {
        let part = Duinrand.part(.moved, starts: "2026-12-03T10:30", previous: Duinrand.told("2026-12-01T14:00"))
        let letter = try letter(from: Duinrand.facts([part]))
        #expect(letter.subject == "Een gesprek is verzet")
        #expect(
            letter.text.contains("Was: dinsdag 1 december om 14.00 uur\nWordt: donderdag 3 december om 10.30 uur\n"))
    }

    @Test func `a meeting that was off says that it goes on after all`() throws {
        let told = Duinrand.told("2026-12-01T14:00", cancelled: true)
        let part = Duinrand.part(.moved, starts: "2026-12-03T10:30", previous: told)
        let letter = try letter(from: Duinrand.facts([part]))
        #expect(letter.subject == "Je wordt toch verwacht bij een gesprek")
        #expect(letter.text.contains("Eerder hoefde je niet naar het gesprek (Esdoorn). Nu toch wel:"))
        #expect(letter.text.contains("Nu: donderdag 3 december om 10.30 uur"))
        #expect(letter.appointment?.method == .request)
    }

    @Test func `a session in another place tells both places`() throws {
        let told = Duinrand.told("2026-12-10T19:30", place: "online")
        let part = Duinrand.part(.moved, previous: told, place: "De Kring", link: nil, intervision: true)
        let letter = try letter(from: Duinrand.facts([part]))
        #expect(letter.subject == "De intervisie is op een andere plek")
        #expect(letter.text.contains("Was: online\nWordt: De Kring\n"))
    }

    @Test func `a session with another link tells the new one, and not the old`() throws {
        let told = Duinrand.told("2026-12-10T19:30", place: "online", link: "https://oud.example/x")
        let part = Duinrand.part(.moved, previous: told, answer: .yes, intervision: true)
        let letter = try letter(from: Duinrand.facts([part]))
        #expect(letter.subject == "Een nieuwe link voor de intervisie")
        let text = letter.text.replacing("\n", with: " ")
        #expect(
            text.contains(
                "De intervisie van donderdag 10 december om 19.30 uur heeft een nieuwe link om online mee te doen. Gebruik"
            ))
        #expect(text.contains("https://praten.example/duinrand") && !letter.html.contains("oud.example"))
        #expect(letter.appointment?.place == "online, https://praten.example/duinrand")
    }

    @Test func `a session whose link is gone says that something changed`() throws {
        let told = Duinrand.told("2026-12-10T19:30", place: "De Kring", link: "https://oud.example/x")
        let part = Duinrand.part(.moved, previous: told, place: "De Kring", link: nil, intervision: true)
        let letter = try letter(from: Duinrand.facts([part]))
        #expect(letter.subject == "Er is iets veranderd")
        #expect(letter.text.contains("Nu: donderdag 10 december van 19.30 tot 21.00 uur, De Kring"))
    }

    @Test func `a session at another time and place tells both of both`() throws {
        let told = Duinrand.told("2026-12-09T19:30", place: "De Kring")
        let letter = try letter(from: Duinrand.facts([Duinrand.part(.moved, previous: told, intervision: true)]))
        #expect(letter.text.contains("Was: woensdag 9 december om 19.30 uur, De Kring\n"))
        #expect(letter.text.contains("Wordt: donderdag 10 december van 19.30 tot 21.00 uur, online\n"))
    }

    @Test func `who was told nothing hears what is now`() throws {
        let letter = try letter(from: Duinrand.facts([Duinrand.part(.moved)]))
        #expect(letter.text.contains("Nu: dinsdag 1 december om 14.00 uur"))
        #expect(!letter.text.contains("Was:"))
    }

    @Test func `who did not say yes to a session is asked, not taken for granted`() throws {
        let told = Duinrand.told("2026-12-09T19:30")
        for answer in [IntervisionAnswer.maybe, .no, nil] {
            let part = Duinrand.part(.moved, previous: told, answer: answer, intervision: true)
            #expect(try !letter(from: Duinrand.facts([part])).text.contains("niets te doen"))
        }
    }

    @Test func `a cancellation names the moment that the recipient knew`() throws {
        let part = Duinrand.part(.cancelled, starts: "2026-12-03T10:30", previous: Duinrand.told("2026-12-01T14:00"))
        let letter = try letter(from: Duinrand.facts([part]))
        #expect(
            letter.text.replacing("\n", with: " ").contains("op dinsdag 1 december om 14.00 uur. Die gaat niet door."))
        #expect(!letter.text.contains("donderdag"))
    }
}
