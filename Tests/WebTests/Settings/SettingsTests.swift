import Domain
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct SettingsTests {
    @Test func `every setting there is stands in a Dutch form, once`() {
        #expect(SettingWords.all.map(\.key).sorted() == Setting.all.map(\.key).sorted())
        #expect(Set(SettingWords.all.map(\.field)).count == SettingWords.all.count)
        for words in SettingWords.all {
            // The change log separates names with a comma and a space.
            #expect(!words.label.isEmpty && !words.field.contains(","))
            if case .choice(let values) = words.setting.type {
                #expect(words.choices.map(\.value).sorted() == values.sorted(), "\(words.key)")
            }
        }
    }

    @Test(arguments: SettingGroup.allCases)
    func `a form shows what holds, in Dutch, and saves nothing when nothing changed`(group: SettingGroup) throws {
        let test = try TestSite()
        let browser = try test.browser()
        let shown = try browser.get("/duinrand/\(group.path)")
        #expect(shown.status == 200)
        for words in group.settings {
            #expect(shown.has("name=\"\(words.field)\""))
            if words.key.contains("_") { #expect(!shown.has(words.key)) }
        }
        let saved = try browser.submit("/duinrand/\(group.path)")
        #expect(saved.location == "/duinrand/instellingen?melding=niets-veranderd")
        #expect(try test.house.store().read { try $0.changes() }.allSatisfy { $0.subject != .setting })
    }

    @Test func `a saved setting holds, is logged by its name, and plans the letters again`() throws {
        let test = try TestSite()
        try test.house.importing(Programmes.meetings("2026-12-04T14:00"))
        func dues() throws -> [Instant] {
            try test.house.messages().filter { $0.kind == "before-day" && $0.state == .ready }.map(\.due)
        }
        #expect(try dues() == [try moment("2026-12-03T16:00")])
        let browser = try test.browser()
        try browser.get("/duinrand/instellingen/gesprekken")
        let saved = try browser.submit("/duinrand/instellingen/gesprekken", ["dag-ervoor-tijd": "10.30"])
        #expect(saved.location == "/duinrand/instellingen?melding=bewaard")
        #expect(try dues() == [try moment("2026-12-03T10:30")])
        let change = try #require(try test.house.store().read { try $0.changes(limit: 1) }.first)
        #expect(change.subject == .setting && change.fields == ["dag ervoor tijd"])
        #expect(try test.house.store().read { try $0.settings.beforeDayTime } == TimeOfDay(hour: 10, minute: 30))
    }

    @Test(arguments: [
        (SettingGroup.quiet, "stil-vanaf", "25.00"), (.quiet, "stil-vanaf", ""), (.quiet, "buddy-per-dag", "0"),
        (.quiet, "buddy-per-dag", "veel"), (.sender, "antwoordadres", "geen adres"), (.sender, "telefoon", "bel me"),
        (.programme, "naam", ""), (.programme, "naam", "Gezin \u{1F468}\u{200D}\u{1F469}"),
        (.sender, "afzender", "Duin\u{AD}rand"), (.programme, "kernwaarden", "links\u{202E}rechts"),
        (.programme, "positie", "baas"),
        (.programme, "kernwaarden", String(repeating: "x", count: 501)),
        (.technique, "mailserver", "Mijn Server"), (.technique, "tijdzone", "Mars/Olympus"),
        (.coordinator, "twijfel", ""), (.programme, "swv", (0..<51).map { "SWV \($0)" }.joined(separator: "\n")),
    ])
    func `what cannot be is said beside its field, and nothing changes`(
        group: SettingGroup, field: String, typed: String
    ) throws {
        let test = try TestSite()
        let before = try test.house.store().read { try $0.settings }
        let browser = try test.browser()
        try browser.get("/duinrand/\(group.path)")
        let shown = try browser.submit("/duinrand/\(group.path)", [field: typed])
        #expect(shown.status == 422)
        #expect(shown.has("id=\"\(field)-fout\"") && shown.has("href=\"#\(field)\""))
        #expect(try test.house.store().read { try $0.settings } == before)
    }

    @Test(arguments: ["<script>alert(1)</script>", "\"><img src=x>", "Steunpunt 'Duin' & Co"])
    func `a hostile name is shown as text, everywhere`(name: String) throws {
        let test = try TestSite()
        let browser = try test.browser()
        try browser.get("/duinrand/instellingen/steunpunt")
        let saved = try browser.submit(
            "/duinrand/instellingen/steunpunt", ["naam": name, "kernwaarden": name, "swv": name])
        #expect(saved.status == 303)
        for path in ["instellingen", "instellingen/steunpunt", "inloggen", "vandaag"] {
            let shown = try browser.get("/duinrand/\(path)")
            #expect(!shown.has("<script>") && !shown.has("<img"))
        }
        #expect(try browser.get("/duinrand/instellingen/steunpunt").has(HTML(text: name).text))
        #expect(try test.house.tenants.entry(slug("duinrand"), test.house.scope).name == name)
    }

    @Test func `of two who change the same page the second is told, and nothing is overwritten`() throws {
        let test = try TestSite()
        let (one, two) = (try test.browser(), try test.browser())
        try one.get("/duinrand/instellingen/afzender")
        try two.get("/duinrand/instellingen/afzender")
        #expect(try one.submit("/duinrand/instellingen/afzender", ["telefoon": "06 11"]).status == 303)
        #expect(try two.submit("/duinrand/instellingen/afzender", ["coordinator": "Mo"]).status == 409)
        let settings = try test.house.store().read { try $0.settings }
        #expect(settings.coordinatorPhone == "06 11" && settings.coordinatorName == "Noor Bakker")
    }

    @Test func `samenwerkingsverbanden are lines, and one that a request names stays`() throws {
        let test = try TestSite()
        let browser = try test.browser()
        try browser.get("/duinrand/instellingen/steunpunt")
        try browser.submit("/duinrand/instellingen/steunpunt", ["swv": "SWV Een\n\n  SWV   Twee \nSWV Een"])
        #expect(try test.house.store().read { try $0.swvs() } == ["SWV Een", "SWV Twee"])
        try browser.get("/duinrand/instellingen/steunpunt")
        try browser.submit("/duinrand/instellingen/steunpunt", ["swv": "SWV Twee"])
        #expect(try test.house.store().read { try $0.swvs() } == ["SWV Twee"])
    }

    @Test func `the position is unsaid until somebody says it, and then no notes are kept`() throws {
        let test = try TestSite()
        #expect(try !test.house.store().read { try $0.settings.position.mayKeepNotes })
        let browser = try test.browser()
        try browser.get("/duinrand/instellingen/steunpunt")
        try browser.submit(
            "/duinrand/instellingen/steunpunt", ["positie": "independent", "organisatievorm": "separate"])
        let settings = try test.house.store().read { try $0.settings }
        #expect(settings.position == .independent && settings.organisation == .separate)
    }
}

extension TestBrowser {
    /// Sends the form of the page that is shown, with some fields typed anew.
    @discardableResult
    func submit(_ path: String, _ typed: [String: String] = [:]) throws -> Shown {
        let form = page.text.components(separatedBy: "<form class=\"fields\"").dropFirst().first ?? ""
        var fields: [(String, String)] = []
        for match in form.matches(of: /<input ([^>]*)>/) {
            let tag = String(match.output.1)
            guard let name = tag.attribute("name"), name != "formulier" else { continue }
            let type = tag.attribute("type")
            if type == "checkbox" || type == "radio", !tag.contains(" checked") { continue }
            fields.append((name, tag.attribute("value") ?? ""))
        }
        for match in form.matches(of: /<textarea [^>]*name="([^"]*)"[^>]*>\n?([^<]*)<\/textarea>/) {
            fields.append((String(match.output.1), String(match.output.2).unescaped))
        }
        for match in form.matches(of: /<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/) {
            let chosen = match.output.2.firstMatch(of: /value="([^"]*)" selected/)?.output.1
            fields.append((String(match.output.1), chosen.map(String.init) ?? ""))
        }
        fields = fields.map { ($0.0, typed[$0.0] ?? $0.1.unescaped) }
        for (name, value) in typed where !fields.contains(where: { $0.0 == name }) { fields.append((name, value)) }
        return try post(path, fields)
    }
}

extension String {
    fileprivate func attribute(_ name: String) -> String? {
        components(separatedBy: "\(name)=\"").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
    }

    fileprivate var unescaped: String {
        replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
