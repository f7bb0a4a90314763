import Domain
import Storage
import TestSupport
import Testing
import Web

struct QuestionPageTests {
    private func ask(_ site: ContactSite, _ text: String = "Mag ik mee?", who: String = "") throws -> String {
        let made = try site.browser.post(
            "/duinrand/vragen", [("wie", who), ("hoe", "phone"), ("datum", "28-11-2026"), ("vraag", text)])
        let location = try #require(made.location, "\(made.status)")
        return String(location.prefix { $0 != "?" })
    }

    @Test func `a question is written down, stands open, is answered, and can be opened again`() throws {
        let site = try ContactSite()
        let anna = try #require(try site.store.read { try $0.groupCandidates() }.first { $0.name == "Anna Pool" }).buddy
        let path = try ask(site, who: anna.text)
        #expect(try site.browser.get("/duinrand/vragen").has("Eén vraag wacht op antwoord"))
        #expect(try site.browser.get("/duinrand/vandaag").has("Anna Pool stelde een vraag"))
        #expect(try site.browser.get(path).has("aan de telefoon, zaterdag 28 november"))
        let answer = [("antwoord", "Ja, dat mag."), ("door", "Noor"), ("op", "2026-11-30"), ("versie", "1")]
        #expect(try site.browser.post("\(path)/antwoord", answer).status == 303)
        #expect(try site.browser.get(path).has("Van Noor, maandag 30 november."))
        #expect(try site.browser.get("/duinrand/vragen").has("Alle vragen zijn beantwoord"))
        #expect(try site.browser.post("\(path)/antwoord", answer).status == 409)
        #expect(try site.browser.post("\(path)/heropenen", [("versie", "2")]).status == 303)
        #expect(
            try site.browser.post("\(path)/verwijderen", [("versie", "3")]).location?.hasPrefix("/duinrand/vragen?")
                == true)
        #expect(try site.browser.get(path).status == 404)
    }

    @Test(arguments: [
        (["hoe": "phone", "datum": "2026-12-01", "vraag": "x"], "Deze dag is nog niet geweest."),
        (["hoe": "phone", "datum": "31-2-2026", "vraag": "x"], "Deze datum bestaat niet."),
        (["hoe": "", "datum": "2026-11-30", "vraag": "x"], "Kies hoe de vraag binnenkwam."),
        (["hoe": "phone", "datum": "2026-11-30", "vraag": " "], "Schrijf de vraag op."),
        (
            ["hoe": "phone", "datum": "2026-11-30", "vraag": "x", "wie": "aaaaaaaaaaaaaaaaaaaaaaaaaa"],
            "Kies een van de antwoorden."
        ),
    ])
    func `what is not right is said`(fields: [String: String], words: String) throws {
        let site = try ContactSite()
        let page = try site.browser.post("/duinrand/vragen", fields.map { ($0.key, $0.value) })
        #expect(page.status == 422 && page.has(words))
    }

    @Test(arguments: [
        (["door": "", "op": "2026-11-30"], "Vul in wie het antwoord gaf."),
        (["door": "Noor", "op": "2026-11-27"], "Toen was de vraag er nog niet."),
        (["door": "Noor", "op": "2026-12-24"], "Deze dag is nog niet geweest."),
    ])
    func `an answer that is not right is said`(fields: [String: String], words: String) throws {
        let site = try ContactSite()
        let path = try ask(site)
        let page = try site.browser.post("\(path)/antwoord", fields.map { ($0.key, $0.value) } + [("versie", "1")])
        #expect(page.status == 422 && page.has(words))
    }

    @Test(arguments: ["dependent", "not-said"])
    func `who may keep no notes vouches that nothing is about a family`(position: String) throws {
        let site = try ContactSite(settings: ["position": position])
        #expect(try site.browser.get("/duinrand/vragen/nieuw").has("rechtstreeks aan Balans"))
        let fields = [("wie", ""), ("hoe", "phone"), ("datum", "2026-11-28"), ("vraag", "Mag ik mee?")]
        #expect(try site.browser.post("/duinrand/vragen", fields).status == 422)
        #expect(try site.store.read { try $0.openQuestions() }.isEmpty)
        let made = try site.browser.post("/duinrand/vragen", fields + [("geen-gezin", "ja")])
        let path = String(try #require(made.location).prefix { $0 != "?" })
        let answer = [("door", "Noor"), ("op", "2026-11-30"), ("versie", "1")]
        #expect(try site.browser.post("\(path)/antwoord", answer + [("antwoord", "Ja")]).status == 422)
        #expect(try site.browser.post("\(path)/antwoord", answer).status == 303)
    }

    @Test(arguments: hostileNames)
    func `what was typed never becomes markup`(hostile: String) throws {
        let site = try ContactSite()
        let path = try ask(site, hostile)
        try site.browser.post(
            "\(path)/antwoord", [("antwoord", hostile), ("door", hostile), ("op", "2026-11-30"), ("versie", "1")])
        for shown in [path, "\(path)/wijzigen", "/duinrand/vragen", "/duinrand/vandaag"] {
            let page = try site.browser.get(shown)
            #expect(page.status == 200)
            if hostile.contains("<") { #expect(!page.has(hostile)) }
        }
    }

    @Test func `a question of another tenant is not there`() throws {
        let site = try ContactSite(tenants: ["duinrand", "heidezoom"])
        let path = try ask(site).replacing("duinrand", with: "heidezoom")
        let browser = try site.test.browser(at: "heidezoom")
        #expect(try browser.get(path).status == 404)
        for action in ["antwoord", "heropenen", "verwijderen", "wijzigen"] {
            let fields = [
                ("versie", "1"), ("door", "x"), ("op", "2026-11-30"), ("hoe", "phone"), ("datum", "2026-11-30"),
                ("vraag", "x"),
            ]
            #expect(try browser.post("\(path)/\(action)", fields).status == 404, "\(action)")
        }
    }
}
