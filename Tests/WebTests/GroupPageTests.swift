import Domain
import Storage
import TestSupport
import Testing
import Web

struct GroupPageTests {
    @Test func `write, look, send to oneself, send to the group, stop`() throws {
        let site = try ContactSite()
        let path = try site.written()
        let review = try site.browser.get(path)
        #expect(review.has("Hoi Anna,") && review.has("Kom je koffie drinken?"))
        #expect(review.has("2 buddy&#39;s krijgen deze mail.") && review.has("Cees Zonder</a>: geen mailadres"))
        let form = try #require(site.browser.hidden("zending"))
        let uid = try #require(path.split(separator: "/").last.map(String.init))
        for _ in 0..<2 {
            let proved = try site.browser.post(
                "/duinrand/berichten/proef", [("bron", "groep"), ("welk", uid), ("zending", form)])
            #expect(proved.location == "\(path)?melding=aan-mij-verstuurd")
        }
        #expect(try site.messages.filter { $0.kind == "test" }.map(\.to) == ["coordinator@duinrand.example.org"])

        #expect(
            try site.browser.post("\(path)/versturen", [("versie", "1")]).location == "\(path)?melding=gaat-naar-groep")
        // The second click.
        #expect(try site.browser.post("\(path)/versturen", [("versie", "1")]).location == path)
        #expect(try site.messages.filter { $0.kind == "group" }.count == 2)
        let going = try site.browser.get(path)
        #expect(
            going.has("Dit bericht gaat weg") && going.has("0 van 2 verstuurd") && going.headers["Refresh"] == "5")
        #expect(try site.browser.post("\(path)/stoppen").location == "\(path)?melding=post-gestopt")
        #expect(try site.browser.get(path).has("Dit bericht is gestopt"))
        #expect(try site.messages.filter { $0.kind == "group" }.allSatisfy { $0.state == .cancelled })
    }

    @Test func `when all have it the page says so and rests`() throws {
        let site = try ContactSite()
        let path = try site.written()
        try site.browser.post("\(path)/versturen", [("versie", "1")])
        try site.settleAll(.sent(.init(code: 250, text: "ok")))
        let page = try site.browser.get(path)
        #expect(page.has("Dit bericht is weg") && page.has("2 van 2 verstuurd") && page.headers["Refresh"] == nil)
    }

    @Test(arguments: [
        (["aan": "", "onderwerp": "x", "tekst": "y"], "Kies aan wie het bericht gaat."),
        (["aan": "iedereen", "onderwerp": "x", "tekst": "y"], "Kies een van de antwoorden."),
        (["aan": "pool", "onderwerp": " ", "tekst": "y"], "Vul een onderwerp in."),
        (["aan": "pool", "onderwerp": "x", "tekst": ""], "Schrijf wat je wilt zeggen."),
        (["aan": "chosen", "onderwerp": "x", "tekst": "y"], "Kruis minstens één buddy aan."),
        (["aan": "pool", "onderwerp": String(repeating: "x", count: 101), "tekst": "y"], "hier passen 100 tekens"),
        (["aan": "pool", "onderwerp": "x\u{202E}y", "tekst": "y"], "een teken dat niet kan"),
    ])
    func `what is not right is said beside its field, and nothing is lost`(fields: [String: String], words: String)
        throws
    {
        let site = try ContactSite()
        let page = try site.browser.post("/duinrand/berichten/groep", fields.map { ($0.key, $0.value) })
        #expect(page.status == 422 && page.has(words))
        if fields["tekst"] == "y" { #expect(page.has(">\ny</textarea>")) }
        #expect(try site.store.read { try $0.groupLetters() }.isEmpty)
    }

    @Test func `two people on one draft: the second is told`() throws {
        let site = try ContactSite()
        let path = try site.written()
        let fields = [("aan", "training"), ("onderwerp", "Anders"), ("tekst", "Anders"), ("versie", "1")]
        #expect(try site.browser.post("\(path)/wijzigen", fields).status == 303)
        let second = try site.test.browser(as: .standIn)
        #expect(try second.post("\(path)/wijzigen", fields).status == 409)
        #expect(try second.post("\(path)/versturen", [("versie", "1")]).status == 409)
        #expect(try second.post("\(path)/weggooien", [("versie", "1")]).status == 409)
        #expect(try second.post("\(path)/weggooien", [("versie", "2")]).status == 303)
        #expect(try second.get(path).status == 404)
    }

    @Test func `what was sent cannot be opened for a change`() throws {
        let site = try ContactSite()
        let path = try site.written()
        try site.browser.post("\(path)/versturen", [("versie", "1")])
        #expect(try site.browser.get("\(path)/wijzigen").status == 409)
    }

    @Test func `with nobody to reach it says so`() throws {
        let site = try ContactSite()
        let made = try site.browser.post(
            "/duinrand/berichten/groep", [("aan", "newcomers"), ("onderwerp", "x"), ("tekst", "y")])
        let path = try #require(made.location)
        #expect(!(try site.browser.get(path).has("Verstuur aan")))
        let refused = try site.browser.post("\(path)/versturen", [("versie", "1")])
        #expect(refused.status == 422 && refused.has("Er is niemand om dit aan te sturen"))
    }

    @Test(arguments: hostileNames)
    func `what was typed never becomes markup`(hostile: String) throws {
        let site = try ContactSite()
        let path = try site.written(subject: hostile, text: "\(hostile)\n\nhttps://example.org/\(hostile)")
        for shown in [path, "\(path)/wijzigen", "/duinrand/berichten", "/duinrand/berichten/groep"] {
            let page = try site.browser.get(shown)
            #expect(page.status == 200)
            if hostile.contains("<") { #expect(!page.has(hostile), "\(shown)") }
        }
        try site.browser.post("\(path)/versturen", [("versie", "1")])
        let page = try site.browser.get("/duinrand/berichten/\(try site.message(.group).uid)")
        #expect(page.status == 200)
        if hostile.contains("<") { #expect(!page.has(hostile)) }
        #expect(try site.store.read { try $0.groupCandidates() }.count == 4)
    }

    @Test func `a letter of another tenant is not there`() throws {
        let site = try ContactSite(tenants: ["duinrand", "heidezoom"])
        let path = try site.written().replacing("duinrand", with: "heidezoom")
        let browser = try site.test.browser(at: "heidezoom")
        #expect(try browser.get(path).status == 404)
        #expect(try browser.get("\(path)/wijzigen").status == 404)
        for action in ["versturen", "stoppen", "weggooien"] {
            #expect(try browser.post("\(path)/\(action)", [("versie", "1")]).status == 404)
        }
        let uid = try #require(path.split(separator: "/").last.map(String.init))
        #expect(
            try browser.post(
                "/heidezoom/berichten/proef", [("bron", "groep"), ("welk", uid), ("zending", Uid.random().text)]
            ).status == 404)
    }

    @Test func `who comes from the pool on the first page finds it chosen`() throws {
        let page = try ContactSite().browser.get("/duinrand/berichten/groep/nieuw?aan=pool")
        #expect(page.has("value=\"pool\" checked"))
    }

    @Test func `the first day's page shows the next letter and sends it to the member`() throws {
        let site = try ContactSite()
        let page = try site.browser.get("/duinrand/berichten/proef")
        #expect(page.has("Stuur je vandaag een berichtje?") && page.has("coordinator@duinrand.example.org"))
        let fields = ["bron", "welk", "zending"].map { ($0, site.browser.hidden($0) ?? "") }
        #expect(try site.browser.post("/duinrand/berichten/proef", fields).status == 303)
        #expect(try site.message(.test).to == "coordinator@duinrand.example.org")
    }

    @Test func `without a letter there is an example, and after a dozen a rest`() throws {
        let test = try TestSite(settings: ["digest": "off"])
        let browser = try test.browser()
        #expect(try browser.get("/duinrand/berichten/proef").has("Dit is een voorbeeld."))
        for number in 1...13 {
            let answer = try browser.post(
                "/duinrand/berichten/proef", [("bron", "voorbeeld"), ("zending", Uid.random().text)])
            #expect(answer.status == (number <= 12 ? 303 : 429))
        }
        #expect(try browser.post("/duinrand/berichten/proef", [("bron", "voorbeeld"), ("zending", "x")]).status == 400)
    }
}
