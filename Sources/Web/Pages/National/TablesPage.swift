import Domain
import National

/// Every published table, cell by cell, and the same to download.
enum TablesPage {
    static func page(_ viewer: Viewer) -> Page {
        let dashboard = viewer.dashboard
        guard dashboard.latest != nil else { return viewer.nothingYet("Tabellen") }
        let buttons =
            Part.button(Link("Download voor Excel", viewer.link("/dashboard/download.csv")))
            + Part.button(Link("Download als JSON", viewer.link("/dashboard/download.json")), isFirst: false)
        let lists = [("Eerste tabel", dashboard.releases), ("Tweede tabel", dashboard.seconds)].map {
            title, releases -> HTML in
            releases.isEmpty ? "" : Part.section(title, "\(releases.reversed().map(folded))")
        }
        return Page(
            "Tabellen", heading: "Alles wat is gepubliceerd",
            lead: """
                Meer cijfers dan deze zijn er niet. Elk los getal heeft een marge van ±\(PublishedSum(value: 0).width): in 95 \
                van de 100 gevallen ligt het echte aantal daarbinnen.
                """,
            back: Link("Thema's", viewer.link("/dashboard")),
            body: """
                <p class="actions">\(buttons)</p>
                <p>De twee tabellen tellen dezelfde signalen, elk met eigen ruis. Tel ze niet bij elkaar op.</p>\(lists)
                """)
    }

    private static func folded(_ release: HeldRelease) -> HTML {
        let publication = release.publication
        let name = "\(NationalWords.name(release)), \(NationalWords.columns(publication.table))"
        return """
            <details class="fold"><summary>\(name)</summary>
            <p class="soft">Gepubliceerd op \(Dutch.date(publication.period.publishedOn)), \
            \(Dutch.count(publication.tenants.count, "steunpunt", "steunpunten")).\(held(release))</p>
            \(table(publication, name))</details>
            """
    }

    private static func held(_ release: HeldRelease) -> HTML {
        release.isRegular
            ? "" : " Bevat wat is vastgelegd van \(NationalWords.months(release.first, release.last))." as HTML
    }

    private static func table(_ publication: Publication, _ name: String) -> HTML {
        let seconds = ReleaseRun([HeldRelease(alone: publication)])?.secondsInAll ?? []
        let rows = SignalTheme.allCases.map { theme -> [HTML] in
            let cells = publication.rows.filter { $0.cell.theme == theme }
            let shown =
                seconds.isEmpty
                ? cells.map { PublishedSum(value: $0.value).shown }
                : seconds.map { second in
                    cells.first { $0.cell.second == second }.map { PublishedSum(value: $0.value).shown } ?? ""
                }
            return ["\(theme.title)"] + shown
        }
        let heads = seconds.isEmpty ? ["aantal"] : seconds.map { NationalWords.second($0) }
        return Part.table(name, heads: ["thema"] + heads, rows: rows)
    }
}
