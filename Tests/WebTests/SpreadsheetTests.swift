import Domain
import Storage
import TestSupport
import Testing
import Web

@Suite struct SpreadsheetTests {
    private let page = "/duinrand/instellingen/inlezen"
    private let buddies = """
        kenmerk;naam;e-mail;telefoon;status\r
        b1;Sam Voorbeeld;sam@example.org;06 00 00 00 01;beschikbaar\r
        b2;"Noa ""de"" Vries";;;In training\r

        """

    private func people(_ test: TestSite) throws -> [String] {
        try test.house.store().read { reader in
            try reader.buddies().map(\.name).sorted()
        }
    }

    private func chosen(_ browser: TestBrowser, _ kind: String, _ csv: String) throws -> String {
        let shown = try browser.upload(page, [("soort", kind)], file: "bestand", csv)
        guard shown.status == 303, let path = shown.location else {
            throw Mistake("not taken: \(shown.text.matches(of: /<td[^>]*>([^<]*)</).map { String($0.output.1) })")
        }
        return path
    }

    @Test func `a list is looked over first, then read in, and can be taken back`() throws {
        let test = try TestSite()
        let browser = try test.browser()
        let path = try chosen(browser, "buddys", buddies)
        #expect(try people(test).isEmpty)
        let looked = try browser.get(path)
        #expect(looked.has("Klaar om in te lezen: 2 rijen") && !looked.has("sam@example.org"))
        #expect(try browser.post(path).location == "\(page)?melding=ingelezen")
        #expect(try people(test) == ["Noa \"de\" Vries", "Sam Voorbeeld"])
        let again = try browser.get("\(page)?melding=ingelezen")
        #expect(again.has("Buddy&#39;s: 2 rijen ingelezen") && again.has("Terugdraaien kan tot 13.00 uur"))
        let undo = try #require(again.text.firstMatch(of: /action="([^"]*\/terug)"/)?.output.1)
        #expect(try browser.post(String(undo)).location == "\(page)?melding=teruggedraaid")
        #expect(try people(test).isEmpty)
        #expect(try browser.post(String(undo)).status == 404)
    }

    @Test func `what is wrong is said row by row, with what to do, and nothing is kept`() throws {
        let test = try TestSite()
        let browser = try test.browser()
        let csv = """
            naam;kenmerk;e-mail;status
            Sam;b1;geen adres;beschikbaar
            Noa;b1;noa@example.org;bezig

            ;b3;;beschikbaar
            <script>;;x@example.org;beschikbaar
            """
        let shown = try browser.upload(page, [("soort", "buddys")], file: "bestand", csv)
        #expect(shown.status == 422 && shown.has("4 rijen kloppen nog niet"))
        let rows = shown.text.matches(of: /<th scope="row">([^<]*)<\/th><td[^>]*>([^<]*)<\/td><td[^>]*>([^<]*)</).map {
            "\($0.output.1) \($0.output.2)"
        }
        #expect(rows == ["2 e-mail", "3 kenmerk", "3 status", "5 naam", "6 kenmerk"], "\(rows)")
        #expect(!shown.has("geen adres") && !shown.has("<script"))
        #expect(try people(test).isEmpty)
    }

    @Test(arguments: [
        ("", "Kies een bestand"), ("x", "Onder de namen"), ("a;b\n1;2", "Deze kolom kennen we niet"),
        ("naam\nx", "ontbreekt"), ("kenmerk;naam;naam\n1;2;3", "twee keer"), ("PK\u{3}\u{4}", "Excel-bestand"),
        ("kenmerk;naam\n\"b1;x", "aanhalingsteken"),
    ])
    func `a file that is no list says what to do`(csv: String, words: String) throws {
        let shown = try TestSite().browser().upload(page, [("soort", "buddys")], file: "bestand", csv)
        #expect(shown.status == 422 && shown.has(words), "\(shown.text)")
    }

    @Test func `another member's file, and another steunpunt's, is not there`() throws {
        let test = try TestSite(tenants: ["duinrand", "heidezoom"])
        let browser = try test.browser()
        let path = try chosen(browser, "buddys", buddies)
        let uid = try #require(path.split(separator: "/").last)
        let other = try test.browser(at: "heidezoom")
        for action in ["", "/terug"] {
            #expect(try other.post("/heidezoom/instellingen/inlezen/\(uid)\(action)").status == 404)
        }
        #expect(try other.get("/heidezoom/instellingen/inlezen/\(uid)").status == 404)
        #expect(try browser.get("\(page)/voorbeeld/niets").status == 404)
    }

    @Test(arguments: [Role.standIn, .trainer])
    func `only the coordinator reads lists in`(role: Role) throws {
        let browser = try TestSite().browser(as: role)
        #expect(try browser.get(page).status == 403)
        #expect(try browser.upload(page, [("soort", "buddys")], file: "bestand", buddies).status == 403)
    }

    @Test func `a chosen file is forgotten after an hour`() throws {
        let test = try TestSite()
        let browser = try test.browser()
        let path = try chosen(browser, "buddys", buddies)
        test.house.pass(.minutes(61))
        #expect(try browser.get(path).status == 404)
        #expect(try browser.post(path).status == 404)
    }

    @Test(arguments: SheetKind.allCases)
    func `every example file can be read in, one after the other`(kind: SheetKind) throws {
        let test = try TestSite()
        let browser = try test.browser()
        for earlier in SheetKind.allCases {
            var text = try browser.get("\(page)/voorbeeld/\(earlier.rawValue)").text
            // The example of a session has two people.
            if earlier == .buddies { text += text.split(separator: "\r\n")[1].replacing("b1", with: "b2") + "\r\n" }
            let path = try chosen(browser, earlier.rawValue, text)
            #expect(try browser.post(path).status == 303)
            if earlier == kind { break }
        }
        // The same again changes nothing.
        let text = try browser.get("\(page)/voorbeeld/\(kind.rawValue)").text
        #expect(try browser.get(try chosen(browser, kind.rawValue, text)).has("Er verandert niets"))
    }

    @Test func `before meetings are read in stands which mail follows, and nothing is planned by looking`() throws {
        let test = try TestSite(settings: ["digest": "off"])
        try test.house.importing(Programmes.meetings("2026-12-10T14:00"))
        let browser = try test.browser()
        let before = try test.house.messages().filter { $0.state == .ready }.map(\.due).sorted()
        let csv = "kenmerk;koppeling;begint;minuten\r\nn1;m1;15-12-2026 14.00;45\r\nn2;m1;16-12-2026 14.00;45\r\n"
        let looked = try browser.get(try chosen(browser, "gesprekken", csv))
        #expect(looked.has("Wat er dan gemaild wordt") && looked.has("2 mails: de herinnering. De eerste gaat"))
        #expect(!looked.has("b1@example.org") && !looked.has("Hierdoor wordt niets gemaild"))
        #expect(try test.house.messages().filter { $0.state == .ready }.map(\.due).sorted() == before)
        #expect(try browser.get(try chosen(browser, "buddys", buddies)).has("Hierdoor wordt niets gemaild"))
    }
}
