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

/// What has to be known to read the figures right, under them.
enum NationalNotes {
    static func under(_ dashboard: Dashboard, _ latest: HeldRelease) -> HTML {
        var lines: [HTML] = [
            """
            Cijfers van \(Dutch.count(latest.publication.tenants.count, "steunpunt", "steunpunten")), gepubliceerd op \
            \(Dutch.date(latest.publication.period.publishedOn)). Wat gepubliceerd is, verandert nooit meer.
            """,
            """
            Alleen zorgen tellen mee, en een aanvraag telt hooguit één keer per vakje. Het kwartaal is dat waarin iemand \
            het vastlegde.
            """,
            """
            Minder dan 5 staat er als “minder dan 5”. Een leeg vakje toont door de ruis in 2 % van de gevallen toch 5 of \
            meer.
            """,
            """
            De marge klopt in 95 van de 100 gevallen. Bij twaalf thema's kan er dus best één buiten vallen. En ook zonder \
            ruis schommelen aantallen.
            """,
        ]
        for item in dashboard.skipped where item.slot == .v1 {
            lines.append(
                """
                Over \(NationalWords.months(item.quarters.lowerBound, item.quarters.upperBound)) is niets apart \
                gepubliceerd. Wat toen is vastgelegd, zit in \(NationalWords.months(item.heldBy, item.heldBy)).
                """)
        }
        let unlike = dashboard.unlikeReleases
        if !unlike.isEmpty, let length = dashboard.trendLength {
            lines.append(
                """
                De lijnen gaan over perioden van een \(NationalWords.length(length)). Wat over een andere tijd gaat, staat \
                er niet in maar wel bij de tabellen: \(NationalWords.list(unlike.map { NationalWords.name($0) })).
                """)
        }
        return Part.section(
            "Zo lees je dit", "<ul class=\"notes\">\(lines.map { "<li>\($0)</li>" as HTML })</ul>")
    }
}
