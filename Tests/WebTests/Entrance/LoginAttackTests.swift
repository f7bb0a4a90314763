import Domain
import HTTP
import Storage
import TestSupport
import Testing
import Web

/// Whoever tries to come in without being who they say.
@Suite struct LoginAttackTests {
    @Test(arguments: ["GET", "HEAD"])
    func `a program that opens every link of a mail changes nothing`(method: String) throws {
        let test = try TestSite()
        let browser = test.stranger()
        try test.ask(browser)
        let link = try test.sendMail()[0].link
        for _ in 0..<20 {
            _ = try test.send("\(method) \(link) HTTP/1.1\r\nHost: 127.0.0.1:8470\r\n\r\n")
        }
        #expect(try browser.post(link, [("code", try browser.code())]).status == 303)
    }

    @Test func `a link that was used opens nothing more, in any browser`() throws {
        let test = try TestSite()
        let (laptop, phone) = (test.stranger(), test.stranger())
        try test.ask(laptop)
        let code = try laptop.code()
        let link = try test.sendMail()[0].link
        try phone.post(link, [("code", code)])
        for browser in [phone, laptop, test.stranger()] {
            #expect(try browser.get(link).status == 404)
            #expect(try browser.post(link, [("code", code)]).status == 404)
        }
        #expect(try laptop.get("/duinrand/inloggen/wachten").status == 303)
        #expect(try laptop.isIn() && !phone.isIn())
    }

    @Test func `a link is over a quarter of an hour after the relay took the mail`() throws {
        let test = try TestSite()
        let browser = test.stranger()
        try test.ask(browser)
        let code = try browser.code()
        // The relay took its time.
        test.house.pass(.minutes(20))
        let link = try test.sendMail()[0].link
        test.house.pass(.minutes(14))
        #expect(try browser.get(link).status == 200)
        test.house.pass(.minutes(1))
        #expect(try browser.get(link).status == 404)
        #expect(try browser.post(link, [("code", code)]).status == 404)
    }

    @Test func `by waiting long nobody learns whether an address is known`() throws {
        let test = try TestSite()
        let (known, unknown) = (test.stranger(), test.stranger())
        try test.ask(known)
        try test.ask(unknown, as: "niemand@example.org")
        try test.sendMail()
        for minutes in [14, 1, 1, 30, 13, 1, 1] {
            test.house.pass(.minutes(minutes))
            // Others ask too, which sweeps out what is over.
            try test.ask(test.stranger(), as: "nog-\(test.house.now.milliseconds)@example.org")
            let pages = try [known, unknown].map { browser in
                try browser.get("/duinrand/inloggen/wachten").text.replacing(/\d{3} \d{3}/, with: "CODE")
            }
            #expect(pages[0] == pages[1])
        }
        #expect(known.page.has("De code werkt niet meer"))
    }

    @Test func `an hour after it was asked for a login is over, however slow the relay was`() throws {
        let test = try TestSite()
        let browser = test.stranger()
        try test.ask(browser)
        test.house.pass(.minutes(55))
        let link = try test.sendMail()[0].link
        test.house.pass(.minutes(4))
        #expect(try browser.get(link).status == 200)
        test.house.pass(.minutes(1))
        #expect(try browser.get(link).status == 404)
    }

    @Test func `a mail that the relay takes after an hour does not go`() throws {
        let test = try TestSite()
        try test.ask(test.stranger())
        test.house.pass(.minutes(60))
        #expect(try test.sendMail().isEmpty)
    }

    @Test func `the fifth wrong code ends the login, and the right one comes too late`() throws {
        let test = try TestSite()
        let (laptop, phone) = (test.stranger(), test.stranger())
        try test.ask(laptop)
        let code = try laptop.code()
        let wrong = code == "111 111" ? "222 222" : "111 111"
        let link = try test.sendMail()[0].link
        for left in [4, 3, 2, 1] {
            let shown = try phone.post(link, [("code", wrong)])
            #expect(shown.status == 422 && shown.has(left == 1 ? "nog één keer" : "nog \(left) keer"))
        }
        #expect(try phone.post(link, [("code", wrong)]).status == 404)
        #expect(try phone.post(link, [("code", code)]).status == 404)
        #expect(try laptop.get("/duinrand/inloggen/wachten").has("De code werkt niet meer"))
        #expect(try !laptop.isIn())
    }

    @Test(arguments: ["", "12345", "1234567", "abcdef", "<b>1</b>", "１２３４５６"])
    func `what cannot be a code costs no try`(typed: String) throws {
        let test = try TestSite()
        let browser = test.stranger()
        try test.ask(browser)
        let code = try browser.code()
        let link = try test.sendMail()[0].link
        for _ in 0..<8 {
            let shown = try browser.post(link, [("code", typed)])
            #expect(shown.status == 422 && shown.has("zes cijfers") && !shown.has("<b>1"))
        }
        #expect(try browser.post(link, [("code", code.replacing(" ", with: "-"))]).status == 303)
    }

    @Test func `the code alone and the link alone open nothing`() throws {
        let test = try TestSite()
        let (asker, other) = (test.stranger(), test.stranger())
        try test.ask(asker)
        let code = try asker.code()
        let link = try test.sendMail()[0].link
        try test.ask(other)
        let otherCode = try other.code()
        // Who asks with somebody's address and waits is not let in by a code that is not theirs.
        if otherCode != code { #expect(try other.post(link, [("code", otherCode)]).status == 422) }
        #expect(try asker.post("/duinrand/inloggen/wachten", [("code", code)]).has("class=\"code\""))
        #expect(try !asker.isIn() && !other.isIn())
    }

    @Test func `what a browser held before it was let in opens nothing afterwards`() throws {
        let test = try TestSite()
        let browser = test.stranger()
        try test.ask(browser)
        let (held, jar) = (try #require(browser.secret()), browser.cookie)
        let code = try browser.code()
        try browser.post(try test.sendMail()[0].link, [("code", code)])
        let session = try #require(browser.secret())
        #expect(session != held)
        let planted = test.stranger()
        planted.setCookie(jar)
        #expect(try !planted.isIn())
        #expect(try planted.get("/duinrand/inloggen/wachten").has("De code werkt niet meer"))
    }

    @Test func `a secret that somebody planted is not the one that is let in`() throws {
        let test = try TestSite()
        let (attacker, victim) = (test.stranger(), test.stranger())
        try test.ask(attacker, as: "niemand@example.org")
        victim.setCookie(attacker.cookie)
        try test.ask(victim)
        #expect(victim.secret() != attacker.secret())
        let code = try victim.code()
        try victim.post(try test.sendMail()[0].link, [("code", code)])
        #expect(try victim.isIn() && !attacker.isIn())
        #expect(try attacker.get("/duinrand/inloggen/wachten").status == 200)
    }

    @Test func `a secret of one tenant, a link of another: nothing tells that either exists`() throws {
        let test = try TestSite(tenants: ["duinrand", "heidezoom"])
        let browser = test.stranger()
        try test.ask(browser)
        let code = try browser.code()
        let token = try #require(try test.sendMail()[0].link.split(separator: "/").last)
        let never = AccessSecret.random().text
        for form: [(String, String)]? in [nil, [("code", code)]] {
            func shown(_ token: some StringProtocol) throws -> TestBrowser.Shown {
                let path = "/heidezoom/m/\(token)"
                return try form.map { try browser.post(path, $0) } ?? browser.get(path)
            }
            let (foreign, unknown) = (try shown(token), try shown(never))
            #expect(foreign.status == 404 && foreign.text == unknown.text && foreign.status == unknown.status)
        }
        #expect(try browser.post("/duinrand/m/\(token)", [("code", code)]).status == 303)
    }

    @Test(arguments: ["cross-site", "same-site"])
    func `another site can neither ask for a mail nor use a link`(site: String) throws {
        let test = try TestSite()
        let browser = test.stranger()
        let asked = try browser.post(
            "/duinrand/inloggen", [("email", "coordinator@duinrand.example.org")], headers: ["Sec-Fetch-Site": site])
        #expect(asked.status == 403)
        #expect(try test.sendMail().isEmpty)
        let made = try test.printLogin()
        let used = try browser.post(made.path, [("code", made.code)], headers: ["Sec-Fetch-Site": site])
        #expect(used.status == 403 && used.headers["Set-Cookie"] == nil)
        #expect(try browser.post(made.path, [("code", made.code)]).status == 303)
    }

    @Test(arguments: ["//kwaad.example", "https://kwaad.example", "/%5Ckwaad.example", "%2F%2Fkwaad.example"])
    func `no parameter leads elsewhere or into a header`(target: String) throws {
        let test = try TestSite()
        let browser = test.stranger()
        for name in ["naar", "next", "terug", "melding", "return"] {
            try browser.post(
                "/duinrand/inloggen?\(name)=\(target)",
                [("email", "coordinator@duinrand.example.org"), (name, target)])
            if browser.page.status == 429 { break }
            #expect(browser.page.location == "/duinrand/inloggen/wachten")
            #expect(browser.page.headers.values("Set-Cookie").count == 1)
        }
        let made = try test.printLogin()
        let shown = try browser.post("\(made.path)?naar=\(target)", [("code", made.code), ("naar", target)])
        #expect(shown.location == "/duinrand/vandaag?melding=welkom")
    }

    @Test func `a doubtful mail goes again with a link of its own, and both lead to the one login`() throws {
        let test = try TestSite()
        let browser = test.stranger()
        try test.ask(browser)
        let code = try browser.code()
        let first = try test.sendMail(.doubted(Settlement.Answer(text: "dropped")))[0].link
        let second = try test.sendMail()[0].link
        #expect(first != second)
        for link in [first, second] { #expect(try test.stranger().get(link).status == 200) }
        #expect(try browser.post(first, [("code", code)]).status == 303)
        #expect(try browser.get(second).status == 404)
    }

    @Test func `a tenant that holds doubtful mail does not hold a login`() throws {
        let test = try TestSite(settings: ["doubt_policy": "hold"])
        try test.ask(test.stranger())
        try test.sendMail(.doubted(Settlement.Answer(text: "dropped")))
        #expect(try test.sendMail().count == 1)
    }

    @Test func `a suspended tenant's members come in`() throws {
        let test = try TestSite()
        try test.house.tenants.setState(try slug("duinrand"), .suspended, test.house.scope)
        let browser = test.stranger()
        try test.ask(browser)
        let code = try browser.code()
        try browser.post(try test.sendMail()[0].link, [("code", code)])
        #expect(try browser.isIn())
    }

    @Test func `who was removed comes in by no link that was still open`() throws {
        let test = try TestSite()
        let browser = test.stranger()
        try test.ask(browser, as: "trainer@duinrand.example.org")
        let code = try browser.code()
        let link = try test.sendMail()[0].link
        let boss = try test.browser()
        let trainer = try #require(try test.house.store().read { try $0.members() }.first { $0.role == .trainer })
        try boss.post("/duinrand/instellingen/leden/\(trainer.uid)/verwijderen", [("versie", "1")])
        #expect(boss.page.status == 303)
        #expect(try browser.post(link, [("code", code)]).status == 404)
        #expect(try !browser.isIn())
    }
}
