import Domain
import Storage
import TestSupport
import Testing
import Web

/// A steunpunt with a year behind it, seen on 15 January 2027.
struct ReportHouse {
    let test: TestSite

    init(swvs: [String] = []) throws {
        test = try TestSite(at: "2027-01-15T12:00", tenants: [])
        let email = ["coordinator@duinrand.example.org"].compactMap { EmailAddress($0) }
        try test.house.tenants.add(
            TenantEntry(slug: try slug("duinrand"), name: "Steunpunt Duinrand", kind: .swv, state: .active),
            settings: ["name": "Steunpunt Duinrand", "coordinator_name": "Noor Bakker"], swvs: swvs,
            coordinators: email,
            test.house.scope)
        for role in [Role.standIn, .trainer] {
            try test.house.store().write { writer in
                guard let address = EmailAddress("\(role.rawValue)@duinrand.example.org") else {
                    throw Mistake("address")
                }
                try writer.addMember(address, role: role)
            }
        }
        try test.house.importing(Self.programme)
    }

    // Three requests, of which two got a buddy; six signals, three of them of one theme.
    static let programme = """
        {"buddies":[{"ref":"b1","name":"Sam Voorbeeld","email":"b1@example.org","state":"matched"}],
         "requesters":[{"ref":"p1","kind":"parent","name":"Ouder 1"},{"ref":"p2","kind":"parent","name":"Ouder 2"}],
         "requests":[{"ref":"h1","requester":"p1","kind":"long-term","mode":"in-person","received":"2026-02-01"},
           {"ref":"h2","requester":"p2","kind":"one-off","mode":"online","received":"2026-02-20"},
           {"ref":"h3","requester":"p2","kind":"one-off","mode":"online","received":"2026-11-20"}],
         "matches":[{"ref":"m1","buddy":"b1","requester":"p1","request":"h1","since":"2026-02-11","until":"2026-12-01"},
           {"ref":"m2","buddy":"b1","requester":"p2","request":"h2","since":"2026-03-01"}],
         "meetings":[{"ref":"g1","match":"m1","starts":"2026-03-01T14:00","minutes":45}],
         "intervisions":[{"ref":"i1","starts":"2026-05-10T19:30","minutes":90,"participants":["b1"]}],
         "signals":[
           {"ref":"s1","theme":"geen-plek","sector":"po","kind":"concern","recorded":"2026-03-03","request":"h1"},
           {"ref":"s2","theme":"geen-plek","sector":"po","kind":"concern","recorded":"2026-04-03","request":"h1"},
           {"ref":"s3","theme":"geen-plek","sector":"vo","kind":"concern","recorded":"2026-10-03","note":"<script>x</script>"},
           {"ref":"s4","theme":"overstap","sector":"vo","kind":"good-example","recorded":"2026-10-03"},
           {"ref":"s5","theme":"druk","sector":"vo","kind":"concern","recorded":"2025-10-03"},
           {"ref":"s6","theme":"druk","sector":"vo","kind":"concern","recorded":"2027-01-03"}]}
        """
}

@Suite struct ReportTests {
    private let settled = [("gezien", "ja")]

    @Test func `the coordinator sees exact figures of a year, and the way to settle them`() throws {
        let browser = try ReportHouse().test.browser()
        #expect(try browser.get("/duinrand/verslagen").has("De cijfers van 2026 wachten op jou"))
        let page = try browser.get("/duinrand/verslagen/2026")
        #expect(page.status == 200 && page.has("2026: 3 hulpvragen"))
        #expect(page.has("de helft binnen 10 dagen, uit 2") && page.has("<svg role=\"img\""))
        #expect(page.has("/duinrand/verslagen/2026/vaststellen") && !page.has("/duinrand/verslagen/2026/opr"))
    }

    @Test func `nothing is printed before the figures are settled`() throws {
        let browser = try ReportHouse().test.browser()
        for report in ["jaarcijfers", "opr", "gegevens.csv"] {
            #expect(try browser.get("/duinrand/verslagen/2026/\(report)").status == 404)
        }
    }

    @Test func `a settled year prints bands, empty themes too, and no exact number of people`() throws {
        let browser = try ReportHouse().test.browser()
        let done = try browser.post("/duinrand/verslagen/2026/vaststellen", settled)
        #expect(done.status == 303 && done.location == "/duinrand/verslagen/2026?melding=vastgesteld")
        let report = try browser.get("/duinrand/verslagen/2026/jaarcijfers")
        #expect(report.status == 200 && report.has("Steunpunt Duinrand") && report.has("Noor Bakker"))
        let rows = report.text.matches(of: /<th scope="row">([^<]*)<\/th><td data-label="hoe vaak">([^<]*)</).map {
            ($0.output.1, $0.output.2)
        }
        #expect(rows.count == ReportTable.allCases.map(\.cells.count).filter { $0 > 1 }.reduce(0, +))
        #expect(report.has("<dt>Koppelingen die begonnen</dt><dd>1–4</dd>"))
        #expect(rows.allSatisfy { row in Band.allCases.contains { $0.words == row.1 } })
        #expect(rows.contains { $0 == ("Geen plek", "1–4") } && rows.contains { $0 == ("Druk", "geen") })
        #expect(report.has("te weinig koppelingen om te zeggen"))
    }

    @Test func `what is recorded, changed or removed later is in no report of that year`() throws {
        let house = try ReportHouse()
        let browser = try house.test.browser()
        try browser.post("/duinrand/verslagen/2026/vaststellen", settled)
        let before = try browser.get("/duinrand/verslagen/2026/opr").text
        let more = (10...40).map {
            #"{"ref":"s\#($0)","theme":"druk","sector":"po","kind":"concern","recorded":"2026-05-01"}"#
        }
        try house.test.house.importing(#"{"signals":[\#(more.joined(separator: ","))]}"#)
        #expect(try browser.get("/duinrand/verslagen/2026/opr").text == before)
        #expect(try browser.post("/duinrand/verslagen/2026/vaststellen", settled).status == 409)
        #expect(try browser.get("/duinrand/verslagen/2026/vaststellen").status == 404)
    }

    @Test(arguments: ["2027", "2028", "1999", "abcd", "02026"])
    func `a year that is not over, or none at all, cannot be settled`(year: String) throws {
        let house = try ReportHouse()
        let browser = try house.test.browser()
        #expect(try browser.post("/duinrand/verslagen/\(year)/vaststellen", settled).status >= 400)
        #expect(try house.test.house.store().read { try $0.settledYears() }.isEmpty)
    }

    @Test func `who did not look is asked to, and who serves two SWVs has to choose`() throws {
        let browser = try ReportHouse(swvs: ["Oost", "West"]).test.browser()
        let page = try browser.post("/duinrand/verslagen/2026/vaststellen")
        #expect(page.status == 422 && page.has("href=\"#gezien\"") && page.has("href=\"#vorm\""))
        #expect(try browser.post("/duinrand/verslagen/2026/vaststellen", settled + [("vorm", "allebei")]).status == 422)
    }

    @Test func `per SWV each has its own report, and the whole tells only what is about no family`() throws {
        let browser = try ReportHouse(swvs: ["Oost", "West & <b>"]).test.browser()
        try browser.post("/duinrand/verslagen/2026/vaststellen", settled + [("vorm", "swv")])
        let whole = try browser.get("/duinrand/verslagen/2026/jaarcijfers")
        #expect(whole.has("in het verslag van elk samenwerkingsverband"))
        #expect(!whole.has("Geen plek") && whole.has("staat naast een ouder") && !whole.has("Wachten op een buddy"))
        let part = try browser.get("/duinrand/verslagen/2026/jaarcijfers?swv=West%20%26%20%3Cb%3E")
        #expect(part.status == 200 && part.has("West &amp; &lt;b&gt;") && part.has("Geen plek"))
        #expect(!part.has("staat naast een ouder"))
        #expect(try browser.get("/duinrand/verslagen/2026/jaarcijfers?swv=Zuid").status == 404)
    }

    @Test func `the figures open in Excel, exact for oneself and in bands for others`() throws {
        let browser = try ReportHouse().test.browser()
        let own = try browser.get("/duinrand/verslagen/2026/cijfers.csv")
        #expect(own.headers["Content-Disposition"] == "attachment; filename=\"eigen-cijfers-2026.csv\"")
        #expect(own.text.hasPrefix("\u{FEFF}onderdeel;wat;aantal\r\n") && own.has("Geen plek;3\r\n"))
        try browser.post("/duinrand/verslagen/2026/vaststellen", settled)
        let printed = try browser.get("/duinrand/verslagen/2026/gegevens.csv")
        #expect(printed.has("Geen plek;1–4 keer\r\n") && !printed.has("Geen plek;3"))
    }

    @Test func `bottlenecks are written, changed, printed and removed, with who wrote them`() throws {
        let house = try ReportHouse()
        let browser = try house.test.browser()
        let hostile = "<script>\"'&"
        let path = "/duinrand/verslagen/2026/knelpunten"
        #expect(try browser.post(path, [("kop", ""), ("ervaring", hostile)]).status == 422)
        #expect(browser.page.has("&lt;script&gt;&quot;&#39;&amp;") && !browser.page.has(hostile))
        #expect(try browser.post(path, [("kop", hostile), ("ervaring", hostile), ("voorstel", hostile)]).status == 303)
        let item = try #require(try house.test.house.store().read { try $0.bottlenecks(of: 2026).first })
        #expect(item.changedBy == "coordinator@duinrand.example.org")
        let report = try browser.get("/duinrand/verslagen/2026/mr")
        #expect(report.has("1. &lt;script&gt;") && !report.has(hostile))
        #expect(try browser.get("\(path)/\(item.uid)").has("name=\"versie\" value=\"1\""))
        let text = [("kop", "Tijd"), ("ervaring", "Te weinig"), ("voorstel", ""), ("versie", "1")]
        #expect(try browser.post("\(path)/\(item.uid)", text).status == 303)
        #expect(try browser.post("\(path)/\(item.uid)", text).status == 409)
        #expect(try browser.post("\(path)/\(item.uid)/weg", [("versie", "1")]).status == 409)
        #expect(try browser.post("\(path)/\(item.uid)/weg", [("versie", "2")]).status == 303)
        #expect(try browser.get("\(path)/\(item.uid)").status == 404)
        #expect(try browser.get("/duinrand/verslagen/2025/knelpunten/\(item.uid)").status == 404)
    }

    @Test func `a stand-in reads reports but settles nothing, and a trainer sees none`() throws {
        let test = try ReportHouse().test
        let standIn = try test.browser(as: .standIn)
        #expect(try standIn.get("/duinrand/verslagen/2026").status == 200)
        #expect(try standIn.post("/duinrand/verslagen/2026/vaststellen", settled).status == 403)
        #expect(try standIn.get("/duinrand/verslagen/2026/knelpunten").status == 403)
        #expect(try test.browser(as: .trainer).get("/duinrand/verslagen").status == 403)
    }
}
