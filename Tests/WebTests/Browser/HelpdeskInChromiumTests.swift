import Foundation
import TestSupport
import Testing
import Web

/// The helpdesk's pages, as a real browser and judges that are not ours see them.
@Suite(.serialized) struct HelpdeskInChromiumTests {
    @Test(.needs("chromium", "chromedriver"))
    func `axe finds nothing and nothing sticks out, wide, at 360 pixels and in the dark`() throws {
        let test = try OverviewTests.site()
        let live = try LiveSite(test)
        defer { live.stop() }
        let chromium = try Chromium()
        defer { chromium.quit() }
        try chromium.open(live.url("/landelijk/inloggen"))
        try chromium.type("helpdesk@balans.example.org\n", into: "#email")
        let link = try #require(try eventuallyMailed(test))
        func look(_ paths: [String]) throws {
            for (name, width, dark) in [("breed", 1_280, false), ("smal", 360, false), ("donker", 1_280, true)] {
                try chromium.resize(width: width, height: width == 360 ? 800 : 1_000)
                try chromium.emulate(dark: dark)
                for path in paths {
                    try chromium.open(live.url(path))
                    try picture("helpdesk-\(name)-\(Crawl.pattern(path).replacing("/", with: "-"))", chromium)
                    let violations = try PageChecks.violations(in: chromium)
                    #expect(violations == [], "\(path) \(name): \(violations)")
                    let overflow =
                        try chromium.run(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                        as? Int
                    #expect(overflow == 0, "\(path) \(name)")
                }
            }
        }
        try look(["/landelijk/inloggen", "/landelijk/inloggen/wachten?vast=ja", link])
        try chromium.open(live.url(link))
        try chromium.click(chromium.find(words: "Log in"))
        #expect(try chromium.text(of: ".notice") == "Welkom. Je bent ingelogd.")
        try look(["/landelijk/", "/landelijk/sessies"])
    }

    @Test(.needs("python3")) func `a strict parser finds no error in any page`() throws {
        let test = try OverviewTests.site()
        let (stranger, helpdesk) = (test.stranger(), try test.helpdeskBrowser())
        try test.ask(stranger, as: "helpdesk@balans.example.org", at: "landelijk")
        let link = try #require(try test.sendMail(at: "landelijk").first).link
        var pages: [(name: String, text: String)] = []
        for path in ["/landelijk/inloggen", "/landelijk/inloggen/wachten", link] {
            pages.append((path, try stranger.get(path).text))
        }
        for path in ["/landelijk/", "/landelijk/sessies"] { pages.append((path, try helpdesk.get(path).text)) }
        let errors = try PageChecks.markupErrors(in: pages)
        #expect(errors == [], "\(errors)")
    }

    @Test func `no link of any page leads nowhere`() throws {
        let browser = try OverviewTests.site().helpdeskBrowser()
        for path in ["/landelijk/", "/landelijk/sessies"] {
            let links = try browser.get(path).text.matches(of: /href="(\/[^"#]*)"/).map { String($0.1) }
            #expect(links.count > 3)
            for link in Set(links) { #expect(try browser.get(link).status == 200, "\(link)") }
        }
    }

    // The form was sent when the row is there.
    private func eventuallyMailed(_ test: TestSite) throws -> String? {
        var link: String?
        _ = try eventually {
            link = try test.sendMail(at: "landelijk").first?.link
            return link != nil
        }
        return link
    }
}
