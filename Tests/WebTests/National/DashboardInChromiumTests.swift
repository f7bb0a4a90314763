import Domain
import TestSupport
import Testing
import Web

/// The dashboard as a real browser and judges that are not ours see it.
@Suite(.serialized) struct DashboardInChromiumTests {
    private static let paths = ["", "/sector", "/regio", "/hoe-het-werkt", "/tabellen"].map {
        "/dashboard\($0)?via=duinrand"
    }

    @Test(.needs("chromium", "chromedriver"))
    func `axe finds nothing and nothing sticks out at three sizes, in the dark and on paper`() throws {
        let test = try MadeUpReleases.site(try MadeUpReleases.all(tenants: Array(repeating: 128, count: 8)))
        let own = SignalTheme.allCases.prefix(7).enumerated().flatMap { index, theme in
            (0...index).map { number in
                """
                {"ref":"\(index)-\(number)","theme":"\(theme.rawValue)","sector":"po","kind":"concern",
                 "recorded":"2026-0\(number + 2)-14"}
                """
            }
        }
        try test.house.importing("{\"signals\":[\(own.joined(separator: ","))]}")
        let live = try LiveSite(test)
        defer { live.stop() }
        let chromium = try Chromium()
        defer { chromium.quit() }
        try live.logIn(chromium)
        for (name, width, dark, media) in [
            ("breed", 1_280, false, ""), ("midden", 768, false, ""), ("smal", 360, false, ""),
            ("donker", 1_280, true, ""),
            ("print", 800, false, "print"),
        ] {
            try chromium.resize(width: width, height: 3_400)
            try chromium.emulate(media: media, dark: dark)
            for path in Self.paths + ["/duinrand/signalen"] {
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
}
