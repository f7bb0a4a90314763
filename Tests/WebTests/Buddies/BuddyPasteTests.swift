import Domain
import Storage
import TestSupport
import Testing
import Web

@Suite struct BuddyPasteTests {
    private let test: TestSite
    private let browser: TestBrowser

    init() throws {
        test = try TestSite()
        browser = try test.browser()
    }

    private var names: [String] {
        get throws { try test.house.store().read { try $0.buddies() }.map(\.name) }
    }

    @Test func `a list is shown line by line before anything is kept`() throws {
        let list =
            "Naam;Mail\nSanne <sanne@example.org>\nPiet\nAnna; anna@example.org; 06 12 34 56 78\nSanne; SANNE@example.org"
        let shown = try browser.post("/duinrand/buddys/plakken", [("lijst", list), ("stand", "available")])
        #expect(shown.status == 200 && shown.has("Voeg 2 buddy's toe"))
        #expect(shown.has("Hier staat geen e-mailadres.") && shown.has("Dit adres staat ook op regel 2."))
        #expect(try names.isEmpty)
        let added = try browser.post("/duinrand/buddys/plakken/toevoegen", [("lijst", list), ("stand", "training")])
        #expect(added.location == "/duinrand/buddys?melding=toegevoegd")
        #expect(try names == ["Anna", "Sanne"])
        #expect(try test.house.store().read { try $0.buddies() }.allSatisfy { $0.state == .training })
        // Sent again it adds nobody.
        let again = try browser.post("/duinrand/buddys/plakken", [("lijst", list), ("stand", "available")])
        #expect(again.has("Is al bekend.") && !again.has("<button type=\"submit\">Voeg"))
        #expect(
            try browser.post("/duinrand/buddys/plakken/toevoegen", [("lijst", list), ("stand", "available")]).location
                == "/duinrand/buddys?melding=niets-veranderd")
        #expect(try names.count == 2)
    }

    @Test(arguments: ["/plakken", "/plakken/toevoegen"])
    func `nothing, too much, or no state is said in words`(path: String) throws {
        for (list, state, words) in [
            ("", "available", "Plak hier namen en adressen"),
            ("a@example.org", "", "Kies waar deze buddy&#39;s nu staan."),
            ("a@example.org", "stopped", "Kies een van de antwoorden."),
            (
                (0...500).map { "b\($0)@example.org" }.joined(separator: "\n"), "available",
                "Plak ten hoogste 500 regels."
            ),
        ] {
            let shown = try browser.post("/duinrand/buddys\(path)", [("lijst", list), ("stand", state)])
            #expect(shown.status == 422 && shown.has(words), "\(words)")
        }
        #expect(try names.isEmpty)
    }

    @Test func `five hundred buddies come in at once, each with a history`() throws {
        let list = (1...500).map { "Buddy \($0) <b\($0)@example.org>" }.joined(separator: "\n")
        #expect(
            try browser.post("/duinrand/buddys/plakken", [("lijst", list), ("stand", "available")]).has(
                "Voeg 500 buddy"))
        #expect(
            try browser.post("/duinrand/buddys/plakken/toevoegen", [("lijst", list), ("stand", "available")]).status
                == 303)
        #expect(try names.count == 500)
        let page = try browser.get("/duinrand/buddys?pagina=5")
        #expect(page.has("Buddy 99<") && page.has("aria-current=\"page\">5</a>") && !page.has("Buddy 1<"))
        let uid = try #require(try test.house.store().read { try $0.buddies() }.first?.uid)
        #expect(try test.house.store().read { try $0.buddy(uid) }.steps.map(\.step) == [.enter])
    }

    @Test func `hostile lines are shown as words`() throws {
        let shown = try browser.post(
            "/duinrand/buddys/plakken",
            [("lijst", "<script>x</script> <a@example.org>\n</textarea><img src=x>"), ("stand", "available")])
        #expect(!shown.has("<script") && !shown.has("<img") && shown.has("&lt;/textarea&gt;"))
    }
}
