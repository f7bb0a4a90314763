import Domain
import Storage
import TestSupport
import Testing

@Suite struct MatchingTests {
    @Test func `from request to buddy, both sides' yes and the first date, on one page, with the mail said before`()
        throws
    {
        let desk = try RequestDesk()
        let path = try desk.enter()
        #expect(try desk.browser.get(path).has("heeft nu geen andere ouder"))
        #expect(desk.browser.page.has("nog niet geschoold") && desk.browser.page.has("VOG nog niet gezien"))
        try desk.agree(at: path)
        #expect(try desk.browser.get(path).has("Beide kanten zeggen ja"))
        let meeting = [("naam", "Esdoorn"), ("datum", "2026-12-15"), ("tijd", "14.00"), ("duur", "45")]
        let before = try desk.press("Verder", meeting)
        #expect(before.status == 200 && before.has("Dit wordt er gemaild"))
        #expect(before.has("De buddy krijgt dinsdag 8 december om 16.00 uur een herinnering"))
        #expect(before.has("De buddy krijgt maandag 14 december om 16.00 uur een herinnering"))
        #expect(try desk.letters().isEmpty, "looking first changes nothing")
        #expect(try desk.press("Maak de koppeling").location?.hasPrefix("/duinrand/koppelingen/") == true)
        let due = try desk.letters().filter { $0.kind == LetterKind.beforeDay.rawValue }.map(\.due)
        #expect(due == [try moment("2026-12-14T16:00")], "and what was said is what waits")
        #expect(try desk.letters().count == 4)
        #expect(try desk.browser.get(path).has("Een ouder heeft een buddy"))
    }

    @Test func `another date than the one that was shown is shown first`() throws {
        let desk = try RequestDesk()
        let path = try desk.enter()
        try desk.agree(at: path)
        try desk.browser.get(path)
        try desk.press("Verder", [("naam", "Esdoorn"), ("datum", "2026-12-15"), ("tijd", "14:00")])
        let again = try desk.press("Maak de koppeling", [("datum", "2026-12-16")])
        #expect(again.status == 200 && again.has("dinsdag 15 december om 16.00 uur"))
        #expect(try desk.site.house.store().read { try $0.matchCounts() }.running == 0)
    }

    @Test(arguments: [
        (("naam", "3 <b>"), "Gebruik alleen letters"), (("naam", ""), "Geef de koppeling een naam"),
        (("naam", "Van ans"), "Zo heet de ouder zelf"),
        (("datum", "2026-11-29"), "al voorbij"), (("datum", "2026-12-01"), "Vul in hoe laat"),
        (("tijd", "10:00"), "Vul in op welke dag"), (("tot", "2026-11-01"), "voor het begin"),
        (("vanaf", "2020-01-01"), "binnen een jaar"), (("datum", "2031-01-01"), "binnen twee jaar"),
        (("duur", "1000"), "Typ een getal van 5"),
    ])
    func `what a match cannot be is said beside its field`(field: (String, String), words: String) throws {
        let desk = try RequestDesk()
        let path = try desk.enter()
        try desk.agree(at: path)
        try desk.browser.get(path)
        let more = [("naam", "Esdoorn")].filter { $0.0 != field.0 } + [field]
        let shown = try desk.press("Verder", more)
        #expect(shown.status == 422 && shown.has(words), "\(shown.status)")
        #expect(try desk.site.house.store().read { try $0.matchCounts() }.running == 0)
    }

    @Test func `the hour that summer time skips is no time for a meeting`() throws {
        let desk = try RequestDesk()
        let path = try desk.enter()
        try desk.agree(at: path)
        try desk.browser.get(path)
        let shown = try desk.press("Verder", [("naam", "Es"), ("datum", "2027-03-28"), ("tijd", "02:30")])
        #expect(shown.status == 422 && shown.has("klok gaat dan een uur vooruit"))
    }

    @Test(arguments: ["buddy", "ouder"])
    func `either may say no, and it stays known`(who: String) throws {
        let desk = try RequestDesk()
        let path = try desk.enter()
        try desk.press("Vraag Sam", at: path)
        if who == "ouder" { try desk.press("Sam zegt ja", at: path) }
        try desk.press(who == "ouder" ? "Ouder zegt nee" : "Sam zegt nee", at: path)
        let page = try desk.browser.get(path)
        #expect(page.has("Een ouder wacht") && page.has("Eerder gevraagd (1)"))
        #expect(page.has(who == "buddy" ? "zei bij deze aanvraag eerder nee" : "hier is eerder nee tegen gezegd"))
        let kim = try #require(page.text.firstRange(of: ">Kim</a>"))
        let sam = try #require(page.text.firstRange(of: ">Sam</a>"))
        #expect(kim.lowerBound < sam.lowerBound, "who said no comes after who was not asked")
    }

    @Test func `a proposal taken back stays known, and the buddy can be asked again`() throws {
        let desk = try RequestDesk()
        let path = try desk.enter()
        try desk.press("Vraag Sam", at: path)
        try desk.press("Trek dit voorstel in", at: path)
        #expect(try desk.browser.get(path).has("dit voorstel trok je eerder in"))
        try desk.press("Vraag Sam", at: path)
        #expect(try desk.browser.get(path).has("Sam is gevraagd"))
    }

    @Test func `two people asking at once: the second is told, and one buddy is asked`() throws {
        let desk = try RequestDesk()
        let path = try desk.enter()
        try desk.browser.get(path)
        let version = try #require(desk.browser.page.text.firstMatch(of: /name="versie" value="(\d+)"/)?.output.1)
        let buddies = desk.browser.page.text.matches(of: /name="buddy" value="([a-z2-7]+)"/).map { String($0.output.1) }
        #expect(buddies.count == 2)
        let codes = try buddies.map {
            try desk.browser.post("\(path)/vragen", [("buddy", $0), ("versie", String(version))]).status
        }
        #expect(codes == [303, 409])
    }

    @Test func `no match without both answers, whatever is posted`() throws {
        let desk = try RequestDesk()
        let path = try desk.enter()
        try desk.press("Vraag Sam", at: path)
        try desk.press("Sam zegt ja", at: path)
        let page = try desk.browser.get(path)
        let proposal = try #require(page.text.firstMatch(of: /name="voorstel" value="([a-z2-7]+)"/)?.output.1)
        let forged = [
            ("voorstel", String(proposal)), ("versie", "2"), ("naam", "Esdoorn"), ("vanaf", "2026-11-30"),
            ("duur", "60"),
        ]
        #expect(try desk.browser.post("\(path)/koppelen", forged).status == 409)
        #expect(try desk.site.house.store().read { try $0.matchCounts() }.running == 0)
    }

    @Test func `a buddy without an address gets no mail, and the page says to call`() throws {
        let desk = try RequestDesk()
        try desk.site.house.importing(#"{"buddies":[{"ref":"b1","email":null}]}"#)
        let path = try desk.enter()
        try desk.agree(at: path)
        try desk.browser.get(path)
        let shown = try desk.press("Verder", [("naam", "Es"), ("datum", "2026-12-15"), ("tijd", "14:00")])
        #expect(shown.has("de buddy heeft geen e-mailadres. Bel de buddy zelf."))
        #expect(!shown.has("een herinnering"))
    }

    @Test func `the same label twice for one buddy is refused on the form`() throws {
        let desk = try RequestDesk()
        let first = try desk.enter()
        try desk.agree(at: first)
        _ = try desk.match(at: first)
        let second = try desk.enter()
        #expect(try desk.browser.get(second).has("heeft al één ouder, meer wil deze buddy niet"))
        try desk.agree(at: second)
        try desk.browser.get(second)
        let shown = try desk.press("Verder", [("naam", "Esdoorn")])
        #expect(shown.status == 422 && shown.has("heeft al een koppeling die zo heet"))
    }

    @Test func `of many buddies the best are shown, and all when somebody asks`() throws {
        let desk = try RequestDesk()
        let many = (1...40).map { #"{"ref":"x\#($0)","name":"Buddy \#($0)","state":"available"}"# }
        try desk.site.house.importing(#"{"buddies":[\#(many.joined(separator: ","))]}"#)
        let path = try desk.enter()
        let some = try desk.browser.get(path)
        #expect(some.text.matches(of: /name="buddy"/).count == 25 && some.has("Toon alle 42 buddy's"))
        #expect(try desk.browser.get("\(path)?alle=ja").text.matches(of: /name="buddy"/).count == 42)
    }
}
