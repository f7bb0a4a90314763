import Domain
import Storage
import TestSupport
import Testing

@Suite struct MatchPageTests {
    private let meeting = [("naam", "Esdoorn"), ("datum", "2026-12-15"), ("tijd", "14:00"), ("duur", "45")]

    private func matched(_ desk: RequestDesk, _ fields: [(String, String)]? = nil) throws -> (
        request: String, match: String
    ) {
        let path = try desk.enter()
        try desk.agree(at: path)
        return (path, try desk.match(at: path, fields ?? meeting))
    }

    @Test func `the list shows label, buddy's first name and the next meeting, nobody else`() throws {
        let desk = try RequestDesk()
        _ = try matched(desk)
        let list = try desk.browser.get("/duinrand/koppelingen")
        #expect(list.has("Eén koppeling loopt") && list.has(">Esdoorn</a>") && list.has(">Sam</a>"))
        #expect(list.has("dinsdag 15 december, 14.00 uur") && !list.has("Voorbeeld") && !list.has("Ans"))
    }

    @Test func `ending says which mail lapses, and then it does not go`() throws {
        let desk = try RequestDesk()
        let (request, match) = try matched(desk)
        let page = try desk.browser.get(match)
        #expect(
            page.has("staat nog één gesprek")
                && page.has("Niet meer: de herinnering van maandag 14 december, 16.00 uur"))
        let shown = try desk.press("Stop deze koppeling", [("afloop", "calmer")])
        #expect(shown.status == 303)
        #expect(try desk.letters().allSatisfy { $0.state == .cancelled })
        #expect(try desk.browser.get(match).has("Gestopt op 30 november 2026"))
        #expect(desk.browser.page.has("Het is rustiger geworden"))
        #expect(try desk.browser.get(request).has("Deze aanvraag is gesloten"))
        #expect(try desk.browser.get("/duinrand/koppelingen?stand=klaar").has("Het is rustiger geworden"))
        #expect(
            try desk.browser.post("\(match)/stoppen", [("versie", "2"), ("einddatum", "2026-11-30")]).status == 409)
    }

    @Test(arguments: [("2026-12-01", "Kies vandaag"), ("2026-11-29", "begon pas op"), ("", "Vul de laatste dag in")])
    func `a match ends on a day that it has seen`(day: String, words: String) throws {
        let desk = try RequestDesk()
        let (_, match) = try matched(desk)
        let shown = try desk.browser.post("\(match)/stoppen", [("versie", "1"), ("einddatum", day)])
        #expect(shown.status == 422 && shown.has(words))
        #expect(try desk.site.house.store().read { try $0.matchCounts() }.running == 1)
    }

    @Test func `another buddy: the request waits again, the old buddy stays known, and the meeting goes over`() throws {
        let desk = try RequestDesk()
        let (request, match) = try matched(desk)
        try desk.press("Zoek een andere buddy", at: match)
        #expect(try desk.letters().allSatisfy { $0.state == .cancelled })
        let page = try desk.browser.get(request)
        #expect(page.has("Een ouder wacht") && page.has("was bij deze aanvraag al eerder de buddy"))
        try desk.agree(at: request, buddy: "Kim")
        _ = try desk.match(at: request, [("naam", "Wilg")])
        let ready = try desk.letters().filter { $0.state == .ready }
        #expect(ready.count == 4 && ready.allSatisfy { $0.to == "kim@example.org" })
        #expect(try desk.browser.get("/duinrand/koppelingen").has("dinsdag 15 december, 14.00 uur"))
    }

    @Test func `a meeting later today goes over at once, and the old buddy hears no more of it`() throws {
        let desk = try RequestDesk()
        try desk.site.house.importing(
            """
            {"requesters":[{"ref":"p1","kind":"parent","name":"Bo"}],
             "matches":[{"ref":"m1","buddy":"b1","requester":"p1","since":"2026-09-01","label":"Iep"}],
             "meetings":[{"ref":"g1","match":"m1","starts":"2026-11-30T16:00","minutes":45}]}
            """)
        let match = try #require(try desk.site.house.store().read { try $0.matches(running: true).first })
        #expect(try desk.letters().contains { $0.state == .ready && $0.to == "sam@example.org" })
        try desk.press("Zoek een andere buddy", at: "/duinrand/koppelingen/\(match.uid)")
        #expect(try !desk.letters().contains { $0.state == .ready })
        let request = try #require(try desk.site.house.store().read { try $0.requests(.open).first })
        let path = "/duinrand/aanvragen-overzicht/\(request.uid)"
        try desk.agree(at: path, buddy: "Kim")
        _ = try desk.match(at: path, [("naam", "Wilg")])
        let ready = try desk.letters().filter { $0.state == .ready }
        #expect(!ready.isEmpty && ready.allSatisfy { $0.to == "kim@example.org" })
    }

    @Test func `an imported match without a request can find another buddy too`() throws {
        let desk = try RequestDesk()
        try desk.site.house.importing(
            """
            {"requesters":[{"ref":"p1","kind":"parent","name":"Bo"}],
             "matches":[{"ref":"m1","buddy":"b1","requester":"p1","since":"2026-09-01","label":"Iep"}]}
            """)
        let match = try #require(try desk.site.house.store().read { try $0.matches(running: true).first })
        let path = "/duinrand/koppelingen/\(match.uid)"
        #expect(try desk.browser.post("\(path)/contact").has("Bo"))
        #expect(try desk.site.house.store().read { try $0.changes(of: match.uid) }.first?.action == .seen)
        try desk.press("Zoek een andere buddy", at: path)
        #expect(try desk.browser.get("/duinrand/aanvragen-overzicht").has("Eén aanvraag wacht"))
    }

    @Test(arguments: ["buddy", "requester"])
    func `each side looks back by two questions, and an empty answer is asked for`(side: String) throws {
        let desk = try RequestDesk()
        let (_, match) = try matched(desk)
        let half = [("versie", "1"), ("wie", side), ("eerste-\(side)", "yes")]
        let refused = try desk.browser.post("\(match)/terugkijken", half)
        #expect(refused.status == 422 && refused.has("Kies een antwoord."))
        #expect(try desk.browser.post("\(match)/terugkijken", half + [("tweede-\(side)", "somewhat")]).status == 303)
        #expect(try desk.browser.get(match).has("Een beetje") && desk.browser.page.has("30 november 2026"))
        #expect(try desk.browser.post("\(match)/terugkijken", half + [("tweede-\(side)", "no")]).status == 409)
        #expect(try desk.browser.post("\(match)/terugkijken", [("wie", "school"), ("versie", "2")]).status == 400)
    }

    @Test func `label and expected end can be changed, and not to what cannot be`() throws {
        let desk = try RequestDesk()
        let (_, match) = try matched(desk)
        #expect(try desk.browser.post("\(match)/naam", [("versie", "1"), ("naam", "Wilg")]).status == 303)
        #expect(try desk.browser.get(match).has("Wilg, met Sam"))
        #expect(try desk.browser.post("\(match)/naam", [("versie", "2"), ("naam", "<script>")]).status == 422)
        #expect(!desk.browser.page.has("<script"))
        let early = try desk.browser.post("\(match)/verwacht", [("versie", "2"), ("verwacht", "2026-01-01")])
        #expect(early.status == 422 && early.has("Het einde ligt voor het begin."))
        #expect(try desk.browser.post("\(match)/verwacht", [("versie", "2"), ("verwacht", "1-6-2027")]).status == 303)
        #expect(try desk.browser.get(match).has("1 juni 2027"))
    }
}
