import Domain
import National
import TestSupport
import Testing
import Web

@Suite struct DashboardPageTests {
    private func eight(_ tenants: Int = 128) throws -> [Publication] {
        try MadeUpReleases.all(tenants: Array(repeating: tenants, count: 8))
    }

    @Test func `the first view is the last four quarters, and says how many take part`() throws {
        let browser = try MadeUpReleases.site(try eight()).browser()
        let page = try browser.get("/dashboard?via=duinrand")
        #expect(page.has("De laatste vier kwartalen samen: oktober 2025 tot en met september 2026."))
        #expect(page.has(">128 steunpunten doen mee<") && page.has("aria-current=\"page\">Thema&#39;s"))
        // The two differ by less than the noise on both.
        #expect(page.has("<h1>Het meest genoemd: “ouder niet gehoord” en “niet of minder naar school”</h1>"))
        #expect(page.has(">±16<"))
        #expect(page.has("href=\"/duinrand/signalen\">Terug naar Steunpunt duinrand"))
        #expect(page.has("href=\"/dashboard/sector?via=duinrand\""))
    }

    @Test func `what moved is said in words, and what the noise explains is not told as news`() throws {
        let page = try MadeUpReleases.site(try eight()).browser().get("/dashboard?via=duinrand")
        #expect(page.has("Niet of minder naar school <span aria-hidden=\"true\">↑</span>"))
        #expect(page.has("Een stijging die groter is dan de ruis (±22)."))
        #expect(page.has("Verandering kleiner dan de ruis. Lees er niets in."))
        let same = try MadeUpReleases.all(tenants: Array(repeating: 20, count: 8)) { _, name, _, _ in
            name.year + 8 - 2_000
        }
        let still = try MadeUpReleases.site(same).browser().get("/dashboard?via=duinrand")
        #expect(still.has("Lees er niets in.") && !still.has("Een stijging") && !still.has("Een daling"))
        #expect(still.has("<h1>Er springt geen thema uit</h1>"))
    }

    @Test func `more tenants are more signals, and the page says so`() throws {
        let page = try MadeUpReleases.site(try MadeUpReleases.all(tenants: [40, 40, 40, 40, 41, 41, 41, 44])).browser()
            .get("/dashboard?via=duinrand")
        #expect(page.has("eerst deden er 40 steunpunten mee en nu 44"))
    }

    @Test func `before any release every page says when the first can come`() throws {
        let browser = try MadeUpReleases.site([]).browser()
        for path in ["", "/sector", "/regio", "/tabellen"] {
            let page = try browser.get("/dashboard\(path)?via=duinrand")
            #expect(page.status == 200 && page.has("op zijn vroegst op 10 januari 2027"), "\(path)")
        }
        #expect(try browser.get("/dashboard/hoe-het-werkt?via=duinrand").has("Wat we beloven"))
        #expect(try browser.get("/dashboard/download.csv?via=duinrand").text.split(separator: "\r\n").count == 1)
        #expect(try browser.get("/duinrand/signalen").has("Landelijk is er nog niets gepubliceerd"))
    }

    @Test(arguments: [
        (5, "per half jaar", false, false), (20, "per kwartaal", true, false), (41, "per kwartaal", true, true),
    ])
    func `a view is there as soon as the ladder has its table`(
        tenants: Int, length: String, hasSectors: Bool, hasRegions: Bool
    ) throws {
        let browser = try MadeUpReleases.site(
            try MadeUpReleases.all(from: "2024-Q1", tenants: Array(repeating: tenants, count: 11))
        )
        .browser()
        #expect(try browser.get("/dashboard?via=duinrand").has(length))
        #expect(try browser.get("/dashboard/sector?via=duinrand").has("nog geen cijfers") == !hasSectors)
        #expect(try browser.get("/dashboard/regio?via=duinrand").has("nog geen cijfers") == !hasRegions)
    }

    @Test func `unlike periods stand in no line, and that is said`() throws {
        let page = try MadeUpReleases.site(try MadeUpReleases.all(tenants: [5, 5, 5, 12, 12, 12, 12, 12])).browser()
            .get("/dashboard?via=duinrand")
        #expect(page.has("Wat over een andere tijd gaat, staat") && page.has("2e helft 2024"))
    }

    @Test func `the promise is told with what is not promised`() throws {
        let page = try MadeUpReleases.site([]).browser().get("/dashboard/hoe-het-werkt?via=duinrand")
        for words in [
            "hooguit twee keer zo groot of zo klein", "hooguit vier keer", "Wat we niet beloven", "op 4 na",
            "elk vakje en elke tabel", "geheime sleutel",
        ] { #expect(page.has(words), "\(words)") }
    }

    @Test func `strangers, trainers and other people's sessions see nothing`() throws {
        let test = try MadeUpReleases.site(try eight())
        for path in ["", "/sector", "/regio", "/hoe-het-werkt", "/tabellen", "/download.csv", "/download.json"] {
            #expect(try test.stranger().get("/dashboard\(path)").status == 403)
            #expect(try test.stranger().get("/dashboard\(path)?via=duinrand").status == 303)
            #expect(try test.stranger().get("/dashboard\(path)?via=nergens").status == 404)
            #expect(try test.browser(as: .trainer).get("/dashboard\(path)?via=duinrand").status == 403)
        }
    }

    @Test func `the helpdesk sees the same, with the way to its own pages`() throws {
        let test = try MadeUpReleases.site(try eight())
        let page = try test.helpdeskBrowser().get("/dashboard?via=landelijk")
        #expect(page.status == 200 && page.has("href=\"/landelijk/\">Steunpunten<"))
        #expect(page.has("href=\"/dashboard/sector?via=landelijk\"") && page.has("128 steunpunten doen mee"))
        let main = try #require(page.text.split(separator: "<h1>").last).replacing("?via=landelijk", with: "")
        let member = try test.browser().get("/dashboard?via=duinrand").text
        #expect(member.replacing("?via=duinrand", with: "").hasSuffix(main))
    }

    @Test func `a public dashboard is the same for a stranger, without a way back`() throws {
        let test = try MadeUpReleases.site(try eight(), isPublic: true)
        let open = try test.stranger().get("/dashboard")
        #expect(open.status == 200 && open.has("href=\"/dashboard/sector\"") && !open.has("Terug naar"))
        let member = try test.browser().get("/dashboard?via=duinrand").text
        let without = member.replacing("?via=duinrand", with: "")
            .replacing(/<p class="back">.*<\/p>/, with: "")
        #expect(without == open.text)
    }

    @Test(.needs("python3")) func `a strict parser finds no error in any page, at any step of the ladder`() throws {
        var pages: [(name: String, text: String)] = []
        for tenants in [[], [5, 5, 5, 5], [5, 5, 5, 12, 12, 41, 41, 39, 41], Array(repeating: 128, count: 12)] {
            let browser = try MadeUpReleases.site(try MadeUpReleases.all(tenants: tenants)).browser()
            for path in [
                "/dashboard", "/dashboard/sector", "/dashboard/regio", "/dashboard/hoe-het-werkt",
                "/dashboard/tabellen", "/duinrand/signalen",
            ] {
                pages.append((path, try browser.get("\(path)?via=duinrand").text))
            }
        }
        let errors = try PageChecks.markupErrors(in: pages)
        #expect(errors == [], "\(errors)")
        #expect(pages.allSatisfy { !$0.text.contains("HTML(") && !$0.text.contains(/&lt;[a-z\/]/) })
    }

    @Test func `the own figures stand beside those of the land, over the same time`() throws {
        let test = try MadeUpReleases.site(try eight())
        let recorded = ["2026-09-30", "2026-10-01", "2025-10-01", "2025-09-30"].enumerated().map {
            #"{"ref":"s\#($0.offset)","theme":"druk","sector":"po","kind":"concern","recorded":"\#($0.element)"}"#
        }
        try test.house.importing(#"{"signals":[\#(recorded.joined(separator: ","))]}"#)
        let browser = try test.browser()
        let page = try browser.get("/duinrand/signalen")
        #expect(page.has("jullie en het land") && page.has("Landelijk, oktober 2025 tot en met september 2026"))
        let row = try #require(page.text.firstMatch(of: /<th scope="row">Druk<\/th><td data-label="bij jullie">(\d+)/))
        #expect(row.1 == "2")
        #expect(page.has("id=\"per-thema-tekst\">Druk: 2<"))
        #expect(try browser.get("/duinrand/vandaag").has("href=\"/dashboard?via=duinrand\">Landelijk beeld"))
    }
}
