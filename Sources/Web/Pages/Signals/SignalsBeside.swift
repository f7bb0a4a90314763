import Domain
import National
import Storage

/// The steunpunt's own themes, exact, beside the same themes of all steunpunten together, with their noise.
struct SignalsBeside {
    private let slug: Slug
    private let dashboard: Dashboard
    private let counts: [SignalCount]
    private let period: SignalPeriod

    init(_ slug: Slug, _ dashboard: Dashboard, _ counts: [SignalCount], _ period: SignalPeriod) {
        self.slug = slug
        self.dashboard = dashboard
        self.counts = counts
        self.period = period
    }

    var html: HTML {
        let bars = period.themes.map { Figure.Bar($0.theme.title, $0.count) }
        let own: HTML =
            bars.isEmpty
            ? "<p>Jullie legden het laatste jaar geen zorgen vast.</p>"
            : Figure.bars("per-thema", "Bij jullie, de laatste twaalf maanden, precies geteld", bars)
        guard let year = dashboard.year else {
            return Part.section(
                "Zorgen per thema", "\(own)<p class=\"soft\">Landelijk is er nog niets gepubliceerd.</p>")
        }
        let amounts = order(year).map { (words: $0.title, sum: year.sum($0)) }
        let link = Part.button(Link("Landelijk beeld", "/dashboard?via=\(slug)"), isFirst: false)
        return Part.section(
            "Zorgen per thema: jullie en het land",
            """
            \(Figure.noisePattern)<div class="side-by-side two"><div>\(own)</div><div>
            \(Figure.noisyBars("Landelijk, \(NationalWords.months(year)), met ruis", amounts))\(Figure.noiseKey)</div></div>
            \(table(year))<p class="actions">\(link)</p>
            """)
    }

    // As beside it; then what the steunpunt itself did not meet.
    private func order(_ year: ReleaseRun) -> [SignalTheme] {
        let own = period.themes.map(\.theme)
        return own + Dashboard.themes(year).map(\.theme).filter { !own.contains($0) }
    }

    // Over the same time, so that the two columns are about the same quarters.
    private func table(_ year: ReleaseRun) -> HTML {
        let (first, after) = (year.first.firstDay, year.last.firstDayAfter)
        let rows = order(year).map { theme -> [HTML] in
            let own = counts.filter {
                $0.theme == theme && $0.kind == .concern && $0.month >= first && $0.month < after
            }.reduce(0) { $0 + $1.count }
            return ["\(theme.title)", "\(own)", year.sum(theme).shown]
        }
        return """
            <details class="fold"><summary>Als tabel, over dezelfde tijd</summary>
            \(Part.table(
                "Zorgen per thema, \(NationalWords.months(year))", heads: ["thema", "bij jullie", "landelijk"], rows: rows))
            </details>
            """
    }
}
