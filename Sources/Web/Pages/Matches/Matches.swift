import Domain
import Storage

/// **Koppelingen**: who stands beside whom, by a neutral label.
enum Matches {
    static let routes: [Route] =
        [.get("koppelingen", .seeMatches) { visit in .page(try list(visit)) }] + MatchPage.routes

    private static let pageSize = 50

    private static func list(_ visit: Visit) throws -> Page {
        let hasEnded = visit.request.query("stand") == "klaar"
        let pager = Pager(visit.request)
        let (today, counts, matches) = try visit.scope.read { reader in
            (
                try reader.today, try reader.matchCounts(),
                try reader.matches(running: !hasEnded, from: pager.offset(pageSize), limit: pageSize + 1)
            )
        }
        let rows = matches.prefix(pageSize).map {
            hasEnded ? ended($0, visit.slug, today) : running($0, visit.slug, today)
        }
        let stand = hasEnded ? "klaar" : "loopt"
        let heads =
            hasEnded
            ? ["Koppeling", "Buddy", "Van", "Tot", "Afloop"]
            : ["Koppeling", "Buddy", "Sinds", "Verwacht einde", "Volgende gesprek"]
        return Page(
            "Koppelingen",
            heading: counts.running == 0
                ? "Er loopt nu geen koppeling"
                : "\(RequestWords.many(counts.running, "koppeling loopt", "koppelingen lopen"))",
            lead: "De boom of plant staat voor de ouder. Namen staan hier niet.", place: .matches,
            body: """
                \(shelves(visit.slug, hasEnded, counts))
                \(rows.isEmpty
                    ? Part.empty(
                        hasEnded ? "Er is nog geen koppeling gestopt." : "Een koppeling begint bij een aanvraag.",
                        Part.button(Link("Naar de aanvragen", "/\(visit.slug)/aanvragen-overzicht")))
                    : Part.table(hasEnded ? "Gestopte koppelingen" : "Lopende koppelingen", heads: heads, rows: Array(rows)))
                \(pager.html(hasMore: matches.count > pageSize) {
                    "/\(visit.slug)/koppelingen?stand=\(stand)&bladzijde=\($0)"
                })
                """)
    }

    private static func shelves(_ slug: Slug, _ hasEnded: Bool, _ counts: (running: Int, ended: Int)) -> HTML {
        let here: HTML = " aria-current=\"page\""
        return """
            <nav class="menu shelves" aria-label="Welke koppelingen"><ul>
            <li><a href="\("/\(slug)/koppelingen" as Path)"\(hasEnded ? "" : here)>Lopen nu (\(counts.running))</a></li>
            <li><a href="\("/\(slug)/koppelingen?stand=klaar" as Path)"\(hasEnded ? here : "")>Gestopt (\(counts.ended))</a>\
            </li></ul></nav>
            """
    }

    private static func name(_ match: MatchLine, _ slug: Slug) -> [HTML] {
        [
            "<a href=\"\("/\(slug)/koppelingen/\(match.uid)" as Path)\">\(match.label)</a>",
            "<a href=\"\("/\(slug)/buddys/\(match.buddy)" as Path)\">\(match.firstName)</a>",
        ]
    }

    private static func running(_ match: MatchLine, _ slug: Slug, _ today: LocalDate) -> [HTML] {
        let isOver = match.expectedUntil.map { $0 < today } ?? false
        return name(match, slug) + [
            "\(Dutch.date(match.since))",
            match.expectedUntil.map { "\(Dutch.date($0))\(isOver ? " \(Part.tag("voorbij", .needsYou))" as HTML : "")" }
                ?? "–",
            match.nextMeeting.map { "\(Dutch.moment($0, seenFrom: today))" } ?? "geen gepland",
        ]
    }

    private static func ended(_ match: MatchLine, _ slug: Slug, _ today: LocalDate) -> [HTML] {
        name(match, slug) + [
            "\(Dutch.date(match.since))", match.until.map { "\(Dutch.date($0))" } ?? "–",
            match.outcome.map { "\($0.title)" } ?? Part.tag("nog niet ingevuld", .needsYou),
        ]
    }
}
