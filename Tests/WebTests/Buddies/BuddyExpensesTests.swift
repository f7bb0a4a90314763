import Domain
import Storage
import TestSupport
import Testing
import Web

@Suite struct BuddyExpensesTests {
    private let test: TestSite
    private let browser: TestBrowser
    private let path: String

    init() throws {
        test = try TestSite(at: "2025-11-20T12:00")
        browser = try test.browser()
        try browser.post(
            "/duinrand/buddys/nieuw", [("naam", "Sanne"), ("stand", "available"), ("hoe", "samen"), ("ouders", "1")])
        let uid = try #require(try test.house.store().read { try $0.buddies() }.first?.uid)
        path = "/duinrand/buddys/\(uid)"
    }

    private func note(_ hours: String, _ costs: String, day: String = "2025-11-20", _ more: [(String, String)] = [])
        throws
        -> TestBrowser.Shown
    {
        try browser.post(
            "\(path)/onkosten", [("dag", day), ("wat", "reiskosten"), ("uren", hours), ("kosten", costs)] + more)
    }

    @Test func `hours and expenses are added up, and what is left is shown`() throws {
        #expect(try note("1,5", "12,50").location == "\(path)/onkosten?melding=toegevoegd")
        let page = try browser.get("\(path)/onkosten")
        #expect(page.has("€ 8,40") && page.has("€ 12,50") && page.has("€ 20,90"))
        #expect(page.has("Nog over: € 189,10 deze maand, € 2.079,10 dit jaar"))
        let year = try browser.get("/duinrand/buddys/onkosten")
        #expect(year.has("Sanne") && year.has("1,5 uur") && year.has("€ 2.079,10"))
    }

    @Test func `past the cap it is refused, unless somebody says that they know`() throws {
        #expect(try note("", "200").status == 303)
        let refused = try note("2", "")
        #expect(refused.status == 422 && refused.has("Dit is € 11,20.") && refused.has("nog € 10,00"))
        #expect(refused.has("Noteer het toch"))
        #expect(try note("2", "", [("toch", "ja")]).status == 303)
        #expect(try browser.get("\(path)/onkosten").has("Nog over: € 0,00 deze maand, € 1.888,80 dit jaar"))
        // Another month of the same year has room of its own.
        #expect(try note("2", "", day: "2025-10-01").status == 303)
    }

    @Test func `a line that was wrong goes away, and room comes back`() throws {
        _ = try note("", "200")
        let text = try browser.get("\(path)/onkosten").text
        let action = try #require(text.firstMatch(of: /action="([^"]+\/weg)"/)?.output.1)
        #expect(try browser.post(String(action)).status == 303)
        #expect(try browser.post(String(action)).status == 404)
        #expect(try browser.get("\(path)/onkosten").has("Nog over: € 210,00 deze maand"))
    }

    @Test(arguments: [
        ("", "", "Vul uren in, of onkosten"), ("veel", "", "Typ het aantal uren"), ("", "twaalf", "Typ een bedrag"),
        ("25", "", "Typ het aantal uren"), ("", "5000,01", "Dit bedrag is te groot."),
    ])
    func `what cannot be read is said beside its field`(hours: String, costs: String, words: String) throws {
        let shown = try note(hours, costs)
        #expect(shown.status == 422 && shown.has(words))
    }

    @Test(arguments: ["2025-11-21", "2017-01-01", ""])
    func `a day lies in the past, and within seven years`(day: String) throws {
        #expect(try note("1", "", day: day).status == 422)
    }

    @Test func `who is not yet 21 gets the lower rate`() throws {
        try browser.post(
            "\(path)/gegevens",
            [("naam", "Sanne"), ("hoe", "samen"), ("ouders", "1"), ("versie", "1"), ("wordt21", "2025-12-01")])
        #expect(try note("2", "").status == 303)
        #expect(try browser.get("\(path)/onkosten").has("€ 6,60"))
    }

    @Test func `a year that nobody filled in says so, until somebody does`() throws {
        try test.house.pass(until: "2026-02-02T12:00")
        let browser = try test.browser()
        #expect(try browser.get("\(path)/onkosten").has("De bedragen van 2026 zijn nog niet ingevuld."))
        let wrong = try browser.post(
            "/duinrand/buddys/bedragen",
            [("jaar", "2026"), ("uur", "x"), ("uur21", ""), ("maand", "220"), ("heel", "100"), ("bron", "")])
        #expect(wrong.status == 422 && wrong.has("Per jaar is minder dan per maand."))
        let row = [
            ("jaar", "2026"), ("uur", "5,75"), ("uur21", "3,40"), ("maand", "220"), ("heel", "2.200,00"),
            ("bron", "de krant"),
        ]
        #expect(try browser.post("/duinrand/buddys/bedragen", row).status == 303)
        let page = try browser.get("\(path)/onkosten")
        #expect(!page.has("nog niet ingevuld") && page.has("Nog over: € 220,00") && page.has("de krant"))
    }

    @Test func `a letter of thanks names what was done and nobody else`() throws {
        try test.house.importing(
            """
            {"buddies":[{"ref":"b1","name":"Bert Jansen","state":"available"}],
             "requesters":[{"ref":"p1","kind":"parent","name":"Geheime Ouder"}],
             "matches":[{"ref":"m1","buddy":"b1","requester":"p1","since":"2025-01-01","label":"Esdoorn"}],
             "meetings":[{"ref":"g1","match":"m1","starts":"2025-03-01T14:00","minutes":45,"buddy_attends":true,"cancelled":false},
                         {"ref":"g2","match":"m1","starts":"2025-04-01T14:00","minutes":45,"buddy_attends":true,"cancelled":false},
                         {"ref":"g3","match":"m1","starts":"2025-12-01T14:00","minutes":45,"buddy_attends":true,"cancelled":false}]}
            """)
        let uid = try #require(try test.house.store().read { try $0.buddies() }.first { $0.name == "Bert Jansen" }?.uid)
        let letter = try browser.get("/duinrand/buddys/\(uid)/bedankbrief")
        #expect(
            letter.has("Beste Bert,")
                && letter.has("Je stond naast één ouder en je ging mee naar 2 gesprekken op school."))
        #expect(!letter.has("Geheime") && !letter.has("Esdoorn") && letter.has("Noor Bakker"))
    }
}
