import Domain
import Testing

@testable import Reminders

@Suite struct LetterEscapingTests {
    static let hostile = "<script>alert(1)</script>\"'&<img src=x>"

    @Test(arguments: Sample.all)
    func `a hostile name comes out as text, in every letter`(sample: Sample) throws {
        var facts = sample.facts(phone: Self.hostile)
        facts.tenantName = Self.hostile
        facts.coordinatorName = Self.hostile
        facts.recipientFirstName = Self.hostile
        for index in facts.parts.indices {
            facts.parts[index].label = Self.hostile
            facts.parts[index].place = Self.hostile
            facts.parts[index].link = "https://x.example/\"><script>alert(1)</script>"
        }
        let letter = try letter(from: facts)
        #expect(!letter.html.contains("<script"))
        #expect(!letter.html.contains("<img"))
        #expect(unbalancedTags(letter.html).isEmpty)
        #expect(letter.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;img src=x&gt;"))
        #expect(letter.text.contains("Hoi \(Self.hostile),"))
        #expect(!letter.subject.contains("script"))
    }

    @Test(arguments: [
        "javascript:alert(1)", "data:text/html,x", "https://", "https:///pad", "//evil.example", "http://a b.example",
        "https://a.example/\"onclick=x", "https://a.example/<b>", "file:///etc/passwd", "praten.example",
    ])
    func `a link that is not plainly http or https is shown and cannot be tapped`(link: String) throws {
        #expect(MailLink.web(link) == nil)
        let letter = try letter(from: Duinrand.facts([Duinrand.part(.intervisionInvite, link: link)], phone: nil))
        #expect(links(letter.html).isEmpty)
        #expect(visibleText(letter.html).contains("Online meedoen: \(link)"))
    }

    @Test(arguments: ["https://praten.example/x?a=1&b=2", "http://praten.example", "HTTPS://praten.example/é"])
    func `an ordinary link can be tapped and is escaped as an attribute`(link: String) throws {
        let letter = try letter(from: Duinrand.facts([Duinrand.part(.intervisionInvite, link: link)], phone: nil))
        #expect(links(letter.html) == [link])
        #expect(!letter.html.contains("a=1&b=2"))
        #expect(letter.text.contains(link))
    }

    @Test(arguments: ["Sam\r\nBcc: x@example.org", "Sam\u{2028}x", "Sam\u{0}x", "Sam\u{202E}x", "Sam \u{2066} x"])
    func `a name stays on one line and turns nothing round`(name: String) throws {
        let letter = try letter(from: Duinrand.facts([Duinrand.part(.beforeDay)], firstName: name))
        let first = letter.text.prefix { $0 != "\n" }
        #expect(first.hasPrefix("Hoi Sam") && first.hasSuffix(","))
        for scalar in letter.text.unicodeScalars {
            #expect(scalar == "\n" || (scalar.properties.generalCategory != .control))
            #expect(!["\u{2028}", "\u{202E}", "\u{2066}"].contains(scalar))
        }
    }
}
