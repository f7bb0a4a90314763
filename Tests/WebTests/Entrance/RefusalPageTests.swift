import Domain
import Storage
import TestSupport
import Testing
import Web

/// What opens from the link under a letter, and what the coordinator sees of it.
@Suite struct RefusalPageTests {
    /// A site whose first buddy was just sent a reminder, and the path in it.
    private func site(tenants: [String] = ["duinrand"]) throws -> (test: TestSite, path: String) {
        let test = try TestSite(tenants: tenants, isSecure: true)
        try test.house.importing(Programmes.meetings("2026-12-01T14:00"))
        test.house.pass(.hours(4))
        let path = try test.house.store().write { writer in
            let claimed = try writer.claim(limit: 8).messages
            return try claimed.lazy.compactMap { try writer.intend($0)?.refusalPath }.first
        }
        return (test, try #require(path))
    }

    private func buddyPage(_ test: TestSite, _ browser: TestBrowser) throws -> String {
        let list = try browser.get("/duinrand/buddys")
        let match = try #require(list.text.firstMatch(of: /href="(\/duinrand\/buddys\/[a-z2-7]{26})"/))
        return String(match.output.1)
    }

    @Test func `opening changes nothing, the button stops it, and it can come again`() throws {
        let (test, path) = try site()
        let stranger = test.stranger()
        for _ in 1...2 {
            let page = try stranger.get(path)
            #expect(page.status == 200 && page.has("Deze mail stoppen?"))
            #expect(page.has("Herinnering, de dag voor een gesprek") && !page.has("Sam"))
        }
        let stopped = try stranger.post(path)
        #expect(stopped.status == 200 && stopped.has("Deze mail krijg je niet meer"))
        #expect(try stranger.get(path).has("Deze mail krijg je niet meer"))
        let again = try stranger.post(path, [("weer-aan", "ja")])
        #expect(again.has("Deze mail stoppen?"))
    }

    @Test func `a mail program stops it with one click, as RFC 8058 says`() throws {
        let (test, path) = try site()
        for (type, body) in [
            ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
            (
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"
            ),
        ] {
            _ = try test.stranger().post(path, [("weer-aan", "ja")])
            // No cookie, no Sec-Fetch-Site, and no page that was looked at before.
            let answer = try test.send(
                """
                POST \(path) HTTP/1.1\r\nHost: naast.example.org\r\nContent-Type: \(type)\r\n\
                Content-Length: \(body.utf8.count)\r\n\r\n\(body)
                """)
            #expect(answer.status.rawValue == 200)
            #expect(try test.stranger().get(path).has("Deze mail krijg je niet meer"))
        }
    }

    @Test func `the coordinator is asked to call who stopped mail, and sees what`() throws {
        let (test, path) = try site()
        let browser = try test.browser()
        #expect(try !browser.get("/duinrand/vandaag").has("Bel Sam Voorbeeld even"))
        try test.stranger().post(path)
        #expect(try browser.get("/duinrand/vandaag").has("Bel Sam Voorbeeld even"))
        let page = try browser.get(try buddyPage(test, browser))
        #expect(page.has("Deze mail wil deze buddy niet") && page.has("<li>Herinnering, de dag voor een gesprek</li>"))
    }

    @Test func `what a buddy tells the coordinator is written down, logged and taken back, without a call`() throws {
        let (test, _) = try site()
        let browser = try test.browser()
        let page = try buddyPage(test, browser)
        try browser.get(page)
        let saved = try browser.post("\(page)/mail", [("niet", "nudge"), ("niet", "intervision-invite:training")])
        #expect(saved.status == 303)
        let shown = try browser.get(page)
        #expect(shown.has("<li>Nog één keer de vraag hoe een gesprek ging</li><li>Uitnodiging voor een training</li>"))
        #expect(try !browser.get("/duinrand/vandaag").has("Bel Sam Voorbeeld even"))
        #expect(try browser.get("/duinrand/wijzigingen").has("welke mail"))
        #expect(try browser.post("\(page)/mail", [("niet", "moved")]).status == 400)
        try browser.post("\(page)/mail")
        #expect(try browser.get(page).has("Deze buddy krijgt alle herinneringen"))
    }

    @Test func `a link of one tenant is nothing at another, and looks like one that never was`() throws {
        let (test, path) = try site(tenants: ["duinrand", "waterland"])
        let elsewhere = path.replacing("/duinrand/", with: "/waterland/")
        let never = "/waterland/m/\(Uid.random())"
        for stranger in [test.stranger()] {
            let (one, other) = (try stranger.get(elsewhere), try stranger.get(never))
            #expect(one.status == 404 && one.text == other.text)
            let (posted, made) = (try stranger.post(elsewhere), try stranger.post(never))
            #expect(posted.status == 404 && posted.text == made.text)
        }
        #expect(try test.stranger().get(path).has("Deze mail stoppen?"))
    }
}
