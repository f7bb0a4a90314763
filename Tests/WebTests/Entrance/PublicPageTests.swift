import TestSupport
import Testing
import Web

/// Where the flyer and the texts for newsletters lead.
@Suite struct PublicPageTests {
    @Test(arguments: ["/duinrand/netwerk/flyer", "/duinrand/berichten/teksten"])
    func `the address on paper opens a page that says what we do and whom to call`(source: String) throws {
        let test = try TestSite()
        let printed = try test.browser().get(source)
        // The flyer leaves out what nobody types.
        #expect(printed.has("127.0.0.1:8470/duinrand"))
        let page = try test.stranger().get("/duinrand/")
        #expect(page.status == 200 && page.has("Loopt het vast op school?"))
        #expect(page.has("Steunpunt duinrand") && page.has("href=\"tel:0600000001\"") && page.has("Noor Bakker"))
        #expect(page.has("/duinrand/buddy-worden") && page.has("/duinrand/inloggen"))
    }

    @Test(arguments: [
        ("independent", "De school hoort niets van ons", "werkt voor het samenwerkingsverband"),
        ("dependent", "werkt voor het samenwerkingsverband", "De school hoort niets van ons"),
    ])
    func `it says for whom the coordinator works, and promises no more`(
        position: String, said: String, unsaid: String
    ) throws {
        let page = try TestSite(settings: ["position": position]).stranger().get("/duinrand/")
        #expect(page.has(said) && !page.has(unsaid))
        #expect(page.has("hulp vragen bij Balans") == (position == "dependent"))
    }

    @Test func `typed without its last slash it is found too, and what is no tenant is not`() throws {
        let stranger = try TestSite().stranger()
        let typed = try stranger.get("/duinrand")
        #expect(typed.status == 303 && typed.location == "/duinrand/")
        #expect(try stranger.get("/nergens/").status == 404)
        for path in ["/favicon.ico", "/robots.txt", "/x"] { #expect(try stranger.get(path).status == 404, "\(path)") }
    }

    @Test func `who asks for an action as if it were a page comes to the page that holds it`() throws {
        let test = try TestSite()
        let browser = try test.browser()
        for (asked, page) in [
            ("aanvragen-overzicht/abc/koppelen", "aanvragen-overzicht/abc"), ("uitloggen", "vandaag"),
            ("buddys/zoeken", "buddys"), ("buddys/plakken/toevoegen", "buddys/plakken"),
            ("netwerk/regel/abc/verwijderen", "netwerk"), ("koppelingen/a%22b/contact", "koppelingen/a%22b"),
        ] {
            for visitor in [browser, test.stranger()] {
                let shown = try visitor.get("/duinrand/\(asked)")
                #expect(shown.status == 303 && shown.location == "/duinrand/\(page)", "\(asked)")
            }
        }
        #expect(try browser.post("/duinrand/vandaag").status == 405)
    }
}
