import Domain
import Storage

/// **Aanvragen**: who waits for a buddy, and how long.
enum Requests {
    static let routes: [Route] =
        [
            .get("aanvragen-overzicht", .seeRequests) { visit in .page(try list(visit)) },
            .get("hulpmiddel/drie-vragen", .seeRequests) { visit in .page(ThreeQuestions.page(visit)) },
        ] + NewRequest.routes + RequestPage.routes + RequestContact.routes

    private static let pageSize = 50

    private static func list(_ visit: Visit) throws -> Page {
        let shelf = visit.request.query("stand").flatMap(Shelf.init(rawValue:)) ?? .open
        let pager = Pager(visit.request)
        let (today, counts, lines, first) = try visit.scope.read { reader in
            (
                try reader.today, try reader.requestCounts(),
                try reader.requests(shelf.requests, from: pager.offset(pageSize), limit: pageSize + 1),
                try reader.requests(.open, limit: 1).first
            )
        }
        let open = (counts[.waiting] ?? 0) + (counts[.proposed] ?? 0)
        let shown = lines.prefix(pageSize).map { line($0, visit.slug, today) }
        return Page(
            "Aanvragen", heading: "\(heading(open, first, today))",
            lead: "De langste wachttijd staat bovenaan. Namen staan hier niet.", place: .requests,
            body: """
                <p class="actions">\(Part.button(Link("Nieuwe aanvraag", "/\(visit.slug)/aanvragen-overzicht/nieuw")))
                \(Part.button(Link("Drie vragen vooraf", "/\(visit.slug)/hulpmiddel/drie-vragen"), isFirst: false))</p>
                \(shelves(visit.slug, shelf, counts))
                \(shown.isEmpty ? Part.empty(shelf.nothing) : Part.lines(Array(shown)))
                \(pager.html(hasMore: lines.count > pageSize) {
                    "/\(visit.slug)/aanvragen-overzicht?stand=\(shelf.rawValue)&bladzijde=\($0)"
                })
                """)
    }

    /// The headline says what matters: how many wait, and the longest.
    static func heading(_ open: Int, _ first: RequestLine?, _ today: LocalDate) -> String {
        guard open > 0, let first else { return "Niemand wacht op een buddy" }
        let waiting = RequestWords.waiting(since: first.received, on: today)
        return open == 1
            ? "Eén aanvraag wacht op een buddy, \(waiting)"
            : "\(RequestWords.many(open, "aanvraag", "aanvragen")) wachten op een buddy, de langste \(waiting)"
    }

    private static func shelves(_ slug: Slug, _ here: Shelf, _ counts: [RequestState: Int]) -> HTML {
        let items = Shelf.allCases.map { shelf -> HTML in
            let count = RequestState.allCases.filter { shelf.holds($0) }.reduce(0) { $0 + (counts[$1] ?? 0) }
            let mark: HTML = shelf == here ? " aria-current=\"page\"" : ""
            let path: Path = "/\(slug)/aanvragen-overzicht?stand=\(shelf.rawValue)"
            return "<li><a href=\"\(path)\"\(mark)>\(shelf.title) (\(count))</a></li>"
        }
        return "<nav class=\"menu shelves\" aria-label=\"Welke aanvragen\"><ul>\(items)</ul></nav>"
    }

    private static func line(_ line: RequestLine, _ slug: Slug, _ today: LocalDate) -> HTML {
        let path: Path = "/\(slug)/aanvragen-overzicht/\(line.uid)"
        let wish = RequestWords.wish(line.kind, line.mode, line.language, line.hasInterpreter, line.region)
        let who = RequestWords.somebody(line.requester)
        switch line.state {
        case .waiting:
            return Part.line(
                "\(who) wacht \(RequestWords.waiting(since: line.received, on: today)) op een buddy", "\(wish)",
                .needsYou,
                remedy: Part.button(Link(line.kind == .oneOff ? "Bekijk" : "Zoek een buddy", path)))
        case .proposed:
            return Part.line(
                "\(who) wacht \(RequestWords.waiting(since: line.received, on: today)) op een buddy",
                "\(wish) · \(line.asked ?? "een buddy") is gevraagd", .calm,
                remedy: Part.button(Link("Ga verder", path)))
        case .matched:
            return Part.line(
                "\(who) heeft een buddy \(line.label.map { Part.tag($0) })", "\(wish)", .calm,
                remedy: Part.button(Link("Bekijk", path), isFirst: false))
        case .given, .closed:
            let day = line.finishedOn.map { "op \(Dutch.date($0))" } ?? ""
            return Part.line(
                "\(line.state == .given ? "Advies gegeven" : "Gesloten") \(day) \(line.label.map { Part.tag($0) })",
                "\(wish)", .calm, remedy: Part.button(Link("Bekijk", path), isFirst: false))
        }
    }

    private enum Shelf: String, CaseIterable {
        case open
        case matched = "gekoppeld"
        case finished = "klaar"

        var requests: RequestShelf {
            switch self {
            case .open: .open
            case .matched: .matched
            case .finished: .finished
            }
        }

        var title: String {
            switch self {
            case .open: "Wacht op een buddy"
            case .matched: "Heeft een buddy"
            case .finished: "Klaar"
            }
        }

        var nothing: String {
            switch self {
            case .open: "Er wacht nu niemand. Komt er een vraag binnen, kies dan “Nieuwe aanvraag”."
            case .matched: "Er loopt nu geen koppeling die uit een aanvraag kwam."
            case .finished: "Er is nog geen aanvraag klaar."
            }
        }

        func holds(_ state: RequestState) -> Bool {
            switch self {
            case .open: state.isOpen
            case .matched: state == .matched
            case .finished: state.isFinished
            }
        }
    }
}
