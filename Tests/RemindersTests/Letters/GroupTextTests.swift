import Domain
import Storage
import Testing

@testable import Reminders

struct GroupTextTests {
    private func facts(_ text: String, subject: String = "Even bijpraten?", mail: Bool = true) -> GroupFacts {
        GroupFacts(
            tenantName: "Steunpunt Duinrand", coordinatorName: "Noor Bakker", coordinatorPhone: "06 12 34 56 78",
            replyTo: mail ? EmailAddress("noor@duinrand.example") : nil, recipientFirstName: "Sam", subject: subject,
            text: text)
    }

    private func letter(_ text: String, subject: String = "Even bijpraten?", mail: Bool = true) -> Letter {
        GroupText(facts: facts(text, subject: subject, mail: mail)).page.letter(with: nil)
    }

    @Test func `paragraphs stay apart and broken lines stay broken`() {
        let letter = letter("Eerste regel\r\ntweede regel\n\n\n  \nAndere alinea")
        #expect(letter.text.hasPrefix("Hoi Sam,\n\nEerste regel\ntweede regel\n\nAndere alinea\n\n"))
        #expect(letter.html.contains("Eerste regel<br>tweede regel</p>"))
    }

    @Test func `it ends with who wrote it and how to hear no more`() {
        let letter = letter("Dag")
        #expect(letter.text.contains("Wil je zulke berichten niet meer? Bel mij of beantwoord deze mail."))
        #expect(letter.text.hasSuffix("Groet,\nNoor Bakker\n06 12 34 56 78\nSteunpunt Duinrand\n"))
        #expect(self.letter("Dag", mail: false).text.contains("niet meer? Bel mij."))
    }

    @Test(arguments: [
        (
            "Zie https://example.org/x.",
            "<a class=\"green\" style=\"color:#0f5c4d;text-decoration:underline\" href=\"https://example.org/x\">https://example.org/x</a>."
        ),
        ("(https://example.org)", "(https://example.org)"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://example.org/\"><script>", "https://example.org/&quot;&gt;&lt;script&gt;"),
    ])
    func `an address on the web becomes a link to what it shows, and nothing else does`(text: String, html: String) {
        let letter = letter(text)
        #expect(letter.html.contains(html), "\(letter.html.components(separatedBy: "Hoi Sam").last ?? "")")
        #expect(!letter.html.contains("href=\"javascript"))
    }

    @Test func `a long line is wrapped and a long address is not`() {
        let address = "https://example.org/" + String(repeating: "a", count: 100)
        let letter = letter(String(repeating: "woord ", count: 40) + "\n" + address)
        #expect(letter.text.contains("\n\(address)\n"))
        #expect(letter.text.split(separator: "\n").allSatisfy { $0.count <= 72 || $0 == address })
    }

    @Test(arguments: ["<b>vet</b>", "\"onload=\"x", "<!-- -->", "&lt;script&gt;"])
    func `markup in it is text`(hostile: String) {
        let letter = letter("Hallo \(hostile)", subject: hostile)
        #expect(!letter.html.contains(hostile))
        #expect(letter.text.contains("Hallo \(hostile)"))
        #expect(unbalancedTags(letter.html).isEmpty)
    }

    @Test(arguments: ["Bcc: a@example.org", "x\r\nBcc: a@example.org", "x\u{2028}y", "\u{202E}txt"])
    func `a subject is one line`(subject: String) {
        let letter = letter("Dag", subject: subject)
        #expect(letter.subject.unicodeScalars.allSatisfy { $0 != "\r" && $0 != "\n" && $0.value != 0x202E })
    }

    @Test func `a page shows the same words as the mail`() throws {
        let content = MailContent.group(facts("Eén\ntwee https://example.org/x\n\ndrie"))
        let preview = try LetterPreview(content, .group)
        #expect(preview.text == letter("Eén\ntwee https://example.org/x\n\ndrie").text)
        #expect(
            preview.blocks.first
                == .paragraph([.text("Eén"), .newLine, .text("twee "), .link("https://example.org/x")]))
        #expect(preview.closing == ["Groet,", "Noor Bakker", "06 12 34 56 78"])
    }

    @Test(arguments: Sample.all)
    func `every letter of the programme can be shown and proved`(sample: Sample) throws {
        let content = MailContent.letter(sample.facts())
        let preview = try LetterPreview(content, .beforeDay)
        #expect(try Reminders.letter(from: sample.facts()).text == preview.text)
        let proof = try LetterPreview(.proof(content), .test)
        #expect(proof.subject == "Proef: \(preview.subject)")
        #expect(proof.text.contains("Dit is een proef."))
    }
}
