import Domain
import Storage
import TestSupport
import Testing

@Suite struct NewRequestTests {
    @Test func `a request entered on the phone stands on its page and in the list, without a name`() throws {
        let desk = try RequestDesk()
        let path = try desk.enter()
        let page = try desk.browser.get(path)
        #expect(page.has("Een ouder wacht al 6 dagen op een buddy"))
        #expect(page.has("Langer · samen naar school · Turks, met tolk · Zuid"))
        #expect(page.has("De Regenboog") && page.has("Druk"))
        let list = try desk.browser.get("/duinrand/aanvragen-overzicht")
        #expect(list.has("Eén aanvraag wacht op een buddy, al 6 dagen"))
        for shown in [page, list] { #expect(!shown.has("Ans<") && !shown.has("06 00 00 00 09")) }
    }

    @Test(
        arguments: [
            ("voornaam", nil, "Vul de voornaam in."), ("telefoon", nil, "Anders kun je niet terugbellen."),
            ("telefoon", "bel maar", "Typ een telefoonnummer"), ("mail", "geen adres", "Dit is geen e-mailadres."),
            ("wie", nil, "Kies wie er hulp vraagt."), ("soort", nil, "Kies welke hulp"),
            ("manier", "vliegend", "Kies een van"),
            ("ontvangen", "2026-12-01", "Deze datum moet nog komen."), ("ontvangen", nil, "Vul in wanneer"),
            ("thema", "adhd", "Kies uit de antwoorden"), ("taal", "xx", "Kies een van"),
            ("swv", "Elders", "Kies een van"),
            ("verwijzer", "orthopedagoog", "Vul in wanneer de ouder zelf ja zei."),
            ("verwijzer", "buurman", "Kies een van"),
        ] as [(String, String?, String)])
    func `what cannot be is refused with what to do, and nothing is kept`(
        field: String, value: String?, words: String
    ) throws {
        let desk = try RequestDesk()
        let shown = try desk.browser.post(
            "/duinrand/aanvragen-overzicht/nieuw", RequestDesk.form([(field, value)]))
        #expect(shown.status == 422)
        #expect(shown.has(words), "\(shown.text)")
        #expect(try desk.site.house.store().read { try $0.requestCounts() } == [:])
    }

    @Test func `a referral is kept with the day on which the parent agreed`() throws {
        let desk = try RequestDesk()
        let path = try desk.enter([("verwijzer", "intern-begeleider"), ("akkoord", "23-11-2026")])
        #expect(try desk.browser.get(path).has("intern begeleider; de ouder zei ja op 23 november 2026"))
        let future = RequestDesk.form([("verwijzer", "leerkracht"), ("akkoord", "2026-12-02")])
        #expect(try desk.browser.post("/duinrand/aanvragen-overzicht/nieuw", future).status == 422)
    }

    @Test func `of a youth under sixteen nothing is kept or shown again`() throws {
        let desk = try RequestDesk()
        let shown = try desk.browser.post(
            "/duinrand/aanvragen-overzicht/nieuw", RequestDesk.form([("wie", "jonger-dan-16")]))
        #expect(shown.status == 422 && shown.has("Onder de 16 bewaren we niets") && shown.has("0800 2000"))
        #expect(!shown.has("06 00 00 00 09"))
        #expect(try desk.site.house.store().read { try $0.requestCounts() } == [:])
    }

    @Test(arguments: ["dependent", "not-said"])
    func `a dependent coordinator keeps a note only with the parent's tick`(position: String) throws {
        let desk = try RequestDesk(settings: ["position": position])
        let form = try desk.browser.get("/duinrand/aanvragen-overzicht/nieuw")
        #expect(form.has("hulp vragen bij Balans") || form.has("hulp \nvragen bij Balans"))
        let note = [("notitie", "Liever na 16 uur bellen")] as [(String, String?)]
        let refused = try desk.browser.post("/duinrand/aanvragen-overzicht/nieuw", RequestDesk.form(note))
        #expect(refused.status == 422 && refused.has("haal de notitie weg") && refused.has("Liever na 16 uur bellen"))
        let path = try desk.enter(note + [("notitie-akkoord", "ja")])
        #expect(try desk.browser.get(path).has("Liever na 16 uur bellen"))
    }

    @Test func `an independent coordinator keeps a note, which is not shown when the position changes`() throws {
        let desk = try RequestDesk()
        let path = try desk.enter([("notitie", "Liever na 16 uur bellen")])
        #expect(try desk.browser.get(path).has("Liever na 16 uur bellen"))
        try desk.site.house.store().write { try $0.set("position", "dependent") }
        #expect(!(try desk.browser.get(path).has("Liever na 16 uur bellen")))
    }

    @Test(arguments: ["voornaam", "regio", "school", "notitie"])
    func `hostile text stays text, on the form and on every page`(field: String) throws {
        let hostile = "<script>alert('x')</script>\"&"
        let desk = try RequestDesk()
        let again = try desk.browser.post(
            "/duinrand/aanvragen-overzicht/nieuw", RequestDesk.form([(field, hostile), ("soort", nil)]))
        #expect(again.status == 422 && !again.has("<script"))
        #expect(again.has("&lt;script&gt;"))
        let path = try desk.enter([(field, hostile)])
        #expect(!(try desk.browser.get(path).has("<script")))
        #expect(!(try desk.browser.get("/duinrand/aanvragen-overzicht").has("<script")))
        #expect(!(try desk.browser.get("\(path)/wijzigen").has("<script")))
        #expect(!(try desk.browser.post("\(path)/contact").has("<script")))
    }

    @Test func `name and phone come behind a button, and the log says who pressed it`() throws {
        let desk = try RequestDesk()
        let path = try desk.enter()
        let asked = try desk.browser.get("\(path)/contact")
        #expect(asked.status == 303 && asked.location == path, "no link shows a phone number")
        let shown = try desk.browser.post("\(path)/contact")
        #expect(shown.status == 200 && shown.has("Ans") && shown.has("tel:0600000009"))
        #expect(!shown.has("<title>Ans"))
        let changes = try desk.site.house.store().read { try $0.changes() }
        #expect(changes.first?.action == .seen && changes.first?.member != nil)
        #expect(changes.first?.fields == ["naam en telefoon"])
    }

    @Test func `a change that somebody else was first with overwrites nothing`() throws {
        let desk = try RequestDesk()
        let path = try desk.enter()
        try desk.browser.get("\(path)/wijzigen")
        let mine = RequestDesk.form([("versie", "1"), ("regio", "Noord")])
        #expect(try desk.browser.post("\(path)/wijzigen", mine).status == 303)
        let late = try desk.browser.post("\(path)/wijzigen", RequestDesk.form([("versie", "1"), ("regio", "West")]))
        #expect(late.status == 409 && late.has("Er is niets overschreven"))
        #expect(try desk.browser.get(path).has("Noord"))
        let contact = [("versie", "1"), ("voornaam", "Bea"), ("telefoon", "010 000 00 00")]
        #expect(try desk.browser.post("\(path)/contact-wijzigen", contact).status == 303)
        #expect(try desk.browser.post("\(path)/contact-wijzigen", contact).status == 409)
        #expect(try desk.browser.post("\(path)/contact").has("Bea"))
    }

    @Test func `a request can be closed and opened again`() throws {
        let desk = try RequestDesk()
        let path = try desk.enter()
        try desk.press("Sluit de aanvraag", at: path)
        #expect(try desk.browser.get(path).has("Deze aanvraag is gesloten"))
        #expect(try desk.browser.get("/duinrand/aanvragen-overzicht").has("Niemand wacht op een buddy"))
        #expect(try desk.browser.get("/duinrand/aanvragen-overzicht?stand=klaar").has(path))
        try desk.press("Zet weer open", at: path)
        #expect(try desk.browser.get(path).has("wacht al 6 dagen"))
    }

    @Test func `eenmalig advies is one button, and only for one-off advice`() throws {
        let desk = try RequestDesk()
        let once = try desk.enter([("soort", "one-off")])
        try desk.press("Gegeven en klaar", at: once)
        #expect(try desk.browser.get(once).has("Het advies is gegeven"))
        let longer = try desk.enter()
        #expect(!(try desk.browser.get(longer).has("Gegeven en klaar")))
        #expect(try desk.browser.post("\(longer)/gegeven", [("versie", "1")]).status == 400)
    }

    @Test func `the three questions stand on paper and are not kept`() throws {
        let shown = try RequestDesk().browser.get("/duinrand/hulpmiddel/drie-vragen")
        #expect(shown.status == 200 && shown.text.components(separatedBy: "class=\"writing\"").count == 4)
        #expect(!shown.has("<textarea") && !shown.has("<input type=\"text\""))
    }
}
