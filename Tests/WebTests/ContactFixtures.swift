import Domain
import Foundation
import Storage
import TestSupport
import Testing
import Web

/// A site whose tenant has buddies, a meeting tomorrow, and one open browser.
struct ContactSite {
    let test: TestSite
    let store: TenantStore
    let browser: TestBrowser

    init(at now: String = "2026-11-30T12:00", tenants: [String] = ["duinrand"], settings: [String: String] = [:]) throws
    {
        test = try TestSite(
            at: now, tenants: tenants, settings: ["digest": "off", "position": "independent"].merging(settings) { $1 })
        try test.house.importing(Programmes.meetings("2026-12-01T14:00"))
        try test.house.importing(
            """
            {"buddies":[{"ref":"p1","name":"Anna Pool","email":"anna@example.org","state":"available"},
             {"ref":"p2","name":"Bart Pool","email":"bart@example.org","state":"available"},
             {"ref":"p3","name":"Cees Zonder","state":"available"}]}
            """)
        store = try test.house.store()
        browser = try test.browser()
    }

    var messages: [QueuedMessage] { get throws { try test.house.messages() } }

    func message(_ kind: LetterKind) throws -> QueuedMessage {
        try #require(try messages.first { $0.kind == kind.rawValue })
    }

    /// Writes a letter to the pool in the browser; gives its path.
    func written(subject: String = "Even bijpraten?", text: String = "Kom je koffie drinken?") throws -> String {
        let made = try browser.post(
            "/duinrand/berichten/groep", [("aan", "pool"), ("onderwerp", subject), ("tekst", text)])
        return try #require(made.location)
    }

    /// Sends what is due and settles it.
    func settleAll(_ settlement: Settlement) throws {
        for message in try store.write({ try $0.claim(limit: 50) }).messages {
            guard let intended = try store.write({ try $0.intend(message) }) else { continue }
            _ = try store.write { try $0.settle(intended, settlement) }
        }
    }

    func atFour(_ settlement: Settlement) throws {
        try test.house.pass(until: "2026-11-30T16:00")
        try settleAll(settlement)
    }
}

extension TestBrowser {
    /// The value of a hidden field on the page that was shown last.
    func hidden(_ name: String) -> String? {
        let parts = page.text.components(separatedBy: "name=\"\(name)\" value=\"")
        return parts.count > 1 ? parts[1].components(separatedBy: "\"").first : nil
    }
}

/// Names that try to become something else on a page.
let hostileNames = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE buddy; --"]
