import Domain
import Storage
import TestSupport
import Testing
import Web

@Suite struct SessionPagesTests {
    private let agenda: AgendaSite
    private var browser: TestBrowser { agenda.browser }

    init() throws {
        agenda = try AgendaSite()
    }

    private func open(_ words: String...) {
        for words in words { #expect(browser.page.has(words), "\(words)") }
    }

    private func planned(_ changes: [String: String] = [:]) throws -> String {
        let form = agenda.training(changes.merging(["stap": "bewaar"]) { $1 })
        return try browser.post("/duinrand/agenda/bijeenkomst/nieuw", form).path
    }

    private func buddy(_ name: String) throws -> String {
        try agenda.test.house.store().read { reader in
            guard let buddy = try reader.invitableBuddies().first(where: { $0.name == name }) else {
                throw Mistake("no \(name)")
            }
            return buddy.uid.text
        }
    }

    @Test func `before saving stands who is invited and when; saving does exactly that`() throws {
        let before = try agenda.messages
        try browser.post("/duinrand/agenda/bijeenkomst/nieuw", agenda.training())
        open("De buddy krijgt meteen een uitnodiging.", "De Schakel", "training")
        #expect(try agenda.messages == before)
        let path = try planned()
        #expect(try agenda.messages.contains("intervision-invite 2026-11-30T11:00:00Z"))
        try browser.get(path)
        open("Training: 0 van 1 komen", "Noor Leerling")
        try browser.get("/duinrand/agenda?dag=2026-12-16")
        open("Training", "0 van 1 komen")
    }

    @Test func `who has no address is named, to be called`() throws {
        try browser.post("/duinrand/agenda/bijeenkomst/nieuw", agenda.training(["groep": "matched"]))
        open("Geen mail naar Kim Zonder")
    }

    @Test(arguments: [
        ("soort", "", "Kies wat voor bijeenkomst"), ("soort", "feest", "Kies een van de antwoorden"),
        ("link", "javascript:alert(1)", "begint met https://"), ("plaatsen", "0", "getal van 1"),
        ("plaatsen", "veel", "getal van 1"), ("tijd", "laat", "Deze tijd bestaat niet"),
        ("groep", "iedereen", "Kies uit de antwoorden"),
    ])
    func `what is wrong is said beside its field, and nothing is saved`(field: String, value: String, words: String)
        throws
    {
        let form = agenda.training([field: value, "stap": "bewaar"])
        #expect(try browser.post("/duinrand/agenda/bijeenkomst/nieuw", form).status == 422)
        open(words, "href=\"#\(field)\"")
    }

    @Test func `what people typed is shown and never runs`() throws {
        let path = try planned(["plaats": "\"><script>alert(1)</script>"])
        try browser.get(path)
        open("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
        #expect(!browser.page.has("<script>"))
    }

    @Test func `answers are noted for everybody at once, and more than fit are refused`() throws {
        let path = try planned(["groep": "matched", "plaatsen": "1"])
        let (sam, kim) = (try buddy("Sam Voorbeeld"), try buddy("Kim Zonder"))
        let both = [("antwoord-\(sam)", "yes"), ("antwoord-\(kim)", "yes"), ("versie", "2")]
        #expect(try browser.post("\(path)/lijst", both).status == 422)
        open("Er zijn 1 plaatsen")
        let one = [("antwoord-\(sam)", "yes"), ("antwoord-\(kim)", "no"), ("versie", "2")]
        #expect(try browser.post("\(path)/lijst", one).status == 303)
        #expect(try browser.post("\(path)/lijst", one).status == 409)
        try browser.get(path)
        open("Training: 1 van 2 komen", "1 van 1 bezet", "vol")
    }

    @Test func `more people are invited, and somebody is taken off the list`() throws {
        let path = try planned()
        let sam = try buddy("Sam Voorbeeld")
        #expect(try browser.post("\(path)/uitnodigen").status == 422)
        try browser.post("\(path)/uitnodigen", [("buddy", sam)])
        open("2 buddy&#39;s krijgen meteen een uitnodiging.")
        #expect(try browser.post("\(path)/uitnodigen", [("buddy", sam), ("stap", "bewaar")]).status == 303)
        #expect(try browser.get(path).has("0 van 2 komen"))
        #expect(try browser.post("\(path)/van-de-lijst", [("wie", sam)]).status == 303)
        #expect(try browser.get(path).has("0 van 1 komen"))
        #expect(try browser.post("\(path)/van-de-lijst", [("wie", sam)]).status == 404)
    }

    @Test func `who was at a training is trained in one click, by a coordinator alone`() throws {
        let path = try planned(["datum": "2026-11-30", "tijd": "9.00"])
        let noor = try buddy("Noor Leerling")
        try browser.get(path)
        open("Was erbij")
        let list = [("gehouden", "ja"), ("antwoord-\(noor)", "yes"), ("erbij", noor), ("versie", "2")]
        let trainer = try agenda.test.browser(as: .trainer)
        #expect(try trainer.post("\(path)/lijst", list).status == 303)
        #expect(!(try trainer.get(path).has("Zet 1 buddy op getraind")))
        #expect(try trainer.post("\(path)/getraind").status == 403)
        try browser.get(path)
        open("Zet 1 buddy op getraind, 30 november 2026")
        #expect(try browser.post("\(path)/getraind").status == 303)
        #expect(!(try browser.get(path).has("op getraind")))
    }

    @Test func `a trainer plans and invites groups, and sees no list of buddies`() throws {
        let trainer = try agenda.test.browser(as: .trainer)
        try trainer.get("/duinrand/agenda/bijeenkomst/nieuw")
        #expect(trainer.page.has("Iedereen in opleiding") && !trainer.page.has("Sam Voorbeeld"))
        let saved = try trainer.post("/duinrand/agenda/bijeenkomst/nieuw", agenda.training(["stap": "bewaar"]))
        #expect(saved.status == 303)
        #expect(try trainer.get(saved.path).has("Noor Leerling"))
    }

    @Test func `a cancelled session says so, and goes on when it is taken back`() throws {
        let path = try agenda.imported(true)
        try browser.post("\(path)/afzeggen", [("versie", "1")])
        open("Ja, zeg het af", "Niet meer: de uitnodiging")
        #expect(try browser.post("\(path)/afzeggen", [("versie", "1"), ("stap", "bewaar")]).status == 303)
        #expect(try browser.get(path).has("Intervisie: afgezegd"))
        #expect(try browser.post("\(path)/toch", [("versie", "2"), ("stap", "bewaar")]).status == 303)
    }

    @Test func `a session of another tenant is not there`() throws {
        let path = try planned().replacing("duinrand", with: "heidezoom")
        try browser.logIn(at: "heidezoom")
        #expect(try browser.get(path).status == 404)
        for action in ["aanpassen", "afzeggen", "toch", "lijst", "uitnodigen", "getraind"] {
            #expect(try browser.post("\(path)/\(action)", agenda.training(["versie": "1"])).status == 404)
        }
    }
}
