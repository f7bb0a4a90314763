import Domain
import HTTP
import Storage

/// What the helpdesk sees of the house: every tenant's mail in numbers, and nobody's name.
enum HelpdeskPages {
    static let routes: [Route] =
        Entrance.steps.map { .helpdeskDoor($0.method, $0.path, $0.answer) } + [
            .helpdesk(.get, "") { visit in .page(OverviewPage.page(try visit.scope.overview(), visit)) },
            .helpdesk(.post, "uitloggen") { visit in
                try visit.scope.endSession(visit.scope.session.uid)
                return .redirect("/landelijk/inloggen", nil, .forget)
            },
            .helpdesk(.get, "sessies") { visit in .page(try sessions(visit)) },
            .helpdesk(.post, "sessies/{uid}/beeindigen") { visit in
                let session = try visit.uid()
                try visit.scope.endSession(session)
                guard session != visit.scope.session.uid else {
                    return .redirect("/landelijk/inloggen", nil, .forget)
                }
                return .redirect("/landelijk/sessies", .sessionEnded)
            },
            .helpdesk(.post, "sessies/beeindigen") { visit in
                try visit.scope.endAllSessions()
                return .redirect("/landelijk/inloggen", nil, .forget)
            },
        ]

    private static func sessions(_ visit: HelpdeskVisit) throws -> Page {
        Page(
            "Waar ben je ingelogd", lead: "Je logt in met \(visit.scope.account.email.description).",
            body: SessionPages.list(
                visit, at: "/landelijk/sessies", try visit.scope.sessions(), here: visit.scope.session.uid, visit.zone,
                visit.today))
    }
}

/// What stands above every page of the helpdesk.
struct HelpdeskMenu: Sendable {
    let visit: HelpdeskVisit

    private static let items = [
        Link("Steunpunten", "/landelijk/"), Link("Landelijk beeld", "/dashboard?via=landelijk"),
        Link("Apparaten", "/landelijk/sessies"),
    ]

    var html: HTML {
        let here = "/\(visit.request.segments.joined(separator: "/"))"
        let entries = Self.items.map { item -> HTML in
            let mark: HTML = item.path.text == here ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(item.path)\"\(mark)>\(item.words)</a></li>"
        }
        return """
            <nav class="menu" aria-label="Menu"><ul>\(entries)</ul></nav>
            <form class="leave" method="post" action="/landelijk/uitloggen">
            \(Field.hidden(HelpdeskVisit.proofField, visit.formToken))
            <button class="plain" type="submit">Uitloggen</button></form>
            """
    }
}

extension Frame {
    /// The frame of the helpdesk's pages; without a menu for who is not logged in.
    static func helpdesk(_ facts: SiteFacts, _ menu: HelpdeskMenu?, _ notice: Notice?) -> Frame {
        Frame(name: facts.helpdeskName, home: "/landelijk/", member: nil, notice: notice, helpdesk: menu)
    }
}
