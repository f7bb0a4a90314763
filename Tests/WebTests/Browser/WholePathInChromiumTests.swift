import Foundation
import TestSupport
import Testing
import Web

/// From a buddy's sign-up to the outcome of a match, as a coordinator clicks through it.
@Suite(.serialized) struct WholePathInChromiumTests {
    /// A window, and whether the page may run scripts: ours has none, so nothing may depend on it.
    struct Screen: Sendable, CustomTestStringConvertible {
        let name: String
        let width: Int
        let scripts: Bool

        var testDescription: String { name }
    }

    static let screens = [
        Screen(name: "wide", width: 1_280, scripts: true), Screen(name: "360 pixels", width: 360, scripts: true),
        Screen(name: "without JavaScript", width: 1_280, scripts: false),
    ]

    @Test(.needs("chromium", "chromedriver"), arguments: screens)
    func `from sign-up over training, request and match to the outcome`(screen: Screen) throws {
        let test = try TestSite(settings: ["position": "independent"])
        let live = try LiveSite(test)
        defer { live.stop() }
        let chromium = try Chromium(width: screen.width, height: 900, scripts: screen.scripts)
        defer { chromium.quit() }
        let hand = Hand(chromium)

        try chromium.open(live.url("/duinrand/buddy-worden"))
        try chromium.type("Ans Voorbeeld", into: "#naam")
        try chromium.type("ans@example.org", into: "#mail")
        try hand.tick("#akkoord")
        try hand.press("Meld je aan")
        #expect(try eventually { try chromium.text(of: "h1") == "Dank je wel, je bent aangemeld" })

        try live.logIn(chromium)
        try chromium.open(live.url("/duinrand/vandaag"))
        try hand.press("Bel en maak kennis")
        try hand.press("Plan de kennismaking")
        try hand.fill("gehouden", "2026-11-30")
        for topic in try hand.groups(of: "form:has([name=gehouden]) [type=radio]") where topic != "uitkomst" {
            try hand.tick("[name='\(topic)']")
        }
        try hand.tick("[name=uitkomst]")
        try hand.submit("form:has([name=gehouden])")
        try hand.submit("form:has([name=training])")
        try hand.open("VOG invullen")
        try hand.submit("form:has([name=vog])")
        try hand.press("Zet op beschikbaar")
        _ = try chromium.find(words: "Bekijk de aanvragen")

        try chromium.open(live.url("/duinrand/aanvragen-overzicht/nieuw"))
        try hand.tick("[name=wie][value=parent]")
        try chromium.type("Noor", into: "#voornaam")
        try chromium.type("06 00 00 00 09", into: "#telefoon")
        try hand.tick("[name=soort][value=long-term]")
        try hand.tick("[name=manier][value=in-person]")
        try hand.press("Bewaar en zoek een buddy")
        try hand.press("Vraag Ans")
        try hand.press("Ans zegt ja")
        try hand.press("Ouder zegt ja")
        try chromium.type("Esdoorn", into: "#naam")
        try hand.fill("datum", "2026-12-15")
        try hand.fill("tijd", "14:00")
        try hand.submit("form:has([name=datum])")
        _ = try chromium.find(words: "Maak de koppeling")
        #expect(try chromium.source.contains("Dit wordt er gemaild"))
        try picture("koppelen-\(screen.width)", chromium)
        try hand.press("Maak de koppeling")
        _ = try chromium.find(summary: "Stop deze koppeling")
        #expect(try test.house.messages().count { $0.kind == "before-day" } == 1, "the buddy's reminder waits")

        try hand.open("Stop deze koppeling")
        try hand.tick("form:has([name=einddatum]) [type=radio]")
        try hand.submit("form:has([name=einddatum])")
        _ = try chromium.find("form:has([name=afloop])")
        #expect(
            try eventually {
                try test.house.messages().count { $0.kind == "before-day" && $0.state == .ready } == 0
            })
    }

    @Test(.needs("chromium", "chromedriver"))
    func `the keyboard alone reaches the menu, the remedy and the form, and sees where it is`() throws {
        let test = try FilledTenant.site()
        let live = try LiveSite(test)
        defer { live.stop() }
        let chromium = try Chromium()
        defer { chromium.quit() }
        try live.logIn(chromium)
        try chromium.open(live.url("/duinrand/vandaag"))
        try chromium.press(Key.tab)
        #expect(try focused(chromium) == "Naar de inhoud")
        var reached: Set<String> = []
        for _ in 0..<40 {
            try chromium.press(Key.tab)
            reached.insert(try focused(chromium))
            // Past the last link the browser's own bar has the focus.
            let outline =
                try chromium.run(
                    """
                    const here = document.activeElement
                    return here == document.body ? '' : getComputedStyle(here).outlineStyle
                    """) as? String
            let place = try focused(chromium)
            #expect(outline != "none", "no visible focus on \(place)")
        }
        #expect(reached.isSuperset(of: ["Vandaag", "Aanvragen", "Meer", "Nieuw gesprek", "Uitloggen"]), "\(reached)")
        try chromium.open(live.url("/duinrand/buddys/nieuw"))
        try chromium.type("Toets\(Key.enter)", into: "#naam")
        _ = try chromium.find(".notice, .errors")
    }

    @Test(.needs("chromium", "chromedriver"))
    func `on paper stand the words and no buttons`() throws {
        let live = try LiveSite(try FilledTenant.site())
        defer { live.stop() }
        let chromium = try Chromium()
        defer { chromium.quit() }
        try live.logIn(chromium)
        try chromium.emulate(media: "print")
        for path in ["/duinrand/vandaag", "/duinrand/hulpmiddel/drie-vragen", "/duinrand/netwerk/flyer"] {
            try chromium.open(live.url(path))
            try picture("print-\(path.split(separator: "/").last ?? "")", chromium)
            #expect(try chromium.run("return document.querySelector('.top').offsetHeight") as? Int == 0, "\(path)")
            #expect((try chromium.run("return document.querySelector('main').innerText.length") as? Int ?? 0) > 50)
        }
    }

    private func focused(_ chromium: Chromium) throws -> String {
        let script = "return document.activeElement.innerText.trim() || document.activeElement.name || ''"
        return try chromium.run(script) as? String ?? ""
    }
}

/// What a person does with a mouse, beside typing.
private struct Hand {
    let chromium: Chromium

    init(_ chromium: Chromium) {
        self.chromium = chromium
    }

    /// Clicks the button or link with these words.
    func press(_ words: String) throws { try click(chromium.find(words: words), words) }

    /// Unfolds what is folded under these words.
    func open(_ words: String) throws {
        let isOpen = try chromium.run(
            """
            return [...document.querySelectorAll('details[open] > summary')].some(s => s.innerText.trim() == arguments[0])
            """, [words])
        if isOpen as? Bool != true { try click(chromium.find(summary: words), words) }
    }

    /// Sends the form that a selector finds by its own button.
    func submit(_ form: String) throws { try click(chromium.find("\(form) button[type=submit]"), form) }

    func tick(_ selector: String) throws { try click(chromium.find(selector), selector) }

    /// A date or time, whose box takes keys in an order that the browser's language decides.
    func fill(_ name: String, _ value: String) throws {
        _ = try chromium.run("document.querySelector(`[name='${arguments[0]}']`).value = arguments[1]", [name, value])
    }

    /// The names of the fields that a selector finds, each once.
    func groups(of selector: String) throws -> [String] {
        let names = try chromium.run(
            "return [...new Set([...document.querySelectorAll(arguments[0])].map(e => e.name))]", [selector])
        return names as? [String] ?? []
    }

    // A page that comes in between finding and clicking takes the element away, and nothing was clicked: look again.
    private func click(_ find: @autoclosure () throws -> Chromium.Element, _ what: String) throws {
        for attempt in 1... {
            do {
                return try chromium.click(try find())
            } catch {
                if attempt < 5, "\(error)".contains("stale element") { continue }
                throw Mistake("\(what) on \(try chromium.url): \(error)")
            }
        }
    }
}
