import Domain
import Storage
import TestSupport
import Testing
import Web

@Suite struct MeetingPagesTests {
    private let agenda: AgendaSite
    private var browser: TestBrowser { agenda.browser }

    init() throws {
        agenda = try AgendaSite()
    }

    private func open(_ words: String...) {
        for words in words { #expect(browser.page.has(words), "\(words)") }
    }

    @Test func `the agenda shows labels and states, and no name of a parent or buddy`() throws {
        for path in ["/duinrand/agenda", "/duinrand/agenda?beeld=maand&dag=2026-12-01"] {
            try browser.get(path)
            open("Esdoorn", "Intervisie")
            for name in ["Fatma", "Geheim", "Sam", "Schakel"] { #expect(!browser.page.has(name)) }
        }
        try browser.get("/duinrand/agenda")
        open("Deze week: één gesprek en één bijeenkomst", "mail gaat vandaag 16.00 uur", "14.00–14.45", "Week 49")
        try browser.get("/duinrand/agenda?dag=2026-12-08")
        open("Volgende week: niets in de agenda")
    }

    @Test(arguments: ["dag=nergens", "dag=9999-12-31", "beeld=x&dag=", "dag=0001-01-01", "beeld=maand&dag=2026-02-30"])
    func `a day that a link made up shows today's week or month`(query: String) throws {
        #expect(try browser.get("/duinrand/agenda?\(query)").status == 200)
        #expect(browser.page.has("Deze week") || browser.page.has("Deze maand"))
    }

    @Test func `before saving stands what will be mailed, and nothing is saved yet`() throws {
        let before = try agenda.messages
        #expect(try browser.post("/duinrand/agenda/gesprek/nieuw", try agenda.meeting()).status == 200)
        open(
            "De buddy krijgt dinsdag 8 december om 16.00 uur een herinnering, een week vooraf.",
            "De buddy krijgt maandag 14 december om 16.00 uur een herinnering om een berichtje te sturen.",
            "De buddy krijgt dinsdag 15 december om 11.45 uur de vraag hoe het ging.", "mentor", "09.30–10.15")
        #expect(try agenda.messages == before)
    }

    @Test func `saving plans exactly that, and the meeting stands in the agenda`() throws {
        let before = try agenda.messages
        let saved = try browser.post("/duinrand/agenda/gesprek/nieuw", try agenda.meeting(["stap": "bewaar"]))
        #expect(saved.status == 303)
        let after = try agenda.messages.filter { !before.contains($0) }
        #expect(
            after == [
                "before-week 2026-12-08T15:00:00Z", "before-day 2026-12-14T15:00:00Z", "after 2026-12-15T10:45:00Z",
                "nudge 2026-12-18T15:00:00Z",
            ])
        try browser.get(saved.path)
        open("Schoolgesprek", "Esdoorn", "kijken of de afspraken werken")
        #expect(!browser.page.has("Fatma"))
        try browser.get("/duinrand/agenda?dag=2026-12-15")
        open("één gesprek")
    }

    @Test func `going back from the check keeps what was typed`() throws {
        try browser.post("/duinrand/agenda/gesprek/nieuw", try agenda.meeting(["stap": "terug"]))
        open("value=\"2026-12-15\"", "value=\"9.30\"", "value=\"mentor\" checked", "value=\"review\" selected")
    }

    @Test(arguments: [
        ("koppeling", "", "Kies voor welke koppeling"), ("koppeling", "x", "Kies een van de antwoorden"),
        ("datum", "30-2-2027", "Deze datum bestaat niet"), ("datum", "2036-12-15", "drie jaar vooruit"),
        ("datum", "", "Kies een datum"), ("tijd", "25.00", "Deze tijd bestaat niet"), ("tijd", "", "Vul een tijd in"),
        ("minuten", "4", "getal van 5"), ("minuten", "<script>", "getal van 5"), ("mee", "", "Kies of de buddy"),
        ("rol", "directeur", "Kies uit de antwoorden"), ("doel", "'--", "Kies een van de antwoorden"),
    ])
    func `what is wrong is said beside its field, and nothing is saved`(field: String, value: String, words: String)
        throws
    {
        for step in ["", "bewaar"] {
            let form = try agenda.meeting([field: value, "stap": step])
            #expect(try browser.post("/duinrand/agenda/gesprek/nieuw", form).status == 422)
            open(words, "href=\"#\(field)\"")
            #expect(!browser.page.has("<script>"))
        }
        #expect(try agenda.messages.count { $0.hasPrefix("nudge") } == 1)
    }

    @Test func `an hour that the clock skips is no time for a meeting`() throws {
        let form = try agenda.meeting(["datum": "2027-03-28", "tijd": "2.30"])
        #expect(try browser.post("/duinrand/agenda/gesprek/nieuw", form).status == 422)
        open("die nacht gaat de klok een uur vooruit")
    }

    @Test func `the same meeting twice, as by a double click, is refused`() throws {
        let form = try agenda.meeting(["stap": "bewaar"])
        #expect(try browser.post("/duinrand/agenda/gesprek/nieuw", form).status == 303)
        #expect(try browser.post("/duinrand/agenda/gesprek/nieuw", form).status == 422)
        open("staat al in de agenda")
    }

    @Test func `a buddy without an address: the page says to call`() throws {
        try browser.post("/duinrand/agenda/gesprek/nieuw", try agenda.meeting(["koppeling": try agenda.match("Wilg")]))
        open("de buddy heeft geen e-mailadres. Bel de buddy zelf.")
    }

    @Test func `a match of another tenant is no match here`() throws {
        try agenda.test.house.importing(Programmes.meetings("2026-12-01T14:00"), into: "heidezoom")
        let theirs = try agenda.test.house.store("heidezoom").read { try $0.matchesToMeet(since: try $0.today)[0].uid }
        let form = try agenda.meeting(["koppeling": theirs.text, "stap": "bewaar"])
        #expect(try browser.post("/duinrand/agenda/gesprek/nieuw", form).status == 422)
    }

    @Test func `a meeting of another tenant is not there`() throws {
        try agenda.test.house.importing(Programmes.meetings("2026-12-01T14:00"), into: "heidezoom")
        let theirs = try agenda.test.house.store("heidezoom").read {
            try $0.agenda(from: try $0.today, until: try $0.today + 7, meetings: true)[0].uid
        }
        for action in ["", "/aanpassen"] {
            #expect(try browser.get("/duinrand/agenda/gesprek/\(theirs)\(action)").status == 404)
        }
        for action in ["/aanpassen", "/afzeggen", "/toch", "/uitkomst", "/taak", "/terugblik"] {
            let form = try agenda.meeting([
                "versie": "1", "stap": "bewaar", "taak": "x", "wie": "school", "voor": "2026-12-01",
            ])
            #expect(try browser.post("/duinrand/agenda/gesprek/\(theirs)\(action)", form).status == 404, "\(action)")
        }
    }

    @Test func `a move shows what was and what is, and the letters follow`() throws {
        let path = try agenda.imported()
        try browser.get("\(path)/aanpassen")
        open("value=\"2026-12-01\"", "name=\"versie\" value=\"1\"")
        let form = [("datum", "2026-12-02"), ("tijd", "15.00"), ("minuten", "45"), ("mee", "ja"), ("versie", "1")]
        try browser.post("\(path)/aanpassen", form)
        open(
            "<s>dinsdag 1 december, 14.00–14.45 uur</s>",
            "De buddy krijgt dinsdag 1 december om 16.00 uur een herinnering")
        #expect(try browser.post("\(path)/aanpassen", form + [("stap", "bewaar")]).status == 303)
        #expect(try agenda.messages.contains("before-day 2026-12-01T15:00:00Z"))
        #expect(try browser.post("\(path)/aanpassen", form + [("stap", "bewaar")]).status == 409)
        #expect(try browser.post("\(path)/aanpassen", form).status == 409)
    }

    @Test func `a cancellation first tells what stops, then does it, and can be taken back`() throws {
        let path = try agenda.imported()
        try browser.post("\(path)/afzeggen", [("versie", "1")])
        open("Ja, zeg het af", "Niet meer: de herinnering van maandag 30 november, 16.00 uur aan de buddy.")
        #expect(try agenda.messages.contains("before-day 2026-11-30T15:00:00Z"))
        #expect(try browser.post("\(path)/afzeggen", [("versie", "1"), ("stap", "bewaar")]).status == 303)
        #expect(try !agenda.messages.contains("before-day 2026-11-30T15:00:00Z"))
        try browser.get("/duinrand/agenda")
        open("Afgezegd")
        #expect(try browser.post("\(path)/toch", [("versie", "1"), ("stap", "bewaar")]).status == 409)
        #expect(try browser.post("\(path)/toch", [("versie", "2"), ("stap", "bewaar")]).status == 303)
        #expect(try agenda.messages.contains("before-day 2026-11-30T15:00:00Z"))
    }

    @Test func `an outcome needs the parent's agreement, a task an owner and a date`() throws {
        let path = try agenda.imported()
        #expect(try browser.post("\(path)/uitkomst", [("uitkomst", "<b>Plan</b>"), ("versie", "1")]).status == 422)
        open("Zet een vinkje als de ouder het goed vindt", "&lt;b&gt;Plan&lt;/b&gt;")
        let agreed = [("uitkomst", "<b>Plan</b>"), ("akkoord", "ja"), ("versie", "1")]
        #expect(try browser.post("\(path)/uitkomst", agreed).status == 303)
        #expect(try browser.post("\(path)/uitkomst", agreed).status == 409)
        #expect(try browser.post("\(path)/taak", [("taak", ""), ("wie", "juf"), ("voor", "ooit")]).status == 422)
        open("Schrijf op wat er moet gebeuren", "Kies een van de antwoorden", "Deze datum bestaat niet")
        let task = [("taak", "\"Verslag\" <i>sturen</i>"), ("wie", "school"), ("voor", "2026-11-27")]
        #expect(try browser.post("\(path)/taak", task).status == 303)
        try browser.get("/duinrand/agenda")
        open("te laat: dat was vrijdag 27 november", "&quot;Verslag&quot; &lt;i&gt;sturen&lt;/i&gt;")
        let action = try #require(
            browser.page.text.firstMatch(of: /\/duinrand\/agenda\/taak\/[a-z2-7]+\/gedaan/)?.output)
        #expect(try browser.post(String(action)).path == "/duinrand/agenda")
        #expect(try browser.post(String(action), [("gesprek", "//evil.example")]).path == "/duinrand/agenda")
        #expect(!(try browser.get("/duinrand/agenda").has("te laat")))
        try browser.get(path)
        open("gedaan op maandag 30 november")
    }

    @Test func `after the meeting the buddy's look-back ends the asking`() throws {
        let path = try agenda.imported()
        #expect(!(try browser.get(path).has("De buddy heeft teruggeblikt")))
        try agenda.test.house.pass(until: "2026-12-01T15:00")
        let later = try agenda.test.browser()
        #expect(try later.get(path).has("De buddy heeft teruggeblikt"))
        #expect(try later.post("\(path)/terugblik").status == 303)
        #expect(try !agenda.messages.contains { $0.hasPrefix("nudge") })
    }

    @Test func `a trainer sees sessions and no meeting, and opens none`() throws {
        let path = try agenda.imported()
        let trainer = try agenda.test.browser(as: .trainer)
        try trainer.get("/duinrand/agenda")
        #expect(trainer.page.has("Intervisie") && !trainer.page.has("Esdoorn") && !trainer.page.has("Nieuw gesprek"))
        for path in [path, "\(path)/aanpassen", "/duinrand/agenda/gesprek/nieuw", "/duinrand/agenda/casuskaarten"] {
            #expect(try trainer.get(path).status == 403)
        }
        #expect(try trainer.post("\(path)/afzeggen", [("versie", "1"), ("stap", "bewaar")]).status == 403)
    }
}
