import Domain
import HTTP
import National
import Storage

/// **Landelijk beeld**: what all tenants published together; everybody who may come sees the same.
///
/// Nothing but `via` is read of a query, and that only leads back: no parameter can yield another number.
enum NationalPages {
    static let routes: [Route] = [
        .national("/dashboard") { viewer in .page(ThemesPage.page(viewer)) },
        .national("/dashboard/sector") { viewer in .page(SecondPage.sectors(viewer)) },
        .national("/dashboard/regio") { viewer in .page(SecondPage.regions(viewer)) },
        .national("/dashboard/hoe-het-werkt") { viewer in .page(GuaranteePage.page(viewer)) },
        .national("/dashboard/tabellen") { viewer in .page(TablesPage.page(viewer)) },
        .national("/dashboard/download.csv") { viewer in NationalDownload.csv(viewer) },
        .national("/dashboard/download.json") { viewer in try NationalDownload.json(viewer) },
    ]
}

extension Viewer {
    var dashboard: Dashboard { Dashboard(publications) }

    /// A page of the dashboard, with the way back to the own tenant kept in it.
    func link(_ path: Path) -> Path {
        (isHelpdesk ? .helpdesk : via?.slug).map { (slug: Slug) in "\(path)?via=\(slug)" } ?? path
    }

    /// Back to the own tenant, or to the helpdesk's.
    var back: Link? {
        if isHelpdesk { return Link("Terug naar de steunpunten", "/landelijk/") }
        return via.map { Link("Terug naar \($0.name)", "/\($0.slug)/signalen") }
    }

    /// What stands there before anything was published.
    func nothingYet(_ title: String) -> Page {
        let latest = Period(.quarter, holding: Quarter(of: today) + -1).publishedOn
        let first = today < latest ? latest : Period(.quarter, holding: Quarter(of: today)).publishedOn
        return Page(
            title, heading: "Hier komt wat er in het land leeft",
            lead: "Er is nog niets gepubliceerd. Dat kan op zijn vroegst op \(Dutch.date(first)).", back: back,
            body: """
                <p>Steunpunten leggen vast wat ouders en jeugdigen meemaken. Elk kwartaal, op de tiende dag erna, wordt \
                dat van alle steunpunten samen opgeteld en hier getoond.</p>
                <p>Er moeten minstens drie steunpunten meedoen, anders is te raden van wie een signaal komt. Doen er \
                minder dan tien mee, dan verschijnen de cijfers per half jaar: op 10 januari en 10 juli.</p>
                <p>Wat steunpunten intussen vastleggen gaat niet verloren: het telt mee in het eerste overzicht.</p>
                \(Part.button(Link("Hoe het werkt", link("/dashboard/hoe-het-werkt")), isFirst: false))
                """)
    }
}

/// What stands above every page of the dashboard.
struct NationalMenu: Sendable {
    let viewer: Viewer

    var html: HTML {
        let items = [
            Link("Thema's", "/dashboard"), Link("Sector", "/dashboard/sector"), Link("Regio", "/dashboard/regio"),
            Link("Hoe het werkt", "/dashboard/hoe-het-werkt"),
        ]
        let own: HTML = viewer.isHelpdesk ? "<li><a href=\"/landelijk/\">Steunpunten</a></li>" : ""
        let here = "/\(viewer.request.segments.joined(separator: "/"))"
        let entries = items.map { item -> HTML in
            let mark: HTML = item.path.text == here ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(viewer.link(item.path))\"\(mark)>\(item.words)</a></li>"
        }
        let count = viewer.dashboard.tenants
        return """
            <nav class="menu" aria-label="Menu"><ul>\(entries)\(own)</ul></nav>
            \(count == 0 ? "" : "<p class=\"taking-part\">\(NationalWords.tenants(count))</p>" as HTML)
            """
    }
}

extension Frame {
    /// The frame of the dashboard.
    static func national(_ viewer: Viewer) -> Frame {
        Frame(
            name: "Wat leeft er in het land", home: viewer.link("/dashboard"), member: nil, notice: nil,
            national: NationalMenu(viewer: viewer))
    }
}
