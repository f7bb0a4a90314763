import Domain
import Storage
import TestSupport
import Testing
import Web

@Suite struct SignalPageTests {
    private func signals(_ test: TestSite) throws -> [RecordedSignal] {
        try test.house.store().read { try $0.signals() }
    }

    @Test func `a signal is one click on its theme`() throws {
        let test = try TestSite()
        let browser = try test.browser()
        #expect(try browser.get("/duinrand/signalen").has("name=\"thema\" value=\"geen-plek\""))
        let done = try browser.post(
            "/duinrand/signalen", [("thema", "geen-plek"), ("sector", "po"), ("soort", "concern")])
        #expect(done.status == 303 && done.location == "/duinrand/signalen?melding=toegevoegd")
        let signal = try #require(try signals(test).first)
        #expect(signal.theme == .noPlace && signal.kind == .concern && signal.recorded.description == "2026-11-30")
        let page = try browser.get("/duinrand/signalen")
        #expect(page.has("Wat je het meest ziet: geen plek") && page.has("id=\"per-thema-tekst\">Geen plek: 1<"))
        // The sector stands as it was the last time.
        #expect(page.has("id=\"sector\" name=\"sector\" value=\"po\" checked"))
    }

    @Test func `each page says what leaves the steunpunt, and whom to call when a child is not safe`() throws {
        let page = try TestSite().browser().get("/duinrand/signalen")
        #expect(page.has("tel:08002000") && page.has("tel:0600000001") && page.has("tel:112"))
        #expect(page.has("Alleen hoe vaak een thema als zorg is vastgelegd"))
    }

    @Test(arguments: [
        [("thema", ""), ("sector", "po"), ("soort", "concern")],
        [("thema", "niets"), ("sector", "po"), ("soort", "concern")],
        [("thema", "druk"), ("sector", ""), ("soort", "concern")],
        [("thema", "druk"), ("sector", "po"), ("soort", "x")],
        [("thema", "druk"), ("sector", "po"), ("soort", "concern"), ("aanvraag", "x")],
        [("thema", "druk"), ("sector", "po"), ("soort", "concern"), ("swv", "Nergens")],
    ])
    func `what is not on the list is not recorded`(fields: [(String, String)]) throws {
        let test = try TestSite()
        let page = try test.browser().post("/duinrand/signalen", fields)
        #expect(page.status == 422 && page.has("class=\"errors\""))
        #expect(try signals(test).isEmpty)
    }

    @Test(arguments: ["dependent", "not-said"])
    func `who is not independent keeps a note only with the parent's word`(position: String) throws {
        let test = try TestSite(settings: ["position": position])
        let browser = try test.browser()
        let fields = [("thema", "druk"), ("sector", "po"), ("soort", "concern"), ("notitie", "Wacht al lang")]
        let refused = try browser.post("/duinrand/signalen", fields)
        #expect(refused.status == 422 && refused.has("href=\"#akkoord\""))
        #expect(try signals(test).isEmpty)
        #expect(try browser.post("/duinrand/signalen", fields + [("akkoord", "ja")]).status == 303)
        let signal = try #require(try signals(test).first)
        #expect(signal.note == "Wacht al lang")
        // What was agreed on stays, another note asks again.
        let other = [("thema", "overstap"), ("sector", "po"), ("soort", "concern"), ("versie", "1")]
        let path = "/duinrand/signalen/\(signal.uid)"
        #expect(try browser.post(path, other + [("notitie", "Iets nieuws")]).status == 422)
        #expect(try browser.post(path, other + [("notitie", "Wacht al lang")]).status == 303)
        #expect(throws: StoreError.self) {
            try test.house.store().write {
                try $0.recordSignal(SignalText(theme: .pressure, sector: .po, kind: .concern, note: "x"))
            }
        }
    }

    @Test func `a note is shown as it was typed, never as markup`() throws {
        let test = try TestSite(settings: ["position": "independent"])
        let browser = try test.browser()
        let hostile = "<script>alert('x')</script>\"&"
        try browser.post(
            "/duinrand/signalen", [("thema", "druk"), ("sector", "po"), ("soort", "concern"), ("notitie", hostile)])
        let uid = try #require(try signals(test).first).uid
        for path in ["/duinrand/signalen", "/duinrand/signalen/\(uid)"] {
            let page = try browser.get(path)
            #expect(page.status == 200 && !page.has("<script") && page.has("&lt;script&gt;alert("))
        }
    }

    @Test func `a signal is corrected and removed, but not over somebody else's change`() throws {
        let test = try TestSite()
        let browser = try test.browser()
        try browser.post("/duinrand/signalen", [("thema", "druk"), ("sector", "po"), ("soort", "concern")])
        let uid = try #require(try signals(test).first).uid
        let text = [("thema", "overstap"), ("sector", "vo"), ("soort", "good-example"), ("versie", "1")]
        #expect(try browser.post("/duinrand/signalen/\(uid)", text).status == 303)
        #expect(try signals(test).first?.theme == .transition)
        #expect(try browser.post("/duinrand/signalen/\(uid)", text).status == 409)
        #expect(try browser.post("/duinrand/signalen/\(uid)/weg", [("versie", "1")]).status == 409)
        #expect(try browser.post("/duinrand/signalen/\(uid)/weg", [("versie", "2")]).status == 303)
        #expect(try signals(test).isEmpty)
    }

    @Test func `another steunpunt's signal or request is not there`() throws {
        let test = try TestSite(tenants: ["duinrand", "heidezoom"])
        try test.browser().post("/duinrand/signalen", [("thema", "druk"), ("sector", "po"), ("soort", "concern")])
        try test.house.importing(
            #"{"requesters":[{"ref":"p","kind":"parent","name":"O"}],"requests":[{"ref":"h","requester":"p","kind":"one-off","mode":"online","received":"2026-01-01"}]}"#
        )
        let uid = try #require(try signals(test).first).uid
        let other = try test.browser(at: "heidezoom")
        #expect(try other.get("/heidezoom/signalen/\(uid)").status == 404)
        #expect(try other.post("/heidezoom/signalen/\(uid)/weg", [("versie", "1")]).status == 404)
        let request = try #require(try test.house.store().read { try $0.signalRequests() }.first).uid
        let stolen = [("thema", "druk"), ("sector", "po"), ("soort", "concern"), ("aanvraag", request.text)]
        #expect(try other.post("/heidezoom/signalen", stolen).status == 404)
    }

    @Test func `from whom a signal came is chosen, shown in the list and corrected`() throws {
        let test = try TestSite()
        let browser = try test.browser()
        let fields = [("thema", "druk"), ("sector", "po"), ("soort", "concern")]
        try browser.post("/duinrand/signalen", fields)
        try browser.post("/duinrand/signalen", fields + [("herkomst", "requester")])
        #expect(try signals(test).map(\.source) == [.requester, .coordinator])
        #expect(try browser.post("/duinrand/signalen", fields + [("herkomst", "school")]).status == 422)
        #expect(try browser.post("/duinrand/signalen", fields + [("herkomst", "")]).status == 422)
        let list = try browser.get("/duinrand/signalen")
        #expect(list.has("· ouder of jeugdige ·") && list.has("· coördinator ·"))
        let signal = try #require(try signals(test).first)
        #expect(try browser.get("/duinrand/signalen/\(signal.uid)").has("value=\"requester\" selected"))
        let path = "/duinrand/signalen/\(signal.uid)"
        #expect(try browser.post(path, fields + [("herkomst", "look-back"), ("versie", "1")]).status == 303)
        #expect(try signals(test).first?.source == .lookBack)
    }

    @Test func `from whom it came changes nothing of what leaves the steunpunt`() throws {
        let test = try TestSite()
        let browser = try test.browser()
        try browser.post("/duinrand/signalen", [("thema", "druk"), ("sector", "po"), ("soort", "concern")])
        let table = PublishedTable(.sector, .quarter)
        let quarter = try #require(Quarter("2026-Q4"))
        func handedOver() throws -> [Cell: Contribution] {
            try test.house.store().read { try $0.contributions(to: table, region: nil, after: nil, until: quarter) }
        }
        let before = try handedOver()
        let uid = try #require(try signals(test).first).uid
        let other = [
            ("thema", "druk"), ("sector", "po"), ("soort", "concern"), ("herkomst", "intervision"), ("versie", "1"),
        ]
        #expect(try browser.post("/duinrand/signalen/\(uid)", other).status == 303)
        #expect(try handedOver() == before && before.count == 1)
    }

    @Test func `a trainer sees no signals`() throws {
        let browser = try TestSite().browser(as: .trainer)
        #expect(try browser.get("/duinrand/signalen").status == 403)
        #expect(try browser.post("/duinrand/signalen", [("thema", "druk")]).status == 403)
    }

    @Test func `a long list is read page by page`() throws {
        let test = try TestSite()
        let list = (0..<120).map {
            #"{"ref":"s\#($0)","theme":"druk","sector":"po","kind":"concern","recorded":"2026-05-01"}"#
        }
        try test.house.importing(#"{"signals":[\#(list.joined(separator: ","))]}"#)
        let browser = try test.browser()
        #expect(try browser.get("/duinrand/signalen").text.matches(of: /<li class="line/).count == 50)
        #expect(try browser.get("/duinrand/signalen?blad=3").text.matches(of: /<li class="line/).count == 20)
        #expect(try browser.get("/duinrand/signalen?blad=99").has("Op dit blad staat niets meer"))
    }
}
