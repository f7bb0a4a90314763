import Domain
import Storage

/// **Wijzigingen**: who changed what, and when; of everything, or of one thing with `?van=UID`.
enum ChangePages {
    static let routes: [Route] = [
        .get("wijzigingen", .readChanges) { visit in .page(try page(visit)) }
    ]

    static let pageSize = 50

    private static func page(_ visit: Visit) throws -> Page {
        let subject = visit.request.query("van").flatMap { Uid($0) }
        let before = visit.request.query("voor").flatMap { Int64($0) }
        let (found, names, zone, today) = try visit.scope.read { reader in
            (
                try reader.changes(of: subject, before: before, limit: pageSize + 1),
                Dictionary(try reader.members().map { ($0.uid, $0.title) }) { $1 },
                try reader.settings.zone, try reader.today
            )
        }
        let changes = found.prefix(pageSize)
        let rows = changes.map { change -> [HTML] in
            [
                "\(Dutch.moment(zone.local(change.at), seenFrom: today))", "\(who(change, names))", "\(change.words)",
                more(visit, change, isFiltered: subject != nil),
            ]
        }
        let path: Path = "/\(visit.slug)/wijzigingen"
        let table: HTML =
            rows.isEmpty
            ? Part.empty(before == nil ? "Er is nog niets veranderd." : "Ouder dan dit is er niets.")
            : Part.table("Wijzigingen, de nieuwste eerst", heads: ["Wanneer", "Wie", "Wat", "Meer"], rows: rows)
        var links: [HTML] = []
        if let last = changes.last, found.count > pageSize {
            let filter: HTML = subject.map { "&amp;van=\($0.text)" } ?? ""
            links.append("<a class=\"button second\" href=\"\(path)?voor=\(String(last.number))\(filter)\">Ouder</a>")
        }
        if subject != nil || before != nil {
            links.append(Part.button(Link("Alles, van nu af", path), isFirst: false))
        }
        return Page(
            "Wijzigingen", heading: subject == nil ? "Wie veranderde wat" : "Wat hieraan veranderde",
            lead: "Hier staat wat er veranderde, niet wat er stond: wat gewist is, is weg.", place: .settings,
            back: Link("Instellingen", "/\(visit.slug)/instellingen"),
            body: "\(table)<div class=\"actions\">\(links)</div>")
    }

    private static func who(_ change: LoggedChange, _ names: [Uid: String]) -> String {
        guard let member = change.member else { return "Naast zelf of de beheerder" }
        return names[member] ?? "Iemand die hier niet meer inlogt"
    }

    // To the thing itself where it has a page, and to its own history.
    private static func more(_ visit: Visit, _ change: LoggedChange, isFiltered: Bool) -> HTML {
        guard let uid = change.uid, !isFiltered else { return "" }
        return "<a href=\"\("/\(visit.slug)/wijzigingen" as Path)?van=\(uid.text)\">Alleen hiervan</a>"
    }
}
