import Domain
import Foundation
import HTTP
import Storage
import TestSupport
import Testing

@testable import Web

/// Every page and every action, for everybody who might try it.
@Suite struct RouteTests {
    /// What each role may do, written out: a change of the table in Domain must be made here too.
    static let expected: [Role: Set<String>] = [
        .coordinator: [
            "enter", "seeBuddies", "changeBuddies", "handleMoney", "seeRequests", "changeRequests", "seeMatches",
            "changeMatches", "seeMeetings", "changeMeetings", "seeSessions", "changeSessions", "readCaseCards",
            "seeMail", "sendMail", "answerQuestions", "keepNetwork", "readSignals", "recordSignals", "readReports",
            "writeReports", "changeSettings", "manageMembers", "importProgramme", "readChanges",
        ],
        .standIn: [
            "enter", "seeBuddies", "changeBuddies", "seeRequests", "changeRequests", "seeMatches", "changeMatches",
            "seeMeetings", "changeMeetings", "seeSessions", "changeSessions", "readCaseCards", "seeMail", "sendMail",
            "answerQuestions", "keepNetwork", "readSignals", "recordSignals", "readReports", "readChanges",
        ],
        .trainer: ["enter", "seeSessions", "changeSessions"],
    ]

    /// What a stranger may open; whatever else has no right in the table is a mistake.
    static let open: Set<String> = [
        "GET /{slug}/", "GET /{slug}/inloggen", "POST /{slug}/inloggen", "GET /{slug}/inloggen/wachten",
        "POST /{slug}/inloggen/wachten", "GET /{slug}/m/{token}", "POST /{slug}/m/{token}",
        "GET /{slug}/buddy-worden", "POST /{slug}/buddy-worden", "GET /{slug}/buddy-worden/bedankt",
        "GET /{slug}/agenda/{token}",
    ]

    /// What a stranger may open at the helpdesk: the same steps of logging in as at a tenant.
    static let helpdeskOpen: Set<String> = [
        "GET /landelijk/inloggen", "POST /landelijk/inloggen", "GET /landelijk/inloggen/wachten",
        "POST /landelijk/inloggen/wachten", "GET /landelijk/m/{token}", "POST /landelijk/m/{token}",
    ]

    /// What only the helpdesk may open.
    static let helpdeskOnly: Set<String> = [
        "GET /landelijk/", "POST /landelijk/uitloggen", "GET /landelijk/sessies",
        "POST /landelijk/sessies/{uid}/beeindigen", "POST /landelijk/sessies/beeindigen",
    ]

    static let helpdesk = Site.routes.filter { $0.access == .helpdesk }

    static let guarded = Site.routes.filter { if case .member = $0.access { true } else { false } }

    @Test func `no tenant's name is a path that the pages have for themselves`() {
        let own = Set(
            Site.routes.compactMap { $0.path.split(separator: "/").first.map(String.init) }.filter {
                !$0.hasPrefix("{")
            })
        #expect(own.contains("landelijk") && own.contains("dashboard"))
        for word in own.union(["assets", "healthz", "metrics", "admin"]) {
            // What could not be a slug anyway need not be reserved.
            #expect(Slug(word) == nil, "\(word)")
        }
        #expect(Slug.reserved.allSatisfy { Slug($0) == nil })
    }

    private let test: TestSite
    /// Things of another tenant, one of each kind, that a path may name.
    private let foreign: [Uid]

    init() throws {
        test = try TestSite(tenants: ["duinrand", "heidezoom"])
        for tenant in ["duinrand", "heidezoom"] {
            try test.house.importing(Programmes.meetings("2026-12-04T14:00"), into: tenant)
        }
        let store = try test.house.store("heidezoom")
        let changes = try store.read { try $0.changes() }.compactMap(\.uid)
        let messages = try store.read { try $0.messages(state: nil) }
        let named = messages.flatMap(\.reasons).flatMap { $0.split(separator: ":") }.compactMap { Uid($0) }
        foreign = Array(Set(changes + messages.compactMap { Uid($0.uid) } + named)).sorted { $0.text < $1.text }
    }

    @Test func `the rights of every role are what is written here`() {
        #expect(Set(Self.expected.keys) == Set(Role.allCases))
        for role in Role.allCases { #expect(Set(role.rights.map(\.rawValue)) == Self.expected[role], "\(role)") }
        #expect(Set(Right.allCases.map(\.rawValue)) == Self.expected[.coordinator])
    }

    @Test func `only what is written here is open to strangers, and every path is of a tenant`() {
        let found = Site.routes.filter { $0.access == .visitor }.map { "\($0.method.rawValue) \($0.path)" }
        #expect(Set(found) == Self.open)
        for route in Site.routes {
            switch route.access {
            case .visitor, .member: #expect(route.path.hasPrefix("/{slug}/"))
            case .viewer: #expect(route.path.hasPrefix("/dashboard"))
            case .helpdesk, .helpdeskDoor: #expect(route.path.hasPrefix("/landelijk/"))
            }
        }
    }

    @Test func `at the helpdesk only logging in is open to strangers`() {
        func found(_ access: Route.Access) -> Set<String> {
            Set(Site.routes.filter { $0.access == access }.map { "\($0.method.rawValue) \($0.path)" })
        }
        #expect(found(.helpdeskDoor) == Self.helpdeskOpen)
        #expect(found(.helpdesk) == Self.helpdeskOnly)
    }

    @Test func `a page of the helpdesk opens for the helpdesk and for nobody else`() throws {
        for route in Self.helpdesk { try isOfTheHelpdesk(route) }
    }

    private func isOfTheHelpdesk(_ route: Route) throws {
        let gone = try test.helpdeskBrowser()
        let cookie = gone.cookie
        try gone.post("/landelijk/uitloggen")
        gone.setCookie(cookie)
        let waiting = test.stranger()
        waiting.setCookie("naast=landelijk:\(AccessSecret.random().text)")
        var browsers = [test.stranger(), gone, waiting]
        for role in Role.allCases {
            let member = try test.browser(as: role)
            let confused = test.stranger()
            confused.setCookie(member.cookie?.replacing("duinrand", with: "landelijk"))
            browsers += [member, confused]
        }
        for browser in browsers {
            let shown = try browser.open(route, Uid.random())
            if route.method == .post {
                #expect(shown.status == 403, "\(route.path)")
            } else {
                #expect(shown.status == 303 && shown.location == "/landelijk/inloggen", "\(route.path)")
            }
        }
        let shown = try test.helpdeskBrowser().open(route, Uid.random())
        #expect(shown.status == 200 || shown.status == 303, "\(route.path): \(shown.status)")
    }

    @Test func `an action of the helpdesk without the proof of the form does nothing`() throws {
        for route in Self.helpdesk where route.method == .post {
            let (browser, other) = (try test.helpdeskBrowser(), try test.helpdeskBrowser())
            let strange = try #require(try other.formProof(at: "landelijk"))
            for proof in [[], [("formulier", "")], [("formulier", strange)]] {
                #expect(try browser.post(route.at("landelijk", Uid.random()), proof, isProven: false).status == 403)
            }
            #expect(try browser.open(route, Uid.random(), headers: ["Sec-Fetch-Site": "cross-site"]).status == 403)
            #expect(try browser.isAtHelpdesk())
        }
        for path in Self.helpdeskOpen where path.hasPrefix("POST") {
            let path = path.dropFirst(5).replacing("{token}", with: Uid.random().text)
            #expect(try test.stranger().post(String(path), headers: ["Sec-Fetch-Site": "cross-site"]).status == 403)
        }
    }

    @Test func `whoever is logged in at the helpdesk is a stranger at every tenant`() throws {
        for route in Self.guarded {
            let shown = try test.helpdeskBrowser().open(route, Uid.random())
            if route.method == .post {
                #expect(shown.status == 403, "\(route.path)")
            } else {
                #expect(shown.status == 303 && shown.location == "/duinrand/inloggen", "\(route.path)")
            }
        }
    }

    @Test func `who is not logged in, or only elsewhere, or no more, gets nowhere`() throws {
        for route in Self.guarded { try isShut(route) }
    }

    private func isShut(_ route: Route) throws {
        let gone = try test.browser()
        let cookie = gone.cookie
        try gone.post("/duinrand/uitloggen")
        gone.setCookie(cookie)
        let waiting = test.stranger()
        waiting.setCookie("naast=duinrand:\(AccessSecret.random().text)")
        let confused = test.stranger()
        confused.setCookie(try test.browser(at: "heidezoom").cookie?.replacing("heidezoom", with: "duinrand"))
        let browsers = [test.stranger(), try test.browser(at: "heidezoom"), gone, waiting, confused]
        var answers: Set<String> = []
        for browser in browsers {
            let shown = try browser.open(route, Uid.random())
            if route.method == .post {
                #expect(shown.status == 403)
            } else {
                #expect(shown.status == 303 && shown.location == "/duinrand/inloggen")
            }
            answers.insert(shown.text)
        }
        #expect(answers.count == 1)
    }

    @Test(arguments: Role.allCases) func `a role gets in where its right is, and is refused elsewhere`(role: Role)
        throws
    {
        for route in Self.guarded { try isOpenOrNot(route, role) }
    }

    private func isOpenOrNot(_ route: Route, _ role: Role) throws {
        guard case .member(let right) = route.access else { return }
        let shown = try test.browser(as: role).open(route, Uid.random())
        if Self.expected[role]?.contains(right.rawValue) == true {
            #expect(
                shown.status != 403 && shown.status != 405 && shown.status < 500,
                "\(route.method.rawValue) \(route.path): \(shown.status)")
            // Only what ends the session itself leads to the entrance.
            let ends = route.path.hasSuffix("/uitloggen") || route.path.hasSuffix("/sessies/beeindigen")
            #expect(shown.location != "/duinrand/inloggen" || ends, "\(route.path)")
        } else {
            #expect(shown.status == 403 && shown.has("Dit hoort niet bij jouw rol"), "\(route.path)")
        }
    }

    @Test(arguments: Role.allCases) func `an action without the proof of the form does nothing, for any role`(
        role: Role
    ) throws {
        for route in Self.guarded where route.method == .post { try asksForProof(route, role) }
    }

    private func asksForProof(_ route: Route, _ role: Role) throws {
        let browser = try test.browser(as: role)
        let other = try test.browser(as: role)
        let strange = try #require(try other.formProof())
        for proof in [[], [("formulier", "")], [("formulier", strange)]] {
            #expect(try browser.post(route.at("duinrand", Uid.random()), proof, isProven: false).status == 403)
        }
        #expect(try browser.open(route, Uid.random(), headers: ["Sec-Fetch-Site": "cross-site"]).status == 403)
    }

    @Test func `a thing of another tenant is answered as one that never was`() throws {
        for route in Self.guarded where route.path.dropFirst("/{slug}".count).contains("{") {
            try answersAsNever(route)
        }
    }

    private func answersAsNever(_ route: Route) throws {
        let before = try test.fingerprint("heidezoom")
        #expect(foreign.count >= 6)
        func answer(_ uid: Uid) throws -> (status: Int, location: String?, text: String) {
            // A browser for each: an action may end its session.
            let browser = try test.browser()
            let shown = try browser.open(route, uid)
            let proof = try browser.formProof() ?? "-"
            return (
                shown.status, shown.location?.replacing(uid.text, with: "UID"),
                shown.text.replacing(uid.text, with: "UID").replacing(proof, with: "PROOF")
            )
        }
        let never = try answer(Uid.random())
        if route.method == .get, route.path.contains("{uid}") { #expect(never.status == 404) }
        for uid in foreign {
            let found = try answer(uid)
            #expect(found == never, "\(route.path) \(uid)")
        }
        #expect(try test.fingerprint("heidezoom") == before)
    }

    @Test func `a tenant that never was is answered in one way, whoever asks`() throws {
        for route in Self.guarded { try knowsNoTenant(route) }
    }

    private func knowsNoTenant(_ route: Route) throws {
        for browser in [test.stranger(), try test.browser()] {
            let path = route.at("nergens", Uid.random())
            let shown = try route.method == .post ? browser.post(path) : browser.get(path)
            #expect(shown.status == 404 && !shown.has("nergens"))
        }
    }

    @Test(arguments: ["x", "..%2Fx", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAA", String(repeating: "a", count: 27)])
    func `what is no uid at all is a thing there is not`(text: String) throws {
        for route in Self.guarded where route.path.contains("{uid}") {
            let path = route.path.replacing("{slug}", with: "duinrand").replacing("{uid}", with: text)
            guard !path.contains("{") else { continue }
            let browser = try test.browser()
            guard let shown = try? route.method == .post ? browser.post(path) : browser.get(path) else { continue }
            #expect(shown.status == 404, "\(path)")
        }
    }
}
