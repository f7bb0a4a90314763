import Domain
import Foundation
import National
import TestSupport
import Testing
import Web

/// Every number of every page and download is a published value, a sum of such, or a band.
@Suite struct DashboardNumbersTests {
    // So large and so far apart that no date or band is mistaken for one.
    private struct Large {
        private var state: UInt64 = 7
        mutating func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return 100_000 + Int(state >> 33) % 800_000
        }
    }

    private func releases(tenants: [Int]) throws -> [Publication] {
        var large = Large()
        return try MadeUpReleases.all(tenants: tenants).map { publication in
            Publication(
                slot: publication.slot, table: publication.table, period: publication.period,
                enrolled: publication.enrolled,
                rows: publication.rows.map { PublishedRow(cell: $0.cell, value: large.next()) },
                tenants: publication.tenants)
        }
    }

    /// Every sum of releases that follow each other, per theme, per sector or region, and both.
    private func sums(_ publications: [Publication]) -> Set<Int> {
        var sums: Set<Int> = []
        for slot in Slot.allCases {
            let releases = publications.filter { $0.slot == slot }
            for start in releases.indices {
                var totals: [String: Int] = [:]
                for release in releases[start...] {
                    for row in release.rows {
                        totals[row.cell.theme.rawValue, default: 0] += row.value
                        if row.cell.second != nil { totals[row.cell.description, default: 0] += row.value }
                    }
                    sums.formUnion(totals.values)
                }
            }
        }
        return sums
    }

    private static let paths = ["", "/sector", "/regio", "/hoe-het-werkt", "/tabellen"].map {
        "/dashboard\($0)?via=duinrand"
    }

    @Test(arguments: [
        Array(repeating: 5, count: 8), Array(repeating: 20, count: 9), Array(repeating: 128, count: 12),
        [5, 5, 5, 12, 12, 41, 41, 39, 41],
    ])
    func `no page shows a number that is not in the published tables, a sum of them, or a band`(tenants: [Int]) throws {
        let publications = try releases(tenants: tenants)
        let sums = sums(publications)
        let browser = try MadeUpReleases.site(publications).browser()
        let bands = Set((1...64).map { National.Band.width(ofCells: $0) })
        // Years, quarters, days, and what the sentences say of the rules themselves.
        let words = Set(2_024...2_027).union(0...12).union([39, 40, 50, 67, 80, 95, 100]).union(tenants)
        var seen = 0
        for path in Self.paths + ["/duinrand/signalen"] {
            let page = try browser.get(path)
            #expect(page.status == 200, "\(path)")
            let main = try #require(page.text.split(separator: "<main", maxSplits: 1).last)
            let text = main.replacing(/<input[^>]*>/, with: "").replacing(/<[^>]*>/, with: " ")
            for match in text.matches(of: /\d+/) {
                let number = try #require(Int(match.output))
                if number >= 100_000 {
                    seen += 1
                    #expect(sums.contains(number), "\(path): \(number)")
                } else if path.hasPrefix("/dashboard") {
                    #expect(bands.contains(number) || words.contains(number), "\(path): \(number)")
                }
            }
        }
        #expect(seen > 100)
    }

    @Test func `the downloads hold exactly the published tables`() throws {
        let publications = try releases(tenants: [5, 5, 12, 12, 41, 41])
        let browser = try MadeUpReleases.site(publications).browser()
        let published = Slot.allCases.flatMap { slot in
            publications.filter { $0.slot == slot }.flatMap { $0.rows.map(\.value) }
        }
        let csv = try browser.get("/dashboard/download.csv?via=duinrand")
        #expect(csv.headers["Content-Disposition"] == "attachment; filename=\"landelijk-beeld.csv\"")
        let rows = csv.text.split(separator: "\r\n").dropFirst().map {
            $0.split(separator: ";", omittingEmptySubsequences: false)
        }
        #expect(rows.map { Int($0[9]) } == published && rows.allSatisfy { $0[10] == "4" })
        let json = try browser.get("/dashboard/download.json?via=duinrand")
        let parsed = try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any]
        let releases = try #require(parsed?["releases"] as? [[String: Any]])
        let cells = releases.flatMap { $0["cells"] as? [[String: Any]] ?? [] }
        #expect(cells.map { $0["value"] as? Int } == published && cells.allSatisfy { $0["margin"] as? Int == 4 })
    }

    @Test(arguments: [4, 0, -3]) func `what is under five is in no page and no download`(value: Int) throws {
        let publications = try MadeUpReleases.all(tenants: [128, 128]) { _, _, _, _ in value }
        let browser = try MadeUpReleases.site(publications).browser()
        #expect(try browser.get("/dashboard/tabellen?via=duinrand").has("minder dan 5"))
        #expect(try !browser.get("/dashboard/tabellen?via=duinrand").has("<b>"))
        let csv = try browser.get("/dashboard/download.csv?via=duinrand").text
        #expect(csv.split(separator: "\r\n").dropFirst().allSatisfy { $0.contains(";minder dan 5;4") })
        #expect(try browser.get("/dashboard/download.json?via=duinrand").text.contains("\"value\" : null"))
    }

    @Test(arguments: [
        "thema=overstap", "sector=po", "van=2025-Q1", "blad=2", "melding=bewaard", "via=duinrand", "via=heidezoom",
    ])
    func `no parameter changes anything`(query: String) throws {
        let browser = try MadeUpReleases.site(try MadeUpReleases.all(tenants: Array(repeating: 41, count: 6))).browser()
        for path in ["", "/sector", "/regio", "/hoe-het-werkt", "/tabellen", "/download.csv", "/download.json"] {
            let plain = try browser.get("/dashboard\(path)?via=duinrand")
            #expect(plain.status == 200)
            #expect(try browser.get("/dashboard\(path)?via=duinrand&\(query)").text == plain.text)
        }
        #expect(try browser.get("/dashboard/overstap?via=duinrand").status == 404)
        #expect(try browser.get("/dashboard/download.xml?via=duinrand").status == 404)
    }
}
