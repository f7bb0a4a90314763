import Domain
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
        var waiting = visitor.secrets
        waiting += routes.filter { !$0.dropFirst("/{slug}".count).contains("{") }.map {
            PageAddress($0.replacing("{slug}", with: visitor.slug.text), visitor.cookie)
        }
        var seen = Set(waiting.map(\.path))
        while let address = waiting.popLast() {
            guard let route = Site.route(.get, address.path)?.path, found.count(route, at: visitor) < Self.most else {
                continue
            }
            let response = try visitor.open(address)
            guard response.status.rawValue == 200, case .bytes(let bytes) = response.body else { continue }
            found.add(route, address, at: visitor)
            let text = String(decoding: bytes, as: UTF8.self)
            for link in text.matches(of: /href="(\/[^"#]+)"/).map({ $0.output.1.replacing("&amp;", with: "&") })
            where link.hasPrefix("/\(visitor.slug)/") && seen.insert(String(link)).inserted {
                waiting.insert(PageAddress(String(link), visitor.cookie), at: 0)
            }
        }
    }
}

/// A page, and what the browser that asks for it holds.
struct PageAddress: Sendable {
    let path: String
    let cookie: String

    init(_ path: String, _ cookie: String) {
        self.path = path
        self.cookie = cookie
    }
}

/// Pages by route and tenant.
struct FoundPages {
    private let routes: [String]
    private var addresses: [String: [Slug: [PageAddress]]] = [:]

    init(routes: [String]) {
        self.routes = routes
    }

    /// Routes at which a page was found, in the order of the site's own table.
    var list: [String] { routes.filter { addresses[$0] != nil } }
    var count: Int { list.count }
    /// Routes that no link leads to, or that answer with something else than a page.
    var unseen: [String] { routes.filter { addresses[$0] == nil } }

    func count(_ route: String, at visitor: PageVisitor) -> Int { addresses[route]?[visitor.slug]?.count ?? 0 }

    mutating func add(_ route: String, _ address: PageAddress, at visitor: PageVisitor) {
        addresses[route, default: [:]][visitor.slug, default: []].append(address)
    }

    /// One of the tenant's pages at this route, another at each turn.
    func address(_ route: String, at visitor: PageVisitor, turn: Int) -> PageAddress? {
        guard let known = addresses[route]?[visitor.slug], !known.isEmpty else { return nil }
        return known[turn / 7 % known.count]
    }
}
