import Domain
import HTTP
import Storage
import TestSupport
import Testing
import Web

@Suite struct LoginTests {
    @Test func `who asks on a laptop and opens the mail on a phone is in on the laptop`() throws {
        let test = try TestSite()
        let (laptop, phone) = (test.stranger(), test.stranger())
        try test.ask(laptop)
        #expect(laptop.page.location == "/duinrand/inloggen/wachten")
        let code = try laptop.code()
        let mails = try test.sendMail()
        #expect(mails.map(\.to.description) == ["coordinator@duinrand.example.org"])

        #expect(try phone.get(mails[0].link).has("name=\"code\""))
        let done = try phone.post(mails[0].link, [("code", code)])
        #expect(done.status == 200 && done.has("Het is gelukt"))
        #expect(try !phone.isIn())

        let back = try laptop.get("/duinrand/inloggen/wachten")
        #expect(back.status == 303 && back.location == "/duinrand/vandaag?melding=welkom")
        #expect(try laptop.isIn())
    }

    @Test func `the button of the waiting page does what waiting does`() throws {
        let test = try TestSite()
        let (laptop, phone) = (test.stranger(), test.stranger())
        try test.ask(laptop)
        let code = try laptop.code()
        #expect(try laptop.post("/duinrand/inloggen/wachten").has("class=\"code\""))
        try phone.post(try test.sendMail()[0].link, [("code", code)])
        #expect(try laptop.post("/duinrand/inloggen/wachten").status == 303)
        #expect(try laptop.isIn())
    }

    @Test func `in the browser that asked the code is filled in, and the button lets in at once`() throws {
        let test = try TestSite()
        let browser = test.stranger()
        try test.ask(browser)
        let code = try browser.code()
        let link = try test.sendMail()[0].link
        #expect(try browser.get(link).has("value=\"\(code)\""))
        #expect(try !test.stranger().get(link).has(code))
        #expect(try browser.post(link, [("code", code)]).location == "/duinrand/vandaag?melding=welkom")
        #expect(try browser.isIn())
        // What waited has come in, too.
        #expect(try browser.get("/duinrand/inloggen/wachten").location == "/duinrand/vandaag")
        #expect(try browser.get("/duinrand/inloggen").location == "/duinrand/vandaag")
    }

    @Test func `an address that is nobody's gets the very same answers, and no mail`() throws {
        let test = try TestSite()
        let (known, unknown) = (test.stranger(), test.stranger())
        try test.ask(known)
        try test.ask(unknown, as: "niemand@example.org")
        #expect(known.page.status == unknown.page.status && known.page.location == unknown.page.location)
        #expect(known.page.headers.fields.map(\.name) == unknown.page.headers.fields.map(\.name))
        let pages = try [known, unknown].map { browser in
            let code = try browser.code()
            return browser.page.text.replacing(code, with: "CODE")
        }
        #expect(pages[0] == pages[1])
        #expect(try test.sendMail().count == 1)
    }

    @Test func `an address is known however its capitals are typed`() throws {
        let test = try TestSite()
        try test.ask(test.stranger(), as: " Coordinator@Duinrand.Example.ORG ")
        #expect(try test.sendMail().count == 1)
    }

    @Test func `the waiting page reloads itself, unless somebody stops that`() throws {
        let test = try TestSite()
        let browser = test.stranger()
        try test.ask(browser)
        #expect(try browser.get("/duinrand/inloggen/wachten").headers["Refresh"] == "5")
        #expect(try browser.get("/duinrand/inloggen/wachten?vast=ja").headers["Refresh"] == nil)
    }

    @Test(arguments: ["", "geen adres", "a@b", "naam@example.org\r\nBcc: x@example.org", "<script>@example.org"])
    func `what is no address is said so, shown as it was typed, and asks for nothing`(typed: String) throws {
        let test = try TestSite()
        let shown = try test.stranger().post("/duinrand/inloggen", [("email", typed)])
        #expect(shown.status == 422 && shown.has("is-wrong"))
        #expect(!shown.has("<script>") && shown.headers["Set-Cookie"] == nil)
        #expect(try test.sendMail().isEmpty)
    }

    @Test func `a browser is in at two tenants, each by its own mail`() throws {
        let test = try TestSite(tenants: ["duinrand", "heidezoom"])
        let browser = test.stranger()
        for tenant in ["duinrand", "heidezoom"] {
            try test.ask(browser, as: "coordinator@\(tenant).example.org", at: tenant)
            let code = try browser.code(at: tenant)
            try browser.post(try test.sendMail(at: tenant)[0].link, [("code", code)])
        }
        #expect(try browser.isIn("duinrand") && browser.isIn("heidezoom"))
        #expect(browser.secret(at: "duinrand") != browser.secret(at: "heidezoom"))
        try browser.post("/duinrand/uitloggen")
        #expect(try !browser.isIn("duinrand") && browser.isIn("heidezoom"))
    }

    @Test func `over TLS the cookie is bound to this host, to TLS, and out of reach of scripts`() throws {
        let test = try TestSite(isSecure: true)
        let browser = test.stranger()
        try test.ask(browser)
        let cookie = try #require(browser.page.headers["Set-Cookie"])
        #expect(cookie.hasPrefix("__Host-naast="))
        for word in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] { #expect(cookie.contains("; \(word)")) }
        #expect(!cookie.contains("Domain"))
    }

    @Test func `a printed link and its code let in the browser that opens it, within the hour`() throws {
        let test = try TestSite()
        let made = try test.printLogin()
        #expect(try test.stranger().post(made.path, [("code", "000 000")]).status == 422 || made.code == "000 000")
        test.house.pass(.minutes(59))
        let browser = test.stranger()
        #expect(try browser.post(made.path, [("code", made.code)]).location == "/duinrand/vandaag?melding=welkom")
        #expect(try browser.isIn())
        let late = try test.printLogin()
        test.house.pass(.minutes(60))
        #expect(try test.stranger().get(late.path).status == 404)
    }

    @Test func `a welcome works for seven days, without a code, once`() throws {
        let test = try TestSite()
        try test.welcome()
        let link = try test.sendMail()[0].link
        test.house.pass(.days(7) - .minutes(1))
        let browser = test.stranger()
        #expect(try browser.get(link).has("Welkom bij"))
        #expect(try !browser.isIn())
        #expect(try browser.post(link).location == "/duinrand/vandaag?melding=welkom")
        #expect(try browser.isIn())
        #expect(try test.stranger().post(link).status == 404)
    }

    @Test func `a welcome is over after seven days, and when a newer one was sent`() throws {
        let test = try TestSite()
        try test.welcome()
        let old = try test.sendMail()[0].link
        try test.welcome()
        let new = try test.sendMail()[0].link
        #expect(try test.stranger().get(old).status == 404)
        #expect(try test.stranger().get(new).status == 200)
        test.house.pass(.days(7))
        #expect(try test.stranger().get(new).status == 404)
    }
}

extension Span {
    fileprivate static func - (one: Self, other: Self) -> Self {
        .milliseconds(one.milliseconds - other.milliseconds)
    }
}

extension TestSite {
    /// What `naast login-link` prints.
    func printLogin(for email: String = "coordinator@duinrand.example.org") throws -> (path: String, code: String) {
        let made = try house.store().write { writer in
            guard let address = EmailAddress(email), let member = try writer.member(address) else {
                throw Mistake("no member \(email)")
            }
            return try writer.printLogin(for: member.account)
        }
        return ("/duinrand/m/\(made.token.text)", made.code.words)
    }

    /// Plans a welcome to the coordinator.
    func welcome() throws {
        try house.store().write { writer in
            for member in try writer.members() where member.role == .coordinator { try writer.sendWelcome(to: member) }
        }
    }
}
