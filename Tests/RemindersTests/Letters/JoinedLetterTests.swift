import Domain
import Testing

@testable import Reminders

@Suite struct JoinedLetterTests {
    @Test func `parts become sections in order of start, with one greeting and one closing`() throws {
        let letter = try letter(from: Sample.joined.facts())
        let places = ["(Berk)", "(Esdoorn)", "(Linde)", "intervisie"].map { letter.text.range(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil })
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        for once in ["Hoi Sam,", "Groet,", "Schrijf geen namen als je antwoordt.", "Noem geen namen en geen school."] {
            #expect(letter.text.components(separatedBy: once).count == 2, "\(once)")
            #expect(letter.html.components(separatedBy: once).count == 2, "\(once)")
        }
        #expect(letter.text.contains("Dit zijn 4 berichten in één mail."))
    }

    @Test func `a joined mail carries no appointment, and does not speak of one`() throws {
        let letter = try letter(from: Sample.joined.facts())
        #expect(letter.appointment == nil)
        #expect(!letter.text.contains("agenda"))
    }

    @Test(arguments: [2, 20, 21, 300])
    func `however many there are, none is left out`(count: Int) throws {
        let parts = (0..<count).map { Duinrand.part(.beforeDay, label: "Boom\($0)x") }
        let letter = try letter(from: Duinrand.facts(parts))
        for number in 0..<count {
            #expect(letter.text.contains("Boom\(number)x"))
            #expect(letter.html.contains("Boom\(number)x"))
        }
        #expect(letter.text.contains("Denk ook aan") == (count > Joined.fullSections))
        // Gmail cuts a mail off at 102 KB.
        if count <= 21 { #expect(letter.html.utf8.count < 102_000) }
    }

    @Test func `one part that cannot be written refuses the mail`() {
        let facts = Duinrand.facts([Duinrand.part(.beforeDay), Duinrand.part(.digest)])
        #expect(throws: UnwritableLetter.notOfTheProgramme(.digest)) { try letter(from: facts) }
    }
}
