import Domain
import TestSupport
import Testing
import Web

@Suite struct CaseCardPagesTests {
    private let agenda: AgendaSite
    private var browser: TestBrowser { agenda.browser }

    init() throws {
        agenda = try AgendaSite()
    }

    private func card(_ changes: [String: String] = [:]) -> [(String, String)] {
        let usual = [
            "soort": "hard", "titel": "Niemand luistert", "situatie": "Een ouder zat alleen.", "vraag": "Wat nu?",
            "advies": "Vraag wie wat wil.", "afloop": "Het werd rustiger.",
        ]
        return usual.merging(changes) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    @Test func `a card is written, read, changed and thrown away`() throws {
        #expect(try browser.post("/duinrand/agenda/casuskaart/nieuw", card()).status == 303)
        try browser.get("/duinrand/agenda/casuskaarten")
        #expect(browser.page.has("Niemand luistert") && browser.page.has("Vraag wie wat wil."))
        let path = try #require(
            browser.page.text.firstMatch(of: /\/duinrand\/agenda\/casuskaart\/[a-z2-7]{26}/)?.output)
        let changed = card(["titel": "Iedereen luistert", "soort": "success", "versie": "1"])
        #expect(try browser.post(String(path), changed).status == 303)
        #expect(try browser.post(String(path), changed).status == 409)
        #expect(try browser.get("/duinrand/agenda/casuskaarten").has("Dit ging goed"))
        #expect(try browser.post("\(path)/weg").status == 303)
        #expect(try browser.post("\(path)/weg").status == 404)
        #expect(try browser.get(String(path)).status == 404)
    }

    @Test(arguments: ["titel", "situatie", "vraag", "advies", "afloop"], ["Sam", "fatma", "Toen zei Robin Stil iets"])
    func `a card with a name that we know is refused in every field`(field: String, name: String) throws {
        #expect(try browser.post("/duinrand/agenda/casuskaart/nieuw", card([field: name])).status == 422)
        #expect(browser.page.has("Hier staat een naam die wij kennen") && browser.page.has("href=\"#\(field)\""))
        #expect(try browser.get("/duinrand/agenda/casuskaarten").has("Nog geen casuskaarten"))
    }

    @Test func `hostile text is shown as text, line by line`() throws {
        let text = "<script>alert(1)</script>\r\n\"'&"
        #expect(try browser.post("/duinrand/agenda/casuskaart/nieuw", card(["situatie": text])).status == 303)
        try browser.get("/duinrand/agenda/casuskaarten")
        #expect(browser.page.has("&lt;script&gt;alert(1)&lt;/script&gt;<br>&quot;&#39;&amp;"))
    }

    @Test(arguments: [("soort", "x"), ("titel", ""), ("situatie", " "), ("titel", "a\u{202E}b")])
    func `a card that lacks something is not written`(field: String, value: String) throws {
        #expect(try browser.post("/duinrand/agenda/casuskaart/nieuw", card([field: value])).status == 422)
    }

    @Test func `a trainer reads and writes no cards`() throws {
        let trainer = try agenda.test.browser(as: .trainer)
        #expect(try trainer.get("/duinrand/agenda/casuskaarten").status == 403)
        #expect(try trainer.post("/duinrand/agenda/casuskaart/nieuw", card()).status == 403)
    }
}
