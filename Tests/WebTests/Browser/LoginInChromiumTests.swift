import Foundation
import TestSupport
import Testing
import Web

/// Coming in, as a real browser does it, without scripts.
@Suite(.serialized) struct LoginInChromiumTests {
    @Test(.needs("chromium", "chromedriver"), arguments: [1_280, 360])
    func `somebody asks, types the code and is in; axe finds nothing on the way`(width: Int) throws {
        let test = try TestSite()
        let live = try LiveSite(test)
        defer { live.stop() }
        let chromium = try Chromium(width: width, height: 900)
        defer { chromium.quit() }
        func look(_ name: String) throws {
            try picture("inloggen-\(name)-\(width)", chromium)
            #expect(try PageChecks.violations(in: chromium) == [], "\(name)")
            let overflow =
                try chromium.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                as? Int
            #expect(overflow == 0, "\(name)")
        }
        try chromium.open(live.url("/duinrand/inloggen"))
        try look("vraag")
        try chromium.type("geen adres\n", into: "#email")
        try look("fout")
        _ = try chromium.run("document.querySelector('#email').value = ''")
        try chromium.type("coordinator@duinrand.example.org\n", into: "#email")
        // Standing still, so that no reload comes between two looks.
        try chromium.open(live.url("/duinrand/inloggen/wachten?vast=ja"))
        try look("wachten")
        let code = try chromium.text(of: ".code")
        let link = try test.sendMail()[0].link
        try chromium.open(live.url(link))
        try look("code")
        #expect(try chromium.run("return document.querySelector('#code').value") as? String == code)
        try chromium.press("\u{E004}")
        try chromium.click(chromium.find(words: "Log in"))
        #expect(try chromium.text(of: ".notice") == "Welkom. Je bent ingelogd.")
        try chromium.open(live.url(link))
        try look("verlopen")
    }
}
