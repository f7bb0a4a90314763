import Domain
import Storage
import TestSupport
import Testing
import Web

struct MailPageTests {
    @Test func `the list says what goes when, to whom, by the match's label`() throws {
        let site = try ContactSite()
        let page = try site.browser.get("/duinrand/berichten")
        #expect(page.status == 200 && page.has("De post loopt"))
        #expect(page.has("Herinnering voor het gesprek van dinsdag 1 december"))
        #expect(page.has("aan Sam Voorbeeld · gaat weg: vandaag, 16.00 uur"))
        #expect(!page.has("Ouder 1"))
    }

    @Test(arguments: [
        ("verstuurd", "Er is nog niets verstuurd."), ("niet-gelukt", "Alles is aangekomen, zover wij weten."),
        ("vervallen", "Er is niets vervallen."), ("onzin", "gaat weg: vandaag"),
    ])
    func `each list has its words, an unknown one is the first`(filter: String, words: String) throws {
        #expect(try ContactSite().browser.get("/duinrand/berichten?stand=\(filter)").has(words))
    }

    @Test func `forty stand on a page, the rest on the next`() throws {
        let test = try TestSite(settings: ["digest": "off"])
        try test.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 45))
        let browser = try test.browser()
        let first = try browser.get("/duinrand/berichten")
        #expect(first.text.components(separatedBy: "<li class=\"line").count == 41)
        #expect(first.has("Volgende bladzijde") && !first.has("Vorige bladzijde"))
        let third = try browser.get("/duinrand/berichten?bladzijde=4")
        #expect(third.text.components(separatedBy: "<li class=\"line").count == 16)
        #expect(third.has("Vorige bladzijde") && !third.has("Volgende bladzijde"))
        #expect(try browser.get("/duinrand/berichten?bladzijde=-3").status == 200)
    }

    @Test func `a message shows the letter, its history, and can be cancelled`() throws {
        let site = try ContactSite()
        let path = "/duinrand/berichten/\(try site.message(.beforeDay).uid)"
        let page = try site.browser.get(path)
        #expect(page.has("Stuur je vandaag een berichtje?") && page.has("Hoi Sam,"))
        #expect(page.has("Dit bericht is klaargezet."))
        let done = try site.browser.post("\(path)/afzeggen")
        #expect(done.location == "\(path)?melding=niet-verstuurd")
        #expect(try site.message(.beforeDay).state == .cancelled)
        #expect(try site.browser.get("\(path)?melding=niet-verstuurd").has("Dit bericht gaat niet weg."))
        let log = try site.store.read { try $0.changes() }
        #expect(log.first?.subject == .message && log.first?.fields == ["afgezegd"] && log.first?.member != nil)
    }

    @Test func `a refused message can be sent again, and only then`() throws {
        let site = try ContactSite()
        let path = "/duinrand/berichten/\(try site.message(.beforeDay).uid)"
        let early = try site.browser.post("\(path)/opnieuw")
        #expect(early.status == 409 && early.has("Dit bericht staat al klaar."))
        try site.atFour(.dead(.init(code: 554, text: "5.3.4 too big"), .content))
        let shown = try site.browser.get(path)
        #expect(shown.has("niet aangekomen: de mailserver weigerde het") || shown.has("Niet aangekomen"))
        #expect(shown.has("554 5.3.4 too big") && shown.has("Verstuur opnieuw"))
        #expect(try site.browser.post("\(path)/opnieuw").status == 303)
        #expect(try site.message(.beforeDay).state == .ready)
    }

    @Test func `a dead address asks to call and correct it`() throws {
        let site = try ContactSite()
        try site.atFour(.dead(.init(code: 550, text: "5.1.1 no such user"), .address))
        let list = try site.browser.get("/duinrand/berichten?stand=niet-gelukt")
        #expect(list.has("het adres werkt niet") && list.has("Bel en verbeter"))
        let page = try site.browser.get("/duinrand/berichten/\(try site.message(.beforeDay).uid)")
        #expect(page.has("Bel en verbeter het adres") && page.has("Het adres bestaat niet, of werkt niet."))
    }

    @Test(arguments: ["vrijgeven", "afzeggen"])
    func `a held message waits for a person`(action: String) throws {
        let site = try ContactSite(settings: ["doubt_policy": "hold"])
        try site.atFour(.doubted(.init(text: "the connection dropped")))
        let path = "/duinrand/berichten/\(try site.message(.beforeDay).uid)"
        #expect(try site.browser.get(path).has("Verstuur het toch"))
        #expect(try site.browser.post("\(path)/\(action)").status == 303)
        #expect(try site.message(.beforeDay).state == (action == "vrijgeven" ? .ready : .cancelled))
    }

    @Test func `what came back says so`() throws {
        let site = try ContactSite()
        try site.atFour(.sent(.init(code: 250, text: "ok")))
        let uid = try #require(Uid(try site.message(.beforeDay).uid))
        _ = try site.store.write { try $0.bounced(uid, .undelivered, .init(code: 552, text: "5.2.2 mailbox full")) }
        #expect(try site.browser.get("/duinrand/berichten?stand=niet-gelukt").has("maar kwam niet aan"))
        #expect(try site.browser.get("/duinrand/berichten/\(uid)").has("Deze mail is niet aangekomen."))
    }

    @Test(arguments: [(MessageState.sent, "al weg"), (.cancelled, "al afgezegd"), (.expired, "geen zin meer")])
    func `what cannot be done is refused in Dutch`(state: MessageState, words: String) throws {
        let site = try ContactSite()
        let path = "/duinrand/berichten/\(try site.message(.beforeDay).uid)"
        switch state {
        case .sent: try site.atFour(.sent(.init(code: 250, text: "ok")))
        case .cancelled: try site.browser.post("\(path)/afzeggen")
        default:
            // Found the next day, after a long stop: a new session, because the old one idled.
            try site.test.house.pass(until: "2026-12-01T13:30")
            try site.settleAll(.sent(.init(text: "")))
        }
        let browser = try site.test.browser()
        let refused = try browser.post("\(path)/afzeggen")
        #expect(refused.status == 409 && refused.has(words), "\(refused.status)")
        #expect(!refused.has("there is nothing left"))
    }

    @Test func `paused sending is said everywhere and can be taken up again`() throws {
        let site = try ContactSite()
        try site.store.write {
            try $0.pauseSending(because: "the relay refuses this tenant's sender address (553)")
        }
        for path in ["vandaag", "berichten", "berichten/proef", "berichten/\(try site.message(.beforeDay).uid)"] {
            let page = try site.browser.get("/duinrand/\(path)")
            #expect(page.has("De mailserver weigert het adres waarmee wij mailen."), "\(path)")
            #expect(!page.has("the relay refuses"))
        }
        #expect(try site.browser.post("/duinrand/berichten/hervatten").status == 303)
        #expect(try site.store.read { try $0.pauseReason() } == nil)
        #expect(!(try site.browser.get("/duinrand/vandaag").has("Weer versturen")))
    }

    @Test func `a suspended tenant is told whom to call, and has no button`() throws {
        let site = try ContactSite()
        try site.test.house.tenants.setState(try slug("duinrand"), .suspended, site.test.house.scope)
        let page = try site.browser.get("/duinrand/berichten")
        #expect(page.has("Balans heeft het versturen") && !page.has("Weer versturen"))
    }

    @Test func `a message of another tenant is not there`() throws {
        let site = try ContactSite(tenants: ["duinrand", "heidezoom"])
        let uid = try site.message(.beforeDay).uid
        let browser = try site.test.browser(at: "heidezoom")
        #expect(try browser.get("/heidezoom/berichten/\(uid)").status == 404)
        for action in ["opnieuw", "vrijgeven", "afzeggen"] {
            #expect(try browser.post("/heidezoom/berichten/\(uid)/\(action)").status == 404)
        }
        #expect(try browser.get("/heidezoom/berichten/geen-uid").status == 404)
        #expect(try site.message(.beforeDay).state == .ready)
    }

    @Test(arguments: [
        "berichten", "berichten/teksten", "berichten/proef", "berichten/groep", "berichten/groep/nieuw", "vragen",
        "vragen/nieuw", "netwerk", "netwerk/nieuw", "netwerk/bekendheid", "netwerk/flyer",
    ])
    func `a trainer sees none of it, a stand-in all`(path: String) throws {
        let site = try ContactSite()
        #expect(try site.test.browser(as: .trainer).get("/duinrand/\(path)").status == 403)
        #expect(try site.test.browser(as: .standIn).get("/duinrand/\(path)").status == 200)
    }

    @Test func `texts for a newsletter carry the tenant's name, number and link`() throws {
        let page = try ContactSite().browser.get("/duinrand/berichten/teksten")
        #expect(page.has("Steunpunt duinrand") && page.has("Noor Bakker, 06 00 00 00 01"))
        #expect(page.has("http://127.0.0.1:8470/duinrand/buddy-worden"))
        #expect(page.text.components(separatedBy: "readonly>").count == 6)
    }
}
