import Domain
import TestSupport
import Testing
import Web

@Suite struct HelpdeskDashboardTests {
    private static let paths = [
        "", "/sector", "/regio", "/hoe-het-werkt", "/tabellen", "/download.csv", "/download.json",
    ]

    private func site(isPublic: Bool = false) throws -> TestSite {
        try MadeUpReleases.site(try MadeUpReleases.all(tenants: Array(repeating: 41, count: 8)), isPublic: isPublic)
    }

    @Test func `the helpdesk sees what a coordinator sees, and finds its way back`() throws {
        let test = try site()
        let (helpdesk, member) = (try test.helpdeskBrowser(), try test.browser())
        #expect(try helpdesk.get("/landelijk/").has("href=\"/dashboard?via=landelijk\">Landelijk beeld"))
        for path in Self.paths {
            #expect(try helpdesk.get("/dashboard\(path)").location == "/dashboard\(path)?via=landelijk")
            let mine = try helpdesk.get("/dashboard\(path)?via=landelijk")
            #expect(mine.status == 200, "\(path)")
            let theirs = try member.get("/dashboard\(path)?via=duinrand").text
            let back = /<p class="back">.*<\/p>|<li><a href="\/landelijk\/">Steunpunten<\/a><\/li>/
            #expect(
                mine.text.replacing("via=landelijk", with: "").replacing(back, with: "")
                    == theirs.replacing("via=duinrand", with: "").replacing(back, with: ""), "\(path)")
        }
        let page = try helpdesk.get("/dashboard?via=landelijk")
        #expect(page.has("href=\"/landelijk/\">Terug naar de steunpunten"))
        #expect(page.has("href=\"/dashboard/sector?via=landelijk\""))
    }

    @Test func `whoever is not at the helpdesk is shown its door`() throws {
        let test = try site()
        let renamed = try test.browser()
        renamed.setCookie(renamed.cookie?.replacing("duinrand", with: "landelijk"))
        for browser in [test.stranger(), try test.browser(), renamed] {
            for path in Self.paths {
                #expect(try browser.get("/dashboard\(path)?via=landelijk").location == "/landelijk/inloggen")
            }
        }
        let open = try site(isPublic: true)
        #expect(try open.stranger().get("/dashboard?via=landelijk").location == "/dashboard")
        #expect(try open.helpdeskBrowser().get("/dashboard?via=landelijk").has("Terug naar de steunpunten"))
    }
}
