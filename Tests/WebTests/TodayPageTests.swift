import Domain
import Storage
import TestSupport
import Testing
import Web

struct TodayPageTests {
    @Test func `with nothing to do it says so`() throws {
        let page = try TestSite(settings: ["digest": "off"]).browser().get("/duinrand/vandaag")
        #expect(page.has("Goedemiddag. Niets vraagt nu je aandacht."))
        #expect(page.has("maandag 30 november · de post loopt: geen berichten deze week verstuurd, 0 staan klaar"))
    }

    @Test func `each thing has one remedy, in order`() throws {
        let site = try ContactSite(at: "2026-11-30T09:00")
        try site.test.house.importing(
            """
            {"meetings":[{"ref":"g1","buddy_attends":false}],
             "requesters":[{"ref":"q","kind":"parent","name":"Geheime Naam"}],
             "requests":[{"ref":"h1","requester":"q","kind":"long-term","mode":"in-person","received":"2026-11-24"}]}
            """)
        let page = try site.browser.get("/duinrand/vandaag")
        #expect(page.has("Goedemorgen. Twee dingen vragen je aandacht."))
        let away = try #require(page.text.range(of: "Een buddy kan niet bij het gesprek van dinsdag"))
        let waits = try #require(page.text.range(of: "Een ouder wacht 6 dagen op een buddy"))
        #expect(away.lowerBound < waits.lowerBound)
        #expect(page.text.contains(/href="\/duinrand\/agenda\/gesprek\/[a-z2-7]{26}">Andere buddy/))
        #expect(page.text.contains(/href="\/duinrand\/aanvragen-overzicht\/[a-z2-7]{26}">Zoek een buddy/))
        #expect(!page.has("Geheime Naam") && page.has("Nog geen buddy die mee kan"))
    }

    @Test func `a trainer sees sessions alone`() throws {
        let site = try ContactSite()
        try site.test.house.importing(
            #"{"intervisions":[{"ref":"i1","starts":"2026-12-02T19:30","minutes":90,"place":"online","participants":["p1"]}]}"#
        )
        let label = try #require(
            try site.store.read { try $0.week(meetings: true) }.compactMap { entry -> String? in
                if case .meeting(_, let label, _, _, _) = entry { label } else { nil }
            }.first)
        let page = try site.test.browser(as: .trainer).get("/duinrand/vandaag")
        #expect(page.has("Goedemiddag. Eén bijeenkomst deze week.") && page.has("Intervisie</a>, online"))
        #expect(page.has("nog niemand zei ja · 1 weet het nog niet"))
        #expect(!page.has(">\(label)<") && !page.has("post loopt") && !page.has("Nieuw gesprek"))
        #expect(try site.browser.get("/duinrand/vandaag").has(">\(label)<"))
    }

    @Test(arguments: [
        (Gathering.intervision, "intervisie"), (.training, "training"), (.information, "informatiebijeenkomst"),
    ])
    func `the week and the mail call each session what it is`(gathering: Gathering, word: String) throws {
        let site = try ContactSite()
        let draft = SessionDraft(gathering: gathering, starts: try #require(LocalDateTime("2026-12-05T19:30")))
        try site.store.write { writer in
            let uid = try writer.saveSession(draft)
            _ = try writer.invite(Set(try writer.buddies().map(\.uid)), to: uid)
        }
        #expect(try site.browser.get("/duinrand/vandaag").has("\(Dutch.capital(word))</a>"))
        let mail = try site.browser.get("/duinrand/berichten")
        #expect(mail.has("Uitnodiging voor de \(word) van zaterdag 5 december"), "\(mail.text)")
        for other in Gathering.allCases where other != gathering {
            #expect(!mail.has("de \(other.title) van"), "\(other)")
        }
    }

    @Test(arguments: hostileNames)
    func `a name never becomes markup`(hostile: String) throws {
        let test = try TestSite(settings: ["digest": "off"])
        let name = hostile.replacing("\"", with: "\\\"")
        try test.house.importing(#"{"buddies":[{"ref":"b","name":"\#(name)","state":"available"}]}"#)
        test.house.pass(.days(50))
        let page = try test.browser().get("/duinrand/vandaag")
        #expect(page.has("wacht op een ouder"))
        if hostile.contains("<") { #expect(!page.has(hostile)) }
    }
}
