import Domain
import TestSupport
import Testing
import Web

@Suite struct FrameTests {
    @Test func `who is not logged in is sent to the login page`() throws {
        let shown = try TestSite().stranger().get("/duinrand/vandaag")
        #expect(shown.status == 303 && shown.location == "/duinrand/inloggen")
    }

    @Test func `a coordinator sees the first page, with the menu of their role`() throws {
        let shown = try TestSite().browser().get("/duinrand/vandaag")
        #expect(shown.status == 200)
        #expect(shown.has("aria-current=\"page\">Vandaag"))
        #expect(shown.has(">Instellingen<"))
        #expect(!(try TestSite().browser(as: .trainer).get("/duinrand/vandaag").has(">Aanvragen<")))
    }

    @Test func `a session of one tenant opens nothing at another`() throws {
        let test = try TestSite(tenants: ["duinrand", "heidezoom"])
        let shown = try test.browser(at: "duinrand").get("/heidezoom/vandaag")
        #expect(shown.status == 303 && shown.location == "/heidezoom/inloggen")
    }

    @Test func `one cookie holds a session at each of two tenants`() throws {
        let test = try TestSite(tenants: ["duinrand", "heidezoom"])
        let browser = try test.browser(at: "duinrand")
        try browser.logIn(at: "heidezoom")
        #expect(try browser.get("/duinrand/vandaag").status == 200)
        #expect(try browser.get("/heidezoom/vandaag").status == 200)
        #expect(try browser.post("/duinrand/uitloggen").status == 303)
        #expect(try browser.get("/duinrand/vandaag").status == 303)
        #expect(try browser.get("/heidezoom/vandaag").status == 200)
    }

    @Test func `a session that idles for twelve hours is over`() throws {
        let test = try TestSite()
        let browser = try test.browser()
        test.house.pass(.hours(11))
        #expect(try browser.get("/duinrand/vandaag").status == 200)
        test.house.pass(.hours(11))
        #expect(try browser.get("/duinrand/vandaag").status == 200)
        test.house.pass(.hours(12))
        #expect(try browser.get("/duinrand/vandaag").status == 303)
    }

    @Test(arguments: ["cross-site", "same-site"])
    func `a form that another site sends changes nothing`(site: String) throws {
        let browser = try TestSite().browser()
        #expect(try browser.post("/duinrand/uitloggen", headers: ["Sec-Fetch-Site": site]).status == 403)
        #expect(try browser.post("/duinrand/uitloggen", isProven: false).status == 403)
        #expect(try browser.post("/duinrand/uitloggen", [("formulier", "x")], isProven: false).status == 403)
        #expect(try browser.get("/duinrand/vandaag").status == 200)
    }

    @Test(arguments: ["/", "/duinrand/vandaag", "/nergens/vandaag", "/duinrand/niets", "/assets/niets.css"])
    func `every answer forbids scripts, framing and referrers`(path: String) throws {
        let test = try TestSite(isSecure: true)
        let headers = try test.browser().get(path).headers
        let policy = try #require(headers["Content-Security-Policy"])
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("script-src") && !policy.contains("unsafe"))
        #expect(headers["Referrer-Policy"] == "no-referrer")
        #expect(headers["Strict-Transport-Security"] != nil)
        #expect(headers["Cache-Control"] == "no-store")
    }

    @Test func `the style sheet may be kept, and is not sent twice`() throws {
        let browser = try TestSite().browser()
        let page = try browser.get("/duinrand/vandaag").text
        let path = try #require(page.firstMatch(of: /\/assets\/naast-[0-9a-f]+\.css/)?.output)
        let sheet = try browser.get(String(path))
        #expect(sheet.status == 200 && sheet.headers["Cache-Control"]?.contains("immutable") == true)
        #expect(try browser.get(String(path), headers: ["If-None-Match": sheet.headers["ETag"] ?? ""]).status == 304)
    }
}
