import Domain
import Foundation
import HTTP
import Web

/// Which pages there are at each tenant, found as a person would: from one page's links to the next.
struct PageCrawl {
    private let house: PageHouse
    // Enough of each kind of page to see a slow one, such as the buddy with the longest history.
    private static let most = 8

    init(_ house: PageHouse) {
        self.house = house
    }

    func pages() throws -> FoundPages {
        let routes = Site.routes.filter { $0.method == .get }.map(\.path)
        var found = FoundPages(routes: routes)
        for visitor in house.visitors { try walk(visitor, routes, &found) }
        return found
    }

    private func walk(_ visitor: PageVisitor, _ routes: [String], _ found: inout FoundPages) throws {
        var waiting = routes.filter { !$0.dropFirst("/{slug}".count).contains("{") }.map {
            $0.replacing("{slug}", with: visitor.slug.text)
        }
        var seen = Set(waiting)
        while let path = waiting.popLast() {
            guard let route = found.route(of: path), found.count(route, at: visitor) < Self.most else { continue }
            let response = try visitor.open(path)
            guard response.status.rawValue == 200, case .bytes(let bytes) = response.body else { continue }
            found.add(route, path, at: visitor)
            let text = String(decoding: bytes, as: UTF8.self)
            for link in text.matches(of: /href="(\/[^"#]+)"/).map({ $0.output.1.replacing("&amp;", with: "&") })
            where link.hasPrefix("/\(visitor.slug)/") && seen.insert(String(link)).inserted {
                waiting.insert(String(link), at: 0)
            }
        }
    }
}

/// Paths by route and tenant.
struct FoundPages {
    private let routes: [String]
    private var paths: [String: [Slug: [String]]] = [:]

    init(routes: [String]) {
        self.routes = routes
    }

    /// Routes at which a page was found, in the order of the site's own table.
    var list: [String] { routes.filter { paths[$0] != nil } }
    var count: Int { list.count }
    /// Routes that no link leads to, or that answer with something else than a page.
    var unseen: [String] { routes.filter { paths[$0] == nil } }

    /// The route that answers a path; one without a variable goes before one with.
    func route(of path: String) -> String? {
        let segments = path.prefix { $0 != "?" }.split(separator: "/")
        return routes.filter { route in
            let parts = route.split(separator: "/")
            return parts.count == segments.count && zip(parts, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }.min { $0.split(separator: "{").count < $1.split(separator: "{").count }
    }

    func count(_ route: String, at visitor: PageVisitor) -> Int { paths[route]?[visitor.slug]?.count ?? 0 }

    mutating func add(_ route: String, _ path: String, at visitor: PageVisitor) {
        paths[route, default: [:]][visitor.slug, default: []].append(path)
    }

    /// One of the tenant's pages at this route, another at each turn.
    func path(_ route: String, at visitor: PageVisitor, turn: Int) throws -> String? {
        guard let known = paths[route]?[visitor.slug], !known.isEmpty else { return nil }
        return known[turn / 7 % known.count]
    }
}
