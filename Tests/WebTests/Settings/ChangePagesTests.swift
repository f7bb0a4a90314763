import Domain
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct ChangePagesTests {
    @Test func `who changed what and when stands there in Dutch, the newest first`() throws {
        let test = try TestSite()
        let browser = try test.browser()
        try browser.post("/duinrand/instellingen/ik", [("naam", "Noor"), ("versie", "1")])
        let shown = try browser.get("/duinrand/wijzigingen")
        #expect(shown.has("maandag 30 november, 12.00 uur"))
        #expect(shown.has("Noor") && shown.has("iemand die mag inloggen veranderd: naam"))
        #expect(shown.has("Naast zelf of de beheerder"))
    }

    @Test func `what somebody did who is gone stays, without a name`() throws {
        let test = try TestSite()
        let standIn = try test.browser(as: .standIn)
        try standIn.post("/duinrand/instellingen/ik", [("naam", "Vera"), ("versie", "1")])
        let uid = try #require(try test.house.store().read { try $0.members() }.first { $0.role == .standIn }).uid
        let boss = try test.browser()
        try boss.post("/duinrand/instellingen/leden/\(uid)/verwijderen", [("versie", "2")])
        let shown = try boss.get("/duinrand/wijzigingen")
        #expect(shown.has("Iemand die hier niet meer inlogt") && !shown.has("Vera"))
    }

    @Test func `pages of fifty, older ones by a link, all of one thing by another`() throws {
        let test = try TestSite()
        let one = Uid.random()
        try test.house.store().write { writer in
            for number in 0..<120 {
                try writer.log(.changed, .buddy, number.isMultiple(of: 2) ? one : .random(), ["nr. \(number)"])
            }
        }
        let browser = try test.browser()
        var seen = 0
        var path: String? = "/duinrand/wijzigingen?van=\(one)"
        while let now = path {
            let shown = try browser.get(now)
            #expect(shown.status == 200)
            seen += shown.text.matches(of: /nr\. \d+/).count
            path = shown.text.firstMatch(of: /href="([^"]*voor=[^"]*)"/).map {
                String($0.output.1).replacing("&amp;", with: "&")
            }
        }
        #expect(seen == 60)
        #expect(try browser.get("/duinrand/wijzigingen").text.matches(of: /nr\. \d+/).count == ChangePages.pageSize)
        #expect(try browser.get("/duinrand/wijzigingen?van=%3Cscript%3E&voor=x").status == 200)
    }

    @Test(arguments: LoggedChange.Subject.allCases, LoggedChange.Action.allCases)
    func `every change has words`(subject: LoggedChange.Subject, action: LoggedChange.Action) throws {
        #expect(!subject.words.isEmpty && !action.words.isEmpty)
    }
}

@Suite struct FirstDayTests {
    @Test func `the first day counts down as things are done, and then leaves Vandaag`() throws {
        let test = try TestSite(settings: ["coordinator_name": "", "coordinator_phone": ""])
        let browser = try test.browser()
        #expect(try browser.get("/duinrand/vandaag").has("Nog 5 stappen"))
        try browser.get("/duinrand/instellingen/steunpunt")
        try browser.submit(
            "/duinrand/instellingen/steunpunt", ["positie": "dependent", "organisatievorm": "inside-school"])
        try browser.get("/duinrand/instellingen/afzender")
        try browser.submit(
            "/duinrand/instellingen/afzender",
            ["coordinator": "Noor", "telefoon": "06 123", "antwoordadres": "noor@example.org"])
        #expect(try browser.get("/duinrand/eerste-dag").text.components(separatedBy: ">klaar<").count == 3)
        try test.house.importing(Programmes.meetings("2026-12-04T14:00"))
        #expect(try browser.get("/duinrand/vandaag").has("Nog één stap"))
        try test.house.store().write { try $0.log(.sent, .member, .random()) }
        #expect(try browser.get("/duinrand/vandaag").has("Nog één stap"))
        try test.house.store().write { try $0.log(.sent, .message, .random()) }
        #expect(try !browser.get("/duinrand/vandaag").has("eerste dag"))
        #expect(try browser.get("/duinrand/eerste-dag").has("Alles staat klaar"))
    }

    @Test func `it is put away by a button, and only by who may change settings`() throws {
        let test = try TestSite()
        #expect(try !test.browser(as: .standIn).get("/duinrand/vandaag").has("eerste dag"))
        #expect(try test.browser(as: .standIn).post("/duinrand/eerste-dag").status == 403)
        let browser = try test.browser()
        #expect(try browser.post("/duinrand/eerste-dag").location == "/duinrand/vandaag")
        #expect(try !browser.get("/duinrand/vandaag").has("eerste dag"))
        #expect(try browser.get("/duinrand/eerste-dag").status == 200)
    }
}
