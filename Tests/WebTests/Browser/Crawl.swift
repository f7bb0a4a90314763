import Foundation

/// The pages that links lead to from the first page, one or two of each kind.
struct Crawl {
    private(set) var pages: [(path: String, text: String)] = []
    /// Links that lead nowhere, with the page on which they stand.
    private(set) var dead: [String] = []

    init(_ test: TestSite, from start: String = "/duinrand/vandaag") throws {
        let browser = try test.browser()
        var waiting = [(path: start, on: "")]
        var seen: Set<String> = [start]
        var kinds: [String: Int] = [:]
        while let next = waiting.first, pages.count < 300 {
            waiting.removeFirst()
            let shown = try browser.get(next.path)
            guard shown.status == 200 else {
                if shown.status != 303 { dead.append("\(next.path) on \(next.on): \(shown.status)") }
                continue
            }
            guard shown.headers["Content-Type"]?.hasPrefix("text/html") == true else { continue }
            pages.append((next.path, shown.text))
            for match in shown.text.matches(of: /href="(\/duinrand\/[^"#]*)/) {
                let path = String(match.1).replacing("&amp;", with: "&")
                let kind = Self.pattern(path)
                guard seen.insert(path).inserted, kinds[kind, default: 0] < 2 else { continue }
                kinds[kind, default: 0] += 1
                waiting.append((path, next.path))
            }
        }
    }

    /// The path with its uids, days and query's values left out.
    static func pattern(_ path: String) -> String {
        String(path.dropFirst()).replacing(/[a-z2-7]{26}/, with: "uid").replacing(/\d[\d-]*/, with: "n")
            .replacing(/=[^&]*/, with: "").replacing("?", with: "-")
    }
}
