/// Which handler answers which path and method.
///
/// A path is written as `/v1/tenants/{slug}/queue`; `{slug}` fits any one segment that is not empty. Where several
/// routes fit, the one with a literal segment earliest wins.
package struct Router: Sendable {
    package typealias Handler = @Sendable (Request) -> Response

    private var routes: [Route] = []
    private let refusal: @Sendable (Status) -> Response

    /// `refusal` dresses up 404, 405 and 501.
    package init(refusal: @escaping @Sendable (Status) -> Response = { .plain($0) }) {
        self.refusal = refusal
    }

    /// Adds a handler; GET answers HEAD too.
    package mutating func on(_ method: Method, _ path: String, _ handler: @escaping Handler) {
        let pattern = Route.pattern(path)
        if let index = routes.firstIndex(where: { $0.pattern == pattern }) {
            precondition(routes[index].handlers[method] == nil, "two handlers for \(method.rawValue) \(path)")
            routes[index].handlers[method] = handler
        } else {
            routes.append(Route(pattern: pattern, handlers: [method: handler]))
        }
    }

    package mutating func get(_ path: String, _ handler: @escaping Handler) { on(.get, path, handler) }
    package mutating func post(_ path: String, _ handler: @escaping Handler) { on(.post, path, handler) }

    /// The answer to a request: 404 for an unknown path, 405 with `Allow` for a known one, 501 for an unknown method.
    package func respond(_ request: Request) -> Response {
        guard Method.known.contains(request.method) else { return refusal(501) }
        let fitting = routes.filter { $0.fits(request.segments) }
        guard let route = fitting.max(by: { $0.isLessLiteral(than: $1) }) else { return refusal(404) }
        guard let handler = route.handler(for: request.method) else {
            var response = refusal(405)
            response.headers.set("Allow", route.allowed)
            return response
        }
        var request = request
        request.parameters = route.parameters(request.segments)
        return handler(request)
    }
}

private struct Route: Sendable {
    enum Segment: Equatable, Sendable {
        case literal(String)
        case parameter(String)
    }

    let pattern: [Segment]
    var handlers: [Method: Router.Handler]

    static func pattern(_ path: String) -> [Segment] {
        precondition(path.hasPrefix("/"), "the route \(path) does not begin with a slash")
        return path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { segment in
            segment.hasPrefix("{") && segment.hasSuffix("}")
                ? .parameter(String(segment.dropFirst().dropLast())) : .literal(String(segment))
        }
    }

    func fits(_ segments: [String]) -> Bool {
        pattern.count == segments.count
            && zip(pattern, segments).allSatisfy { expected, found in
                switch expected {
                case .literal(let text): text == found
                case .parameter: !found.isEmpty
                }
            }
    }

    func isLessLiteral(than other: Self) -> Bool {
        for (mine, theirs) in zip(pattern, other.pattern) {
            switch (mine, theirs) {
            case (.parameter, .literal): return true
            case (.literal, .parameter): return false
            default: continue
            }
        }
        return false
    }

    func handler(for method: Method) -> Router.Handler? { handlers[method] ?? (method == .head ? handlers[.get] : nil) }

    func parameters(_ segments: [String]) -> [String: String] {
        var found: [String: String] = [:]
        for (expected, segment) in zip(pattern, segments) {
            if case .parameter(let name) = expected { found[name] = segment }
        }
        return found
    }

    var allowed: String {
        var methods = Set(handlers.keys.map(\.rawValue))
        if methods.contains("GET") { methods.insert("HEAD") }
        return methods.sorted().joined(separator: ", ")
    }
}
