import Foundation
import TestSupport
import Testing
import Web

/// Every page without a parameter in its path, as a real browser and judges that are not ours see it.
@Suite(.serialized) struct PagesInChromiumTests {
    /// The paths of all pages that need nothing but a login.
    static let paths = Site.routes.filter { $0.method == .get && !$0.path.dropFirst("/{slug}".count).contains("{") }
        .map { $0.path.replacing("{slug}", with: "duinrand") }

    @Test(.needs("chromium", "chromedriver"))
    func `axe finds nothing and nothing sticks out, wide, at 360 pixels and in the dark`() throws {
        let live = try LiveSite(TestSite())
        defer { live.stop() }
        let chromium = try Chromium()
        defer { chromium.quit() }
        try live.logIn(chromium)
        for path in Self.paths {
            for (name, width, dark) in [("breed", 1_280, false), ("smal", 360, false), ("donker", 1_280, true)] {
                try chromium.resize(width: width, height: width == 360 ? 800 : 1_000)
                try chromium.emulate(dark: dark)
                try chromium.open(live.url(path))
                try picture("\(path.dropFirst().replacing("/", with: "-"))-\(name)", chromium)
                #expect(try PageChecks.violations(in: chromium) == [], "\(path) \(name)")
                let overflow =
                    try chromium.run(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth") as? Int
                #expect(overflow == 0, "\(path) \(name)")
            }
        }
    }

    @Test(.needs("python3")) func `a strict parser finds no error in any page`() throws {
        let browser = try TestSite().browser()
        // The entrance sends who is in on to the first page: it has a test of its own.
        let shown = try Self.paths.map { path in (name: path, page: try browser.get(path)) }
        let documents = shown.filter { $0.page.status == 200 }.map { (name: $0.name, text: $0.page.text) }
        #expect(try PageChecks.markupErrors(in: documents) == [])
    }
}
