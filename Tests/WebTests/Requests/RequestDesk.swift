import Domain
import Storage
import TestSupport
import Testing

/// A coordinator's desk at Duinrand, with two buddies: what the forms ask, filled in.
struct RequestDesk {
    let site: TestSite
    let browser: TestBrowser

    init(role: Role = .coordinator, settings: [String: String] = ["position": "independent"]) throws {
        site = try TestSite(tenants: ["duinrand", "heidezoom"], settings: settings)
        try site.house.importing(
            """
            {"buddies":[{"ref":"b1","name":"Sam Voorbeeld","email":"sam@example.org","state":"available"},
                        {"ref":"b2","name":"Kim Voorbeeld","email":"kim@example.org","state":"available"}]}
            """)
        browser = try site.browser(as: role)
    }

    static let form: [(String, String)] = [
        ("wie", "parent"), ("voornaam", "Ans"), ("telefoon", "06 00 00 00 09"), ("soort", "long-term"),
        ("manier", "in-person"), ("thema", "druk"), ("taal", "tr"), ("tolk", "ja"), ("regio", "Zuid"),
        ("school", "De Regenboog"), ("ontvangen", "2026-11-24"),
    ]

    /// The form with other values; nil takes a field away.
    static func form(_ changes: [(String, String?)]) -> [(String, String)] {
        let names = Set(changes.map(\.0))
        return form.filter { !names.contains($0.0) } + changes.compactMap { name, value in value.map { (name, $0) } }
    }

    /// Enters a request and returns the path of its page.
    func enter(_ changes: [(String, String?)] = []) throws -> String {
        let shown = try browser.post("/duinrand/aanvragen-overzicht/nieuw", Self.form(changes))
        let path = try #require(shown.location?.split(separator: "?").first, "\(shown.status) \(shown.text)")
        return String(path)
    }

    /// Presses the button of this name on the page that is shown: posts its form as it stands there.
    @discardableResult
    func press(_ words: String, _ more: [(String, String)] = []) throws -> TestBrowser.Shown {
        let forms = browser.page.text.split(separator: "<form ").dropFirst().filter {
            $0.contains(">\(words)</button>")
        }
        let form = try #require(forms.first, "no button \(words)")
        let action = try #require(form.firstMatch(of: /action="([^"]*)"/)?.output.1)
        let inputs = form.matches(of: /name="([^"]*)"[^>]*? value="([^"]*)"/).map { (String($0.1), String($0.2)) }
        let names = Set(more.map(\.0))
        let typed = inputs.filter { $0.0 != "formulier" && !names.contains($0.0) }
        return try browser.post(String(action), typed + more)
    }

    func press(_ words: String, at path: String, _ more: [(String, String)] = []) throws {
        try browser.get(path)
        let shown = try press(words, more)
        #expect(shown.status == 303, "\(words): \(shown.status)")
    }

    /// Asks a buddy, and both say yes.
    func agree(at path: String, buddy: String = "Sam") throws {
        try press("Vraag \(buddy)", at: path)
        try press("\(buddy) zegt ja", at: path)
        try press("Ouder zegt ja", at: path)
    }

    /// Makes the match of an agreed proposal and returns the path of its page.
    func match(at path: String, _ fields: [(String, String)] = [("naam", "Esdoorn")]) throws -> String {
        try browser.get(path)
        var shown = try press("Verder", fields)
        if shown.status == 200 { shown = try press("Maak de koppeling") }
        let match = try #require(shown.location?.split(separator: "?").first, "\(shown.status) \(shown.text)")
        return String(match)
    }

    /// What waits or waited for buddies; the coordinator's own weekly mail is another matter.
    func letters() throws -> [QueuedMessage] {
        try site.house.messages().filter { $0.reasons.contains { $0.hasPrefix("meeting:") } }
    }
}
