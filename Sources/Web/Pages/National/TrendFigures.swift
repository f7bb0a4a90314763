import Domain
import National

/// Every theme over time, release by release.
enum TrendFigures {
    /// One theme, large, with all its amounts.
    static func one(_ dashboard: Dashboard, _ theme: SignalTheme) -> HTML {
        guard let length = dashboard.trendLength else { return "" }
        let moments = moments(dashboard, theme)
        guard !moments.isEmpty else {
            return Part.section(
                theme.title,
                """
                <p>Een lijn door de tijd komt er zodra er twee keer over een \(NationalWords.length(length)) is \
                gepubliceerd.</p>
                """)
        }
        let title = "\(theme.title), per \(NationalWords.length(length))"
        return """
            <section class="featured"><h2>\(title)</h2>\(Figure.trend("groot-\(theme.rawValue)", title, moments, isWide: true))</section>
            """
    }

    /// The other themes, small.
    static func all(_ dashboard: Dashboard, but featured: [SignalTheme]) -> HTML {
        guard let length = dashboard.trendLength, dashboard.trendReleases.count > 1, let year = dashboard.year
        else { return "" }
        let themes = Dashboard.themes(year).map(\.theme).filter { !featured.contains($0) }
        let drawn = themes.map { (theme: $0, moments: moments(dashboard, $0)) }
        // Of what is always under five no line can be drawn.
        let figures = drawn.filter { !$0.moments.allSatisfy(\.sum.isSmall) }.map {
            Figure.trend("klein-\($0.theme.rawValue)", $0.theme.title, $0.moments)
        }
        let small = drawn.filter { $0.moments.allSatisfy(\.sum.isSmall) }.map(\.theme.title)
        let never: HTML = small.isEmpty ? "" : "<p>Steeds minder dan 5: \(NationalWords.list(small)).</p>"
        return """
            <section><h2>De andere thema's, per \(NationalWords.length(length))</h2>
            <p class="soft">Elke figuur heeft een eigen schaal en begint bij nul.</p>
            <div class="many-trends">\(figures)</div>\(never)</section>
            """
    }

    private static func moments(_ dashboard: Dashboard, _ theme: SignalTheme) -> [Figure.Moment] {
        guard let length = dashboard.trendLength else { return [] }
        var year: Int?
        return dashboard.trend(of: theme).map { point in
            defer { year = point.name.year }
            let short = NationalWords.short(point.name, length).split(separator: " ").first.map(String.init) ?? ""
            return Figure.Moment(
                step: point.step, short: short,
                year: point.name.year == year || length == .year ? nil : String(point.name.year),
                words: "\(short) \(point.name.year)", sum: point.sum)
        }
    }
}
