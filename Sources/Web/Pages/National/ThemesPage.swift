import Domain
import National

/// **Thema's**: the last four quarters together first, then what moved and every theme over time.
enum ThemesPage {
    static func page(_ viewer: Viewer) -> Page {
        let dashboard = viewer.dashboard
        guard let year = dashboard.year, let latest = dashboard.latest else { return viewer.nothingYet("Thema's") }
        let amounts = Dashboard.themes(year).map { (words: $0.theme.title, sum: $0.sum) }
        let moved = Moved(dashboard.comparison)
        let featured = moved.featured.isEmpty ? Array(Dashboard.leaders(year).prefix(1)) : moved.featured
        let download = Part.button(Link("Tabel en download", viewer.link("/dashboard/tabellen")), isFirst: false)
        let trends = featured.map { TrendFigures.one(dashboard, $0) }.joined()
        return Page(
            "Thema's", heading: "\(NationalWords.headline(Dashboard.leaders(year)))",
            lead: """
                \(NationalWords.together(year)): \(NationalWords.months(year)). De lichte rand is de bewust toegevoegde \
                ruis, die gezinnen beschermt. <a href="\(viewer.link("/dashboard/hoe-het-werkt"))">Hoe dat werkt</a>.
                """,
            back: viewer.back,
            body: """
                \(Figure.noisePattern)
                \(Figure.noisyBars("Hoe vaak een thema is genoemd", amounts))
                \(Figure.noiseKey)
                \(Part.columns(trends, "\(moved.html)<p class=\"actions\">\(download)</p>"))
                \(TrendFigures.all(dashboard, but: featured))
                \(numbers(dashboard, year))
                \(NationalNotes.under(dashboard, latest))
                """)
    }

    // The numbers of both figures once more, for who reads tables.
    private static func numbers(_ dashboard: Dashboard, _ year: ReleaseRun) -> HTML {
        let shown = dashboard.trendReleases
        let heads = ["thema", "samen"] + shown.map { NationalWords.name($0) }
        let rows = Dashboard.themes(year).map { theme, sum -> [HTML] in
            ["\(theme.title)", sum.shown]
                + shown.map { release in ReleaseRun([release]).map { $0.sum(theme).shown } ?? "" }
        }
        return """
            <details class="fold"><summary>Dezelfde cijfers als tabel</summary>
            \(Part.table("Hoe vaak een thema is genoemd, met de marge van de ruis", heads: heads, rows: rows))</details>
            """
    }
}
