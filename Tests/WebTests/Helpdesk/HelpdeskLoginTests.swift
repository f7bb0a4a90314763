import Domain
import HTTP
import Storage
import TestSupport
import Testing
import Web

/// Coming in at the helpdesk by mail, and whoever tries to come in without being who they say.
@Suite struct HelpdeskLoginTests {
    private static let email = "helpdesk@balans.example.org"
    private let test: TestSite

    init() throws {
        test = try TestSite(tenants: ["duinrand", "heidezoom"])
    }

    private func ask(_ browser: TestBrowser, as email: String = Self.email) throws {
        try test.ask(browser, as: email, at: "landelijk")
    }

    private func mailed() throws -> String { try #require(try test.sendMail(at: "landelijk").first).link }

    @Test func `who asks on a laptop and opens the mail on a phone is in on the laptop`() throws {
        let (laptop, phone) = (test.stranger(), test.stranger())
        #expect(try laptop.get("/landelijk").location == "/landelijk/")
        #expect(try laptop.get("/landelijk/").location == "/landelijk/inloggen")
        #expect(try laptop.get("/landelijk/inloggen").has("Inloggen bij Balans"))
        try ask(laptop)
        #expect(laptop.page.location == "/landelijk/inloggen/wachten")
        let code = try laptop.code(at: "landelijk")
        let mails = try test.sendMail(at: "landelijk")
        #expect(mails.map(\.to.description) == [Self.email] && mails[0].link.hasPrefix("/landelijk/m/"))
        #expect(try phone.get(mails[0].link).has("name=\"code\""))
        #expect(try phone.post(mails[0].link, [("code", code)]).has("Het is gelukt"))
        #expect(try !phone.isAtHelpdesk() && !laptop.isAtHelpdesk())
        #expect(try laptop.get("/landelijk/inloggen/wachten").location == "/landelijk/?melding=welkom")
        #expect(try laptop.get("/landelijk/?melding=welkom").has("Welkom. Je bent ingelogd."))
        #expect(try laptop.isAtHelpdesk() && !phone.isAtHelpdesk())
        #expect(try laptop.get("/landelijk/inloggen").location == "/landelijk/")
        #expect(try laptop.post("/landelijk/uitloggen").location == "/landelijk/inloggen")
        #expect(try !laptop.isAtHelpdesk())
    }

    @Test func `a link that was used opens nothing more, and a program that opens links changes nothing`() throws {
        let browser = test.stranger()
        try ask(browser)
        let code = try browser.code(at: "landelijk")
        let link = try mailed()
        for method in ["GET", "HEAD"] {
            _ = try test.send("\(method) \(link) HTTP/1.1\r\nHost: 127.0.0.1:8470\r\n\r\n")
        }
        #expect(try browser.post(link, [("code", code)]).location == "/landelijk/?melding=welkom")
        for browser in [browser, test.stranger()] {
            #expect(try browser.get(link).status == 404)
            #expect(try browser.post(link, [("code", code)]).status == 404)
        }
        // At a tenant it never was a link at all.
        #expect(try test.stranger().get(link.replacing("landelijk", with: "duinrand")).status == 404)
    }

    @Test func `the fifth wrong code ends the login, and the right one comes too late`() throws {
        let (laptop, phone) = (test.stranger(), test.stranger())
        try ask(laptop)
        let code = try laptop.code(at: "landelijk")
        let wrong = code == "111 111" ? "222 222" : "111 111"
        let link = try mailed()
        for left in [4, 3, 2, 1] {
            let shown = try phone.post(link, [("code", wrong)])
            #expect(shown.status == 422 && shown.has(left == 1 ? "nog één keer" : "nog \(left) keer"))
        }
        #expect(try phone.post(link, [("code", wrong)]).status == 404)
        #expect(try phone.post(link, [("code", code)]).status == 404)
        #expect(try laptop.get("/landelijk/inloggen/wachten").has("De code werkt niet meer"))
        #expect(try !laptop.isAtHelpdesk())
    }

    @Test(arguments: ["niemand@example.org", "coordinator@duinrand.example.org"])
    func `an address that is not the helpdesk's gets the very same answers, and no mail`(email: String) throws {
        let (known, unknown) = (test.stranger(), test.stranger())
        try ask(known)
        try ask(unknown, as: email)
        #expect(known.page.status == unknown.page.status && known.page.location == unknown.page.location)
        let pages = try [known, unknown].map { browser in
            let code = try browser.code(at: "landelijk")
            return browser.page.text.replacing(code, with: "CODE")
        }
        #expect(pages[0] == pages[1])
        #expect(try test.sendMail(at: "landelijk").count == 1)
        #expect(try test.sendMail().isEmpty)
    }

    @Test func `the sixth mail to one address in a quarter of an hour is refused`() throws {
        for _ in 0..<5 { try ask(test.stranger()) }
        let sixth = test.stranger()
        try ask(sixth)
        #expect(sixth.page.status == 429)
        // The limit of one door is not that of another.
        let elsewhere = test.stranger()
        try test.ask(elsewhere, as: Self.email)
        #expect(elsewhere.page.status == 303)
    }

    @Test func `what login-link prints lets in once`() throws {
        let made = try test.house.store("landelijk").write { writer in
            let account = try #require(try writer.account(try mailAddress(Self.email)))
            return try writer.printLogin(for: account)
        }
        let browser = test.stranger()
        let path = "/landelijk/m/\(made.token.text)"
        #expect(try browser.post(path, [("code", made.code.words)]).location == "/landelijk/?melding=welkom")
        #expect(try browser.isAtHelpdesk())
        #expect(try test.stranger().post(path, [("code", made.code.words)]).status == 404)
    }

    @Test(arguments: Role.allCases) func `a session at a tenant is none at the helpdesk, whatever the cookie calls it`(
        role: Role
    ) throws {
        let browser = try test.browser(as: role)
        #expect(try !browser.isAtHelpdesk())
        browser.setCookie(browser.cookie?.replacing("duinrand", with: "landelijk"))
        #expect(try !browser.isAtHelpdesk())
        #expect(try browser.post("/landelijk/uitloggen").status == 403)
    }

    @Test func `a session at the helpdesk is none at a tenant, whatever the cookie calls it`() throws {
        let browser = try test.helpdeskBrowser()
        #expect(try browser.isAtHelpdesk())
        for tenant in ["duinrand", "heidezoom"] {
            #expect(try !browser.isIn(tenant))
            let renamed = test.stranger()
            renamed.setCookie(browser.cookie?.replacing("landelijk", with: tenant))
            #expect(try !renamed.isIn(tenant) && !renamed.isAtHelpdesk())
        }
        for path in ["/landelijk/vandaag", "/landelijk/buddys", "/landelijk/instellingen", "/landelijk/agenda"] {
            #expect(try browser.get(path).status == 404, "\(path)")
        }
    }

    @Test func `one cookie holds a session at a tenant and at the helpdesk, and each ends by itself`() throws {
        let browser = try test.browser()
        try browser.logInAtHelpdesk()
        #expect(try browser.isIn() && browser.isAtHelpdesk())
        try browser.post("/landelijk/uitloggen")
        #expect(try browser.isIn() && !browser.isAtHelpdesk())
        try browser.logInAtHelpdesk()
        try browser.post("/duinrand/uitloggen")
        #expect(try !browser.isIn() && browser.isAtHelpdesk())
    }

    @Test func `somebody sees their own sessions and ends one, and nobody else's`() throws {
        let (here, there) = (try test.helpdeskBrowser(), try test.helpdeskBrowser())
        let other = try test.helpdeskBrowser(as: "collega@balans.example.org")
        let page = try here.get("/landelijk/sessies").text
        let ends = page.matches(of: /action="(\/landelijk\/sessies\/[a-z2-7]{26}\/beeindigen)"/).map { String($0.1) }
        #expect(ends.count == 2 && page.contains("dit apparaat") && page.contains(Self.email))
        #expect(!page.contains("collega@"))
        for end in ends { #expect(try other.post(end).location == "/landelijk/sessies?melding=sessie-beeindigd") }
        #expect(try here.isAtHelpdesk() && there.isAtHelpdesk())
        #expect(try here.get(ends[0]).location == "/landelijk/sessies" && here.isAtHelpdesk())
        #expect(try here.get("/landelijk/uitloggen").location == "/landelijk/" && here.isAtHelpdesk())
        for end in ends { try here.post(end) }
        #expect(try !here.isAtHelpdesk() && !there.isAtHelpdesk() && other.isAtHelpdesk())
        #expect(try other.post("/landelijk/sessies/beeindigen").location == "/landelijk/inloggen")
        #expect(try !other.isAtHelpdesk())
    }

    @Test func `a session that idles for twelve hours is over`() throws {
        let browser = try test.helpdeskBrowser()
        test.house.pass(.hours(11))
        #expect(try browser.isAtHelpdesk())
        test.house.pass(.hours(11))
        #expect(try browser.isAtHelpdesk())
        test.house.pass(.hours(12))
        #expect(try !browser.isAtHelpdesk())
    }
}

extension TestBrowser {
    func isAtHelpdesk() throws -> Bool { try get("/landelijk/").status == 200 }
}
