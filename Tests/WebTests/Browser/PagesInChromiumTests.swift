import Foundation
import TestSupport
import Testing
import Web

/// Every page that a coordinator can reach by links, as a real browser and judges that are not ours see it.
@Suite(.serialized) struct PagesInChromiumTests {
    @Test(.needs("chromium", "chromedriver"))
    func `axe finds nothing and nothing sticks out, wide, at 360 pixels and in the dark`() throws {
        let test = try FilledTenant.site()
        let crawl = try Crawl(test)
        let live = try LiveSite(test)
        defer { live.stop() }
        let chromium = try Chromium()
        defer { chromium.quit() }
        try look(chromium, live, crawl.doors.map(\.path))
        try live.logIn(chromium)
        try look(chromium, live, crawl.pages.map(\.path))
    }

    private func look(_ chromium: Chromium, _ live: LiveSite, _ paths: [String]) throws {
        for (name, width, dark) in [("breed", 1_280, false), ("smal", 360, false), ("donker", 1_280, true)] {
            try chromium.resize(width: width, height: width == 360 ? 800 : 1_000)
            try chromium.emulate(dark: dark)
            for path in paths {
                try chromium.open(live.url(path))
                try picture("\(name)-\(Crawl.pattern(path).replacing("/", with: "-"))", chromium)
                let violations = try PageChecks.violations(in: chromium)
                #expect(violations == [], "\(path) \(name): \(violations)")
                let overflow =
                    try chromium.run(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth") as? Int
                #expect(overflow == 0, "\(path) \(name)")
            }
        }
    }

    @Test(.needs("python3")) func `a strict parser finds no error in any page`() throws {
        let crawl = try Crawl(try FilledTenant.site())
        let pages = crawl.pages + crawl.doors
        let errors = try PageChecks.markupErrors(in: pages.map { (name: $0.path, text: $0.text) })
        #expect(errors == [], "\(errors)")
    }

    @Test func `the walk comes by every page there is, and no link leads nowhere`() throws {
        let crawl = try Crawl(try FilledTenant.site())
        #expect(crawl.dead == [])
        let pages = Site.routes.filter { $0.method == .get && $0.path.hasPrefix("/{slug}/") }
        let unseen = Set(pages.map(\.path)).subtracting(crawl.routes)
        #expect(unseen == [], "no test looks at these: give FilledTenant what leads there, or an address")
    }

    @Test func `what somebody typed stands in no page as markup`() throws {
        let crawl = try Crawl(try FilledTenant.site())
        for page in crawl.pages + crawl.doors {
            #expect(!page.text.contains("<script"), "\(page.path)")
            #expect(!page.text.contains("<b>vet"), "\(page.path)")
            #expect(!page.text.contains("HTML(") && !page.text.contains("&lt;div"), "\(page.path)")
        }
    }
}
