import Domain
import Storage
import TestSupport
import Testing
import Web

@Suite struct BuddyJoinTests {
    private let test: TestSite
    private let visitor: TestBrowser
    private let form = [
        ("naam", "Sanne"), ("mail", "sanne@example.org"), ("via", "de nieuwsbrief"), ("akkoord", "ja"), ("taal", "tr"),
    ]

    init() throws {
        test = try TestSite(settings: ["core_values": "Elke ouder telt."])
        visitor = test.stranger()
    }

    private var buddies: [BuddySummary] { get throws { try test.house.store().read { try $0.buddies() } } }

    @Test func `anybody signs up, and hears what happens next`() throws {
        let page = try visitor.get("/duinrand/buddy-worden")
        #expect(
            page.status == 200 && page.has("Elke ouder telt.") && page.has("Meld je aan") && !page.has("class=\"menu\"")
        )
        let sent = try visitor.post("/duinrand/buddy-worden", form)
        #expect(sent.location == "/duinrand/buddy-worden/bedankt")
        #expect(try visitor.get("/duinrand/buddy-worden/bedankt").has("Wat gebeurt er nu?"))
        let buddy = try #require(try buddies.first)
        #expect(buddy.state == .applied && buddy.languages == [.turkish])
        let file = try test.house.store().read { try $0.buddy(buddy.uid) }
        #expect(file.heardFrom == "de nieuwsbrief" && file.steps.map(\.step) == [.signUp] && file.steps[0].by == nil)
        #expect(try test.browser().get("/duinrand/buddys/\(buddy.uid)").has("Aangemeld op de website"))
    }

    @Test func `without consent or with a wrong address nothing is kept`() throws {
        let shown = try visitor.post("/duinrand/buddy-worden", [("naam", "<b>"), ("mail", "x")])
        #expect(shown.status == 422 && shown.has("Kruis aan dat we") && shown.has("Dit is geen e-mailadres."))
        #expect(shown.has("value=\"&lt;b&gt;\""))
        #expect(try buddies.isEmpty)
    }

    @Test func `a machine that fills in every field hears the same and is not kept`() throws {
        #expect(
            try visitor.post("/duinrand/buddy-worden", form + [("website", "x")]).location
                == "/duinrand/buddy-worden/bedankt")
        #expect(try buddies.isEmpty)
    }

    @Test func `a second sign-up tells nobody that the first exists`() throws {
        let first = try visitor.post("/duinrand/buddy-worden", form)
        let again = try visitor.post(
            "/duinrand/buddy-worden", [("naam", "Ander"), ("mail", "SANNE@example.org"), ("akkoord", "ja")])
        #expect(first.location == again.location && first.text == again.text)
        #expect(try buddies.map(\.name) == ["Sanne"])
        #expect(try buddies.first?.callOn?.description == "2026-11-30")
    }

    @Test func `who stopped and signs up again begins anew`() throws {
        _ = try visitor.post("/duinrand/buddy-worden", form)
        let uid = try #require(try buddies.first?.uid)
        _ = try test.house.store().write { try $0.take(.stop, uid, version: 1) }
        _ = try visitor.post("/duinrand/buddy-worden", form)
        #expect(try buddies.map(\.state) == [.applied])
    }

    @Test func `ten sign-ups in an hour from one place are enough`() throws {
        for number in 1...10 {
            #expect(
                try visitor.post(
                    "/duinrand/buddy-worden", [("naam", "A"), ("mail", "a\(number)@example.org"), ("akkoord", "ja")]
                ).status == 303)
        }
        let more = [("naam", "A"), ("mail", "a11@example.org"), ("akkoord", "ja")]
        #expect(try visitor.post("/duinrand/buddy-worden", more).status == 429)
        #expect(try buddies.count == 10)
        test.house.pass(.hours(1))
        #expect(try visitor.post("/duinrand/buddy-worden", more).status == 303)
    }

    @Test func `a form that another site sends is not ours`() throws {
        #expect(
            try visitor.post("/duinrand/buddy-worden", form, headers: ["Sec-Fetch-Site": "cross-site"]).status == 403)
        #expect(try buddies.isEmpty)
    }
}
