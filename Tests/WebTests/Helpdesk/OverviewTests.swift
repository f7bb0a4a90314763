import Domain
import Foundation
import HTTP
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct OverviewTests {
    private static let names = ["apart", "bomvol", "goed", "laat", "pauze", "stil"]

    /// A house in which something is the matter with all tenants but one.
    static func site() throws -> TestSite {
        let test = try TestSite(at: "2026-11-30T12:00", tenants: names, settings: ["digest": "off"])
        for tenant in names { try test.house.importing(Programmes.meetings("2026-12-01T14:00"), into: tenant) }
        try test.house.pass(until: "2026-11-30T17:30")
        for tenant in names where tenant != "laat" && tenant != "pauze" {
            try test.sendAll(
                at: tenant,
                tenant == "bomvol"
                    ? .dead(Settlement.Answer(code: 550, text: "no"), .content)
                    : .sent(Settlement.Answer(code: 250, text: "ok")))
        }
        try test.house.store("stil").write {
            try $0.pauseSending(because: "the relay refuses this tenant's sender address (553)")
        }
        try test.house.tenants.setState(try slug("pauze"), .suspended, test.house.scope)
        try test.house.damage("apart")
        return test
    }

    @Test func `who needs a call stands first, with the reason in words`() throws {
        let test = try Self.site()
        let shown = try test.helpdeskBrowser().get("/landelijk/")
        #expect(shown.status == 200 && shown.has("<h1>Vier steunpunten hebben je nodig</h1>"))
        #expect(shown.has("aria-current=\"page\">Steunpunten"))
        for words in [
            "Het bestand is apart gezet", "Mail staat stil, want de mailserver weigerde",
            "Mail is te laat: de oudste wacht één uur", "Mail komt niet aan: één bericht in 24 uur",
            "Gepauzeerd: alleen inlogmails gaan weg",
        ] { #expect(shown.has(words), "\(words)") }
        let rows = shown.text.matches(of: /<th scope="row">Steunpunt ([a-z]+)<\/th>/).map { String($0.1) }
        #expect(rows == ["apart", "stil", "laat", "bomvol", "pauze", "goed"])
        let lines = shown.text.matches(of: /<p class="line-title">Steunpunt ([a-z]+)<\/p>/).map { String($0.1) }
        #expect(lines == ["apart", "stil", "laat", "bomvol", "pauze"])
    }

    @Test func `no name, address, label or sort of letter of a programme stands on it`() throws {
        let test = try Self.site()
        let page = try test.helpdeskBrowser().get("/landelijk/").text
        #expect(!page.contains("@"))
        for word in [
            "buddy1", "Eerste", "Noor", "Bakker", "Esdoorn", "Ouder", "06 00", "before-day", "coordinator", "signal",
            "550",
        ] { #expect(!page.localizedCaseInsensitiveContains(word), "\(word)") }
        let store = try test.house.store("goed")
        let secret = try store.read { reader in
            try reader.messages(state: nil).flatMap { [$0.to, $0.uid] + $0.reasons }
                + reader.members().flatMap { [$0.uid.text, $0.email.description] }
                + reader.changes().compactMap { $0.uid?.text }
        }
        #expect(secret.count > 5)
        for text in secret { #expect(!page.contains(text), "\(text)") }
    }

    @Test func `a name that holds markup is shown as text`() throws {
        let test = try TestSite()
        try test.house.tenants.rename(try slug("duinrand"), to: "<script>alert(1)</script> & \"D\"", test.house.scope)
        let page = try test.helpdeskBrowser().get("/landelijk/").text
        #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
    }

    @Test func `a relay in trouble is one line, not one for every tenant`() throws {
        let test = try TestSite(tenants: ["duinrand", "heidezoom"], settings: ["digest": "off"])
        test.relays.withLock {
            $0 = [RelayReport(name: "post", state: .broken, since: test.house.now, isDefault: true)]
        }
        let shown = try test.helpdeskBrowser().get("/landelijk/")
        #expect(shown.has("<h1>Er is iets met de mail</h1>") && shown.has("Mailserver post: niet bereikbaar"))
        #expect(shown.text.matches(of: /class="line-title"/).count == 1)
        #expect(shown.text.matches(of: />mail wacht</).count == 2)
    }

    @Test func `when all is well it says so, and when there is nobody yet too`() throws {
        let well = try TestSite(settings: ["digest": "off"])
        #expect(try well.helpdeskBrowser().get("/landelijk/").has("<h1>Bij alle steunpunten gaat het goed</h1>"))
        let empty = try TestSite(tenants: [])
        #expect(try empty.helpdeskBrowser().get("/landelijk/").has("<h1>Er zijn nog geen steunpunten</h1>"))
    }

    @Test func `who is paused is said, and nobody need be called for that`() throws {
        let test = try TestSite(settings: ["digest": "off"])
        try test.house.tenants.setState(try slug("duinrand"), .suspended, test.house.scope)
        let shown = try test.helpdeskBrowser().get("/landelijk/")
        #expect(shown.has("<h1>Je hoeft nu niemand te bellen</h1>") && shown.has("Goed om te weten"))
    }

    @Test func `the helpdesk's own mail that stands still is said first`() throws {
        let test = try TestSite(settings: ["digest": "off"])
        let browser = try test.helpdeskBrowser()
        try test.house.store("landelijk").write { try $0.pauseSending(because: "the relay refuses …") }
        let shown = try browser.get("/landelijk/")
        #expect(shown.has("Onze eigen mail: mail staat stil") && shown.has("<h1>Er is iets met de mail</h1>"))
    }

    @Test func `of many tenants the first fifty that need a call are lines, and three hundred are rows`() throws {
        let tenants = (0..<320).map { number in
            TenantStatus(
                slug: .helpdesk, name: "Steunpunt \(number)", mail: OutboxCounts(held: number < 60 ? 1 : 0))
        }
        let test = try TestSite(tenants: [])
        let secret = try #require(try test.helpdeskBrowser().secret(at: "landelijk").flatMap { AccessSecret($0) })
        let doors = Doors(test.house.tenants, test.house.scope)
        let scope = try #require(try doors.helpdesk().account(holding: secret))
        let visit = HelpdeskVisit(
            request: try Request(.get, "/landelijk/"), scope: scope,
            site: SiteFacts(baseURL: "http://127.0.0.1:8470", helpdeskName: "Balans"), now: test.house.now)
        let house = HouseOverview(at: test.house.now, relays: [], tenants: tenants, ownMail: OutboxCounts())
        let page = OverviewPage.page(house, visit)
        #expect(page.heading.text == "60 steunpunten hebben je nodig")
        #expect(page.body.text.matches(of: /class="line-title"/).count == 50)
        #expect(page.body.text.contains("En nog 10 andere"))
        #expect(page.body.text.matches(of: /<th scope="row">/).count == 300)
        #expect(page.body.text.contains("En nog 20 steunpunten"))
    }
}

extension TestSite {
    /// Sends everything that is due at a tenant, with this outcome.
    func sendAll(at tenant: String, _ outcome: Settlement) throws {
        try house.store(tenant).write { writer in
            for claimed in try writer.claim(limit: 100).messages {
                if let message = try writer.intend(claimed) { try writer.settle(message, outcome) }
            }
        }
    }
}

extension TestHouse {
    /// Puts rubbish in the place of a tenant's file.
    func damage(_ tenant: String) throws {
        let store = try store(tenant)
        store.close()
        let path = "\(directory.path)/tenants/\(tenant)/tenant.sqlite"
        try Data(repeating: 0x41, count: 8_192).write(to: URL(fileURLWithPath: path))
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        #expect(throws: StoreError.self) { try store.read { try $0.counts() } }
        #expect(store.quarantine != nil)
    }
}
