import Domain
import Storage
import TestSupport
import Testing
import Web

struct NetworkPageTests {
    private func add(_ site: ContactSite, name: String = "De Regenboog", next: String = "") throws -> String {
        let made = try site.browser.post(
            "/duinrand/netwerk",
            [
                ("naam", name), ("soort", "school"), ("persoon", name), ("rol", name), ("plaats", name),
                ("telefoon", "06 12 34 56 78"), ("email", "ib@regenboog.example"), ("volgende", next),
            ])
        let location = try #require(made.location, "\(made.status)")
        return String(location.prefix { $0 != "?" })
    }

    @Test func `a school is added, spoken to, planned and removed`() throws {
        let site = try ContactSite()
        let path = try add(site, next: "2026-11-30")
        #expect(try site.browser.get("/duinrand/netwerk").has("Eén contact wacht op je"))
        #expect(try site.browser.get("/duinrand/vandaag").has("Neem contact op met De Regenboog"))
        let shown = try site.browser.get(path)
        #expect(shown.has("href=\"tel:0612345678\"") && shown.has("href=\"mailto:ib@regenboog.example\""))
        let line = [
            ("datum", "2026-11-27"), ("hoe", "visit"), ("wat", "Kennis gemaakt"), ("volgende", "2027-01-11"),
            ("bekend", "ja"), ("bereikt", "12"),
        ]
        #expect(try site.browser.post("\(path)/logboek", line).status == 303)
        let after = try site.browser.get(path)
        #expect(after.has("Kennis gemaakt") && after.has("maandag 11 januari 2027"))
        #expect(try site.browser.get("/duinrand/netwerk").has("3 dagen geleden"))
        #expect(try site.browser.get("/duinrand/netwerk/bekendheid").has("ongeveer 12 mensen"))
        // Planning counted as a change of the record.
        #expect(try site.browser.post("\(path)/verwijderen", [("versie", "1")]).status == 409)
        #expect(try site.browser.post("\(path)/verwijderen", [("versie", "2")]).status == 303)
        #expect(try site.browser.get(path).status == 404)
    }

    @Test func `a line is removed and leads back to where it stood`() throws {
        let site = try ContactSite()
        let path = try add(site)
        try site.browser.post("\(path)/logboek", [("datum", "2026-11-27"), ("hoe", "call"), ("wat", "Gebeld")])
        let page = try site.browser.get(path)
        let line = try #require(
            page.text.firstMatch(of: /\/duinrand\/netwerk\/regel\/[a-z2-7]{26}\/verwijderen/)?.output)
        #expect(try site.browser.post(String(line)).location == "\(path)?melding=verwijderd")
        #expect(try site.browser.post(String(line)).status == 404)
    }

    @Test func `outreach needs no contact`() throws {
        let site = try ContactSite()
        let fields = [("datum", "2026-11-27"), ("hoe", "talk"), ("wat", "Ouderavond"), ("bereikt", "40")]
        #expect(try site.browser.post("/duinrand/netwerk/bekendheid", fields).status == 303)
        #expect(try site.browser.get("/duinrand/netwerk").has("samen ongeveer 40 mensen"))
        let stranger = try site.browser.post("/duinrand/netwerk/bekendheid", fields + [("wie", Uid.random().text)])
        #expect(stranger.status == 422)
    }

    @Test(arguments: [
        (["naam": "", "soort": "school"], "Vul de naam in."), (["naam": "x"], "Kies wat het is."),
        (["naam": "x", "soort": "school", "telefoon": "bel maar"], "Typ een telefoonnummer"),
        (["naam": "x", "soort": "school", "email": "x@"], "Dit is geen e-mailadres."),
        (["naam": "x", "soort": "school", "volgende": "morgen"], "Deze datum bestaat niet."),
    ])
    func `what is not right is said`(fields: [String: String], words: String) throws {
        let page = try ContactSite().browser.post("/duinrand/netwerk", fields.map { ($0.key, $0.value) })
        #expect(page.status == 422 && page.has(words))
    }

    @Test(arguments: [
        (["datum": "2026-12-02", "hoe": "call", "wat": "x"], "Deze dag is nog niet geweest."),
        (["datum": "2026-11-30", "hoe": "", "wat": "x"], "Kies wat je deed."),
        (["datum": "2026-11-30", "hoe": "call", "wat": ""], "Schrijf op waar het over ging."),
        (["datum": "2026-11-30", "hoe": "call", "wat": "x", "volgende": "2026-11-29"], "Deze dag is al geweest."),
        (["datum": "2026-11-30", "hoe": "call", "wat": "x", "bereikt": "-1"], "Typ een getal"),
    ])
    func `a line that is not right is said`(fields: [String: String], words: String) throws {
        let site = try ContactSite()
        let path = try add(site)
        let page = try site.browser.post("\(path)/logboek", fields.map { ($0.key, $0.value) })
        #expect(page.status == 422 && page.has(words))
    }

    @Test(arguments: hostileNames)
    func `what was typed never becomes markup`(hostile: String) throws {
        let site = try ContactSite()
        let path = try add(site, name: hostile, next: "2026-11-30")
        try site.browser.post(
            "\(path)/logboek",
            [("datum", "2026-11-30"), ("hoe", "call"), ("wat", hostile), ("bekend", "ja"), ("volgende", "2026-11-30")])
        for shown in [
            path, "\(path)/wijzigen", "/duinrand/netwerk", "/duinrand/netwerk/bekendheid", "/duinrand/vandaag",
        ] {
            let page = try site.browser.get(shown)
            #expect(page.status == 200)
            if hostile.contains("<") { #expect(!page.has(hostile), "\(shown)") }
        }
    }

    @Test func `a contact of another tenant is not there`() throws {
        let site = try ContactSite(tenants: ["duinrand", "heidezoom"])
        let path = try add(site).replacing("duinrand", with: "heidezoom")
        let browser = try site.test.browser(at: "heidezoom")
        #expect(try browser.get(path).status == 404)
        #expect(try browser.get("\(path)/wijzigen").status == 404)
        let fields = [
            ("versie", "1"), ("naam", "x"), ("soort", "school"), ("datum", "2026-11-30"), ("hoe", "call"), ("wat", "x"),
        ]
        for action in ["logboek", "wijzigen", "verwijderen"] {
            #expect(try browser.post("\(path)/\(action)", fields).status == 404, "\(action)")
        }
    }

    @Test func `the flyer has the tenant's own number and address`() throws {
        let page = try ContactSite().browser.get("/duinrand/netwerk/flyer")
        #expect(page.has("06 00 00 00 01") && page.has("127.0.0.1:8470/duinrand"))
    }
}
