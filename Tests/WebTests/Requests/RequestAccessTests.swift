import Domain
import HTTP
import TestSupport
import Testing
import Web

@Suite struct RequestAccessTests {
    /// Every route of this area, as a path under a request or match that exists.
    private static var ours: [Route] {
        Site.routes.filter { route in
            ["aanvragen-overzicht", "koppelingen", "hulpmiddel"].contains { route.path.hasPrefix("/{slug}/\($0)") }
        }
    }

    @Test func `a trainer sees and changes nothing of requests and matches`() throws {
        let desk = try RequestDesk()
        let request = try desk.enter()
        try desk.agree(at: request)
        let match = try desk.match(at: request)
        let trainer = try desk.site.browser(as: .trainer)
        for route in Self.ours {
            let uid = route.path.contains("koppelingen") ? match : request
            let path = route.path.replacing("{slug}", with: "duinrand").replacing(
                "{uid}", with: uid.split(separator: "/").last ?? "")
            let shown = route.method == .get ? try trainer.get(path) : try trainer.post(path, [("versie", "1")])
            #expect(shown.status == 403, "\(route.method) \(route.path)")
        }
    }

    @Test func `another tenant's request and match are not there, as one that never was`() throws {
        let desk = try RequestDesk()
        let request = try desk.enter()
        try desk.agree(at: request)
        let match = try desk.match(at: request)
        let neighbour = try desk.site.browser(at: "heidezoom")
        for route in Self.ours where route.path.contains("{uid}") {
            let uid = route.path.contains("koppelingen") ? match : request
            let known = route.path.replacing("{slug}", with: "heidezoom").replacing(
                "{uid}", with: uid.split(separator: "/").last ?? "")
            let unknown = route.path.replacing("{slug}", with: "heidezoom").replacing(
                "{uid}", with: "aaaaaaaaaaaaaaaaaaaaaaaaaa")
            let fields =
                [
                    ("versie", "1"), ("voorstel", "aaaaaaaaaaaaaaaaaaaaaaaaaa"),
                    ("buddy", "aaaaaaaaaaaaaaaaaaaaaaaaaa"),
                    ("wie", route.path.contains("terugkijken") ? "buddy" : "ouder"), ("antwoord", "ja"), ("naam", "Es"),
                    ("eerste-buddy", "yes"), ("tweede-buddy", "yes"), ("afloop", "calmer"), ("einddatum", "2026-11-30"),
                    ("vanaf", "2026-11-30"), ("verwacht", ""), ("voornaam", "Ans"), ("telefoon", "0600000009"),
                ] + RequestDesk.form.dropFirst()
            for path in [known, unknown] {
                let shown = route.method == .get ? try neighbour.get(path) : try neighbour.post(path, fields)
                #expect(shown.status == 404, "\(route.method) \(path): \(shown.status)")
            }
        }
    }

    @Test func `a proposal of another request is not there`() throws {
        let desk = try RequestDesk()
        let (one, other) = (try desk.enter(), try desk.enter())
        try desk.press("Vraag Sam", at: one)
        let page = try desk.browser.get(one)
        let proposal = try #require(page.text.firstMatch(of: /name="voorstel" value="([a-z2-7]+)"/)?.output.1)
        let answer = [("voorstel", String(proposal)), ("versie", "1"), ("wie", "buddy"), ("antwoord", "ja")]
        #expect(try desk.browser.post("\(other)/antwoord", answer).status == 404)
        #expect(try desk.browser.post("\(other)/intrekken", answer).status == 404)
    }

    @Test func `a stand-in does what a coordinator does`() throws {
        let desk = try RequestDesk(role: .standIn)
        let request = try desk.enter()
        try desk.agree(at: request)
        #expect(try desk.match(at: request).hasPrefix("/duinrand/koppelingen/"))
    }
}
