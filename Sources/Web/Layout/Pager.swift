import HTTP

/// Which part of a long list a page shows, and the way to the parts before and after it.
struct Pager {
    /// From 1.
    let number: Int
    private static let most = 10_000

    init(_ request: Request) {
        number = min(max(request.query("bladzijde").flatMap { Int($0) } ?? 1, 1), Self.most)
    }

    /// The rows before this part, where each has so many.
    func offset(_ size: Int) -> Int { (number - 1) * size }

    /// - Parameters:
    ///   - hasMore: a next part may have something.
    ///   - path: of the part with this number; it ends with `bladzijde=\(number)`.
    func html(hasMore: Bool, _ path: (Int) -> Path) -> HTML {
        guard hasMore || number > 1 else { return "" }
        let back = number > 1 ? Part.button(Link("Vorige bladzijde", path(number - 1)), isFirst: false) : ""
        let on = hasMore ? Part.button(Link("Volgende bladzijde", path(number + 1)), isFirst: false) : ""
        return "<nav class=\"actions\" aria-label=\"Bladzijden\">\(back)\(on)</nav>"
    }
}
