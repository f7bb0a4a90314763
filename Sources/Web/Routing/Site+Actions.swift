import Domain
import HTTP

/// What somebody gets who asks for an action as if it were a page: who reloads a form after their session ended and
/// logged in again, or typed the address.
extension Site {
    /// Each action that has no page at its own path, with how many of its segments make the page that holds it.
    ///
    /// Nil when no part of its path is a page.
    static func actionsAlone(among routes: [Route]) -> [(path: String, segments: Int?)] {
        let pages = Set(routes.filter { $0.method == .get }.map(\.path))
        return routes.filter { $0.method == .post && !pages.contains($0.path) }.map { action in
            let parts = action.path.split(separator: "/")
            let count = (1..<parts.count).last { pages.contains("/" + parts.prefix($0).joined(separator: "/")) }
            return (action.path, count)
        }
    }

    /// Leads to the page that holds an action; whoever may not see it hears that there.
    static func page(holding request: Request, _ segments: Int?) -> Response {
        let slug = request.segments.first ?? ""
        guard let segments else {
            return .redirect((slug == Slug.helpdesk.text ? "/landelijk/" : "/\(slug)/vandaag" as Path).text)
        }
        let path = request.segments.dropFirst().prefix(segments - 1).reduce("/\(slug)" as Path) { "\($0)/\($1)" }
        return .redirect(path.text)
    }
}
