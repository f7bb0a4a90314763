import Domain
import Storage
import TestSupport
import Testing
import Web

@Suite struct BuddyPagesTests {
    private let test: TestSite
    private let browser: TestBrowser

    init() throws {
        test = try TestSite()
        browser = try test.browser()
    }

    private func uid(_ name: String) throws -> Uid {
        let all = try test.house.store().read { try $0.buddies() }
        return try #require(all.first { $0.name == name }?.uid)
    }

    private func version(_ name: String) throws -> String {
        let uid = try uid(name)
        return "\(try test.house.store().read { try $0.buddy(uid).version })"
    }

    private func state(_ name: String) throws -> BuddyState {
        let uid = try uid(name)
        return try test.house.store().read { try $0.buddy(uid).state }
    }

    @discardableResult
    private func add(_ name: String, _ more: [(String, String)] = [], state: String = "applied") throws -> Uid {
        let shown = try browser.post(
            "/duinrand/buddys/nieuw", [("naam", name), ("stand", state), ("hoe", "samen"), ("ouders", "1")] + more)
        #expect(shown.status == 303)
        return try uid(name)
    }

    private func step(_ name: String, _ step: String, _ more: [(String, String)] = []) throws -> TestBrowser.Shown {
        try browser.post(
            "/duinrand/buddys/\(try uid(name))/stap", [("stap", step), ("versie", try version(name))] + more)
    }

    @Test func `from sign-up to available in the browser`() throws {
        let uid = try add("Sanne", [("mail", "sanne@example.org")])
        let path = "/duinrand/buddys/\(uid)"
        #expect(try browser.get(path).has("Plan de kennismaking"))
        #expect(
            try browser.post(
                "\(path)/gesprek", [("dag", "3-12-2026"), ("tijd", "10.30"), ("versie", try version("Sanne"))]
            ).location == "\(path)?melding=bewaard")
        #expect(try browser.get(path).has("donderdag 3 december, 10.30 uur"))
        let findings = InterviewTopic.allCases.map { ($0.rawValue, "present") }
        #expect(
            try browser.post(
                "\(path)/gesprek/uitkomst",
                findings + [("gehouden", "2026-11-30"), ("uitkomst", "suited"), ("versie", try version("Sanne"))]
            ).status == 303)
        #expect(try browser.get(path).has("Vul eerst in wanneer deze buddy de training deed."))
        let refused = try step("Sanne", "make-available")
        #expect(refused.status == 422 && refused.has("Er klopt iets nog niet"))
        #expect(try step("Sanne", "train", [("training", "2026-11-28")]).status == 303)
        #expect(try step("Sanne", "see-certificate", [("vog", "2026-11-29")]).status == 303)
        #expect(try browser.get(path).has("29 november 2026, door coordinator@duinrand.example.org"))
        #expect(try step("Sanne", "make-available").status == 303)
        #expect(try state("Sanne") == .available)
        #expect(try browser.post("\(path)/vergissing", [("versie", try version("Sanne"))]).status == 303)
        #expect(try state("Sanne") == .training)
        #expect(try browser.get(path).has("teruggedraaid: vergissing"))
    }

    @Test(arguments: [
        ("train", "training", "", "Vul de datum in."), ("train", "training", "2027-01-01", "Deze dag moet nog komen."),
        ("see-certificate", "vog", "31-2-2026", "Deze datum bestaat niet."),
        ("pause", "tot", "2026-11-30", "Kies een dag die nog komt."),
        ("resume", "x", "", "Deze stap past niet"), ("come-back", "x", "", "Deze stap past niet"),
    ])
    func `a step that cannot be is refused in words`(word: String, field: String, value: String, words: String) throws {
        try add("Sanne", state: "available")
        let shown = try step("Sanne", word, [(field, value)])
        #expect(shown.status == 422 && shown.has(words))
        #expect(try state("Sanne") == .available)
    }

    @Test(arguments: ["sign-up", "import", "enter", "suited", "plan-interview", "x", ""])
    func `a step that no button of the page takes is no request of ours`(word: String) throws {
        try add("Sanne")
        #expect(try step("Sanne", word).status == 400)
    }

    @Test func `an interview asks for all four topics before somebody is welcome`() throws {
        let path = "/duinrand/buddys/\(try add("Sanne"))/gesprek/uitkomst"
        let shown = try browser.post(
            path, [("listening", "present"), ("gehouden", "2026-12-24"), ("uitkomst", "suited"), ("versie", "1")])
        #expect(shown.status == 422)
        #expect(shown.has("Samenwerken: kies wat je zag.") && !shown.has("Luisteren: kies"))
        #expect(shown.has("Deze dag moet nog komen."))
        #expect(shown.has("value=\"present\" checked"))
        let later = try browser.post(path, [("gehouden", "2026-11-30"), ("uitkomst", "later"), ("versie", "1")])
        #expect(later.status == 422 && later.has("Vul in wanneer jullie weer praten."))
        #expect(
            try browser.post(path, [("gehouden", "2026-11-30"), ("uitkomst", "stop"), ("versie", "1")]).status == 422)
        #expect(
            try browser.post(
                path, [("gehouden", "2026-11-30"), ("uitkomst", "later"), ("bel", "2026-12-20"), ("versie", "1")]
            ).status == 303)
        #expect(try state("Sanne") == .interview)
    }

    @Test func `what is filled in comes back as it was, and every wrong field says what to do`() throws {
        let shown = try browser.post(
            "/duinrand/buddys/nieuw",
            [
                ("naam", ""), ("mail", "sanne@"), ("telefoon", "bel mij"), ("ouders", "21"), ("taal", "xx"),
                ("regio", "Noord"),
            ])
        #expect(shown.status == 422)
        for words in [
            "Vul de naam in.", "Dit is geen e-mailadres.", "Typ een telefoonnummer", "Kies waar deze buddy nu staat.",
            "Kies online, samen, of allebei.", "Typ een getal van 0 tot en met 20.", "value=\"Noord\"",
        ] {
            #expect(shown.has(words), "\(words)")
        }
        #expect(try test.house.store().read { try $0.buddies() }.isEmpty)
    }

    @Test func `particulars are changed once, and never over somebody else's change`() throws {
        let path =
            "/duinrand/buddys/\(try add("Sanne", [("mail", "sanne@example.org"), ("taal", "tr"), ("taal", "fy")]))"
        let form = try browser.get("\(path)/gegevens")
        #expect(form.has("value=\"sanne@example.org\"") && form.has("value=\"tr\" checked"))
        let change = [
            ("naam", "Sanne de Wit"), ("hoe", "online"), ("ouders", "2"), ("versie", "1"),
            ("scholen", "De Linde\n\nDe Wilg "),
            ("ervaring", "thuiszitten"), ("wordt21", "2027-05-01"),
        ]
        #expect(try browser.post("\(path)/gegevens", change).status == 303)
        #expect(try browser.post("\(path)/gegevens", change).status == 409)
        let file = try test.house.store().read { [uid = try uid("Sanne de Wit")] in try $0.buddy(uid) }
        #expect(file.particulars.schools == ["De Linde", "De Wilg"] && file.particulars.languages.isEmpty)
        #expect(file.particulars.email == nil && !file.particulars.inPerson && file.particulars.mostMatches == 2)
        #expect(file.particulars.adultOn?.description == "2027-05-01")
        let changes = try test.house.store().read { try $0.changes(of: file.uid) }
        #expect(
            changes.first?.fields == [
                "naam", "e-mailadres", "online of samen", "hoeveel ouders", "talen", "ervaring", "scholen", "wordt 21",
            ])
    }

    @Test func `an address that is known is not entered twice`() throws {
        try add("Sanne", [("mail", "sanne@example.org")])
        let shown = try browser.post(
            "/duinrand/buddys/nieuw",
            [("naam", "S"), ("mail", "Sanne@example.org"), ("stand", "applied"), ("hoe", "samen"), ("ouders", "1")])
        #expect(shown.status == 422 && shown.has("Dit adres staat al bij een andere buddy."))
    }

    @Test func `contact takes a buddy from the top of the pool`() throws {
        try add("Anna", state: "available")
        try add("Bert", state: "available")
        test.house.pass(.days(43))
        let browser = try test.browser()
        let pool = try browser.get("/duinrand/buddys?stand=wacht")
        #expect(pool.has("2 buddy&#39;s wachten op contact") && pool.has("nu bellen"))
        #expect(
            try browser.post("/duinrand/buddys/\(try uid("Anna"))/contact", [("terug", "wacht")]).location
                == "/duinrand/buddys?stand=wacht")
        let after = try browser.get("/duinrand/buddys?stand=wacht").text
        let (anna, bert) = (try #require(after.range(of: "Anna")), try #require(after.range(of: "Bert")))
        #expect(bert.lowerBound < anna.lowerBound && after.contains("laatste contact vandaag"))
        #expect(try browser.post("/duinrand/buddys/\(try uid("Bert"))/contact", [("bel", "2026-01-01")]).status == 422)
        #expect(try browser.post("/duinrand/buddys/\(try uid("Bert"))/contact", [("bel", "2027-01-20")]).status == 303)
        #expect(
            try browser.get("/duinrand/buddys/\(try uid("Bert"))").has(
                "Afgesproken: weer bellen op woensdag 20 januari."))
    }

    @Test func `people are found by name, language, experience and state`() throws {
        try add("Zoë Çelik", [("taal", "tr")], state: "available")
        try add("Anna", [("ervaring", "thuiszitten")])
        func found(_ fields: [(String, String)]) throws -> [String] {
            let text = try browser.post("/duinrand/buddys/zoeken", fields).text
            return ["Zoë Çelik", "Anna"].filter { text.contains(">\($0)</a>") }
        }
        #expect(try found([("naam", "zoe c")]) == ["Zoë Çelik"])
        #expect(try found([("taal", "tr")]) == ["Zoë Çelik"])
        #expect(try found([("ervaring", "thuiszitten")]) == ["Anna"])
        #expect(try found([("stand", "applied")]) == ["Anna"])
        #expect(try found([("stand", "applied"), ("taal", "tr")]) == [])
        #expect(try found([]) == ["Zoë Çelik", "Anna"])
        #expect(try browser.post("/duinrand/buddys/zoeken", [("taal", "klingon")]).status == 422)
    }

    @Test func `hostile words are shown as words`() throws {
        let evil = "<script>alert(1)</script>\"'&"
        let uid = try add(evil, [("regio", evil), ("wanneer", evil), ("scholen", evil)], state: "available")
        let shown = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"
        for path in ["", "/\(uid)", "/\(uid)/gegevens", "/\(uid)/onkosten", "/\(uid)/bedankbrief", "?stand=wacht"] {
            let page = try browser.get("/duinrand/buddys\(path)")
            #expect(
                page.status == 200 && !page.has("<script")
                    && page.has(path.hasSuffix("brief") ? "&lt;script&gt;" : shown), "\(path)")
            #expect(page.text.firstMatch(of: /<title>[^<]*script/) == nil)
        }
        #expect(!(try browser.post("/duinrand/buddys/zoeken", [("naam", evil)]).has("<script")))
    }

    static let paths = ["", "/gegevens", "/gesprek", "/onkosten", "/bedankbrief"]
    static let actions = [
        "/gegevens", "/gesprek", "/gesprek/uitkomst", "/stap", "/vergissing", "/contact", "/adres-klopt", "/onkosten",
    ]

    @Test func `another tenant's buddy is as unknown as nobody`() throws {
        let both = try TestSite(tenants: ["duinrand", "heidezoom"])
        let theirs = try both.browser(at: "heidezoom")
        try theirs.post(
            "/heidezoom/buddys/nieuw", [("naam", "Sanne"), ("stand", "applied"), ("hoe", "samen"), ("ouders", "1")])
        let there = try #require(try both.house.store("heidezoom").read { try $0.buddies() }.first?.uid)
        let ours = try both.browser(at: "duinrand")
        for uid in [there.text, Uid.random().text, "x"] {
            for path in Self.paths { #expect(try ours.get("/duinrand/buddys/\(uid)\(path)").status == 404, "\(path)") }
            for path in Self.actions {
                let fields = [
                    ("versie", "1"), ("naam", "X"), ("hoe", "samen"), ("ouders", "1"), ("dag", "2026-11-30"),
                    ("tijd", "10:00"),
                    ("gehouden", "2026-11-30"), ("uitkomst", "unsuited"), ("stap", "stop"), ("wat", "x"), ("uren", "1"),
                ]
                #expect(try ours.post("/duinrand/buddys/\(uid)\(path)", fields).status == 404, "\(path)")
            }
        }
    }

    @Test func `a trainer sees no buddies, a stand-in no money`() throws {
        let uid = try add("Sanne")
        let (trainer, standIn) = (try test.browser(as: .trainer), try test.browser(as: .standIn))
        for path in ["", "/nieuw", "/plakken"] + Self.paths.map({ "/\(uid)\($0)" }) {
            #expect(try trainer.get("/duinrand/buddys\(path)").status == 403, "\(path)")
        }
        for path in Self.actions {
            #expect(try trainer.post("/duinrand/buddys/\(uid)\(path)").status == 403, "\(path)")
        }
        for path in ["/onkosten", "/bedragen", "/\(uid)/onkosten"] {
            #expect(try standIn.get("/duinrand/buddys\(path)").status == 403, "\(path)")
            #expect(try standIn.post("/duinrand/buddys\(path)").status == (path == "/onkosten" ? 405 : 403), "\(path)")
        }
        let page = try standIn.get("/duinrand/buddys/\(uid)")
        #expect(page.status == 200 && !page.has("Onkosten") && page.has("Bedankbrief"))
    }

    @Test func `who was entered by mistake can go, by who saw them last`() throws {
        let path = "/duinrand/buddys/\(try add("Vergissing", [("mail", "weg@example.org"), ("taal", "tr")]))"
        #expect(try browser.get(path).has("Per ongeluk ingevoerd?"))
        let old = try version("Vergissing")
        _ = try step("Vergissing", "train", [("training", "2026-11-01")])
        #expect(try browser.post("\(path)/weg", [("versie", old)]).status == 409)
        let shown = try browser.post("\(path)/weg", [("versie", try version("Vergissing"))])
        #expect(shown.location == "/duinrand/buddys?melding=verwijderd")
        #expect(try browser.get(path).status == 404 && browser.post("\(path)/weg", [("versie", "2")]).status == 404)
        #expect(try browser.get("/duinrand/wijzigingen").status == 200)
    }

    @Test(arguments: ["match", "session", "question", "expense", "mail"])
    func `who belongs to anything stays, and may stop`(tie: String) throws {
        let uid = try add("Echt", [("mail", "echt@example.org")], state: "available")
        let store = try test.house.store()
        switch tie {
        case "match":
            try test.house.importing(Programmes.meetings("2026-12-01T14:00"))
        case "session":
            let session = SessionDraft(gathering: .training, starts: try #require(LocalDateTime("2026-12-10T19:30")))
            let made = try store.write { try $0.saveSession(session) }
            _ = try store.write { try $0.invite([uid], to: made) }
        case "question":
            _ = try store.write {
                try $0.addQuestion(HelpQuestion.Draft(buddy: uid, way: .mail, askedOn: try $0.today, text: "Wat nu?"))
            }
        case "expense":
            #expect(
                try browser.post(
                    "/duinrand/buddys/\(uid)/onkosten",
                    [("dag", "2026-11-20"), ("kosten", "5"), ("uren", ""), ("wat", "Trein")]
                ).status == 303)
        default:
            _ = try store.write { writer in
                let letter = try writer.addGroupLetter(
                    GroupLetter.Draft(audience: .pool, subject: "Bijpraten", text: "Kom je?"))
                return try writer.sendGroupLetter(letter, version: 1)
            }
        }
        let name =
            tie == "match"
            ? try #require(try store.read { try $0.buddies() }.first { !$0.labels.isEmpty }).name : "Echt"
        let shown = try browser.post("/duinrand/buddys/\(try self.uid(name))/weg", [("versie", try version(name))])
        #expect(shown.status == 422 && shown.has("Kies dan voor Stoppen"), "\(shown.text)")
        #expect(try state(name) != .stopped)
    }
}
