import Domain
import Testing

@Suite struct PastedBuddiesTests {
    private func people(_ text: String) -> [String] {
        PastedBuddies(text).lines.map { line in
            switch line.outcome {
            case .buddy(let buddy):
                "\(line.number) \(buddy.name)|\(buddy.email)|\(buddy.phone ?? "")\(buddy.isNameGuessed ? "|?" : "")"
            case .wrong(_, let fault): "\(line.number) \(fault)"
            }
        }
    }

    @Test(arguments: [
        ("Sanne de Wit <sanne@example.org>", "1 Sanne de Wit|sanne@example.org|"),
        ("Sanne de Wit; sanne@example.org", "1 Sanne de Wit|sanne@example.org|"),
        ("Sanne de Wit, sanne@example.org, 06 12 34 56 78", "1 Sanne de Wit|sanne@example.org|06 12 34 56 78"),
        ("Sanne\tde Wit\tsanne@example.org\t0612345678", "1 Sanne de Wit|sanne@example.org|0612345678"),
        ("06-12345678;sanne@example.org;Sanne de Wit", "1 Sanne de Wit|sanne@example.org|06-12345678"),
        ("sanne@example.org", "1 Sanne|sanne@example.org||?"),
        ("jan.de.vries@example.org", "1 Jan de Vries|jan.de.vries@example.org||?"),
        ("<sanne@example.org>", "1 Sanne|sanne@example.org||?"),
        ("\"Wit, Sanne de\" <sanne@example.org>", "1 Wit, Sanne de|sanne@example.org|"),
        ("Sanne de Wit sanne@example.org", "1 Sanne de Wit|sanne@example.org|"),
        ("Sanne <mailto:sanne@example.org>", "1 Sanne|sanne@example.org|"),
        ("  Sanne ;  sanne@example.org ;  ", "1 Sanne|sanne@example.org|"),
        ("Renée O'Connor <renée@example.org>", "1 Renée O'Connor|renée@example.org|"),
        ("Sanne de Wit", "1 noAddress"), ("Sanne; sanne@example", "1 badAddress"),
        ("Sanne; @example.org", "1 badAddress"),
        ("Sanne\u{202E} <sanne@example.org>", "1 badCharacter"),
    ])
    func `a line is read as people have it`(line: String, expected: String) {
        #expect(people(line) == [expected])
    }

    @Test func `the first line may name the columns, empty lines are nothing`() {
        #expect(
            people("Naam\tE-mail\n\nSanne\tsanne@example.org\r\n\nJan\tjan@example.org\n")
                == ["3 Sanne|sanne@example.org|", "5 Jan|jan@example.org|"])
    }

    @Test func `the To field of a mail is several people`() {
        #expect(
            people("Sanne de Wit <sanne@example.org>; Jan <jan@example.org>, piet@example.org")
                == ["1 Sanne de Wit|sanne@example.org|", "1 Jan|jan@example.org|", "1 Piet|piet@example.org||?"])
        #expect(
            people("Sanne; sanne@example.org; Jan; jan@example.org")
                == ["1 Sanne|sanne@example.org|", "1 Jan|jan@example.org|"])
    }

    @Test func `the same address counts once, however it is written`() {
        #expect(
            people("Sanne <sanne@example.org>\nS. de Wit <Sanne@Example.org>")
                == ["1 Sanne|sanne@example.org|", "2 twice(line: 1)"])
    }

    @Test func `five hundred people fit, one more does not`() {
        let all = (1...500).map { "buddy\($0)@example.org" }
        #expect(PastedBuddies(all.joined(separator: "\n")).buddies.count == 500)
        #expect(!PastedBuddies(all.joined(separator: "\n")).isTooLong)
        #expect(PastedBuddies((all + ["x@example.org"]).joined(separator: "\n")).isTooLong)
        #expect(PastedBuddies((all + ["x@example.org"]).joined(separator: ";")).isTooLong)
        #expect(PastedBuddies(String(repeating: "a", count: 60_001)).isTooLong)
    }

    @Test func `a name of a hundred characters fits, and a wrong line is shown cut short`() {
        let name = String(repeating: "n", count: 100)
        #expect(PastedBuddies("\(name) <a@example.org>").buddies.count == 1)
        #expect(people("\(name)n <a@example.org>") == ["1 nameTooLong"])
        guard case .wrong(let text, _) = PastedBuddies(String(repeating: "x", count: 300)).lines[0].outcome else {
            Issue.record("not wrong")
            return
        }
        #expect(text.count == 80)
    }
}
