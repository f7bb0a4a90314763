import Foundation
import Storage
import TestSupport
import Web

/// The pages that links lead to from the first page, one or two of each kind, and those that only a form or a mail gives.
struct Crawl {
    /// What a coordinator sees.
    private(set) var pages: [(path: String, text: String)] = []
    /// What somebody sees who is not in yet.
    private(set) var doors: [(path: String, text: String)] = []
    /// Links that lead nowhere, with the page on which they stand.
    private(set) var dead: [String] = []
    /// Routes of the site's table that answered, also those that give a file.
    private(set) var routes: Set<String> = []

    init(_ test: TestSite) throws {
        pages = try walk(try test.browser(), from: ["/duinrand/vandaag"] + FilledTenant.addresses(test))
        // As far as the link of the mail, and no further: what follows it is a form.
        let stranger = test.stranger()
        try test.ask(stranger)
        let links = try test.sendMail().map(\.link)
        doors = try walk(
            stranger, from: ["/duinrand/", "/duinrand/inloggen/wachten", "/duinrand/buddy-worden/bedankt"] + links)
    }

    private mutating func walk(_ browser: TestBrowser, from starts: [String]) throws -> [(path: String, text: String)] {
        var found: [(path: String, text: String)] = []
        var waiting = starts.map { (path: $0, on: "") }
        var seen = Set(starts)
        var kinds: [String: Int] = [:]
        while let next = waiting.first, found.count < 300 {
            waiting.removeFirst()
            let shown = try browser.get(next.path)
            guard shown.status == 200 else {
                if shown.status != 303 { dead.append("\(next.path) on \(next.on): \(shown.status)") }
                continue
            }
            if let route = Site.route(.get, next.path) { routes.insert(route.path) }
            guard shown.headers["Content-Type"]?.hasPrefix("text/html") == true else { continue }
            found.append((next.path, shown.text))
            for match in shown.text.matches(of: /href="(\/duinrand\/[^"#]*)/) {
                let path = String(match.1).replacing("&amp;", with: "&")
                let kind = Self.pattern(path)
                guard seen.insert(path).inserted, kinds[kind, default: 0] < 2 else { continue }
                kinds[kind, default: 0] += 1
                waiting.append((path, next.path))
            }
        }
        return found
    }

    /// The path with its uids, days and query's values left out.
    static func pattern(_ path: String) -> String {
        String(path.dropFirst()).replacing(/[a-z2-7]{26}/, with: "uid").replacing(/\d[\d-]*/, with: "n")
            .replacing(/=[^&]*/, with: "").replacing("?", with: "-")
    }
}
