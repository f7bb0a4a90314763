import Domain
import National

/// What has to be known to read the figures right, under them.
enum NationalNotes {
    /// Whose figures they are, and since when; on paper too, where no menu says it.
    static func source(_ latest: HeldRelease) -> HTML {
        """
        Cijfers van \(Dutch.count(latest.publication.tenants.count, "steunpunt", "steunpunten")), gepubliceerd op \
        \(Dutch.date(latest.publication.period.publishedOn)). Wat gepubliceerd is, verandert nooit meer.
        """
    }

    // disclosure/README.md, rule 6.
    static let small: HTML = """
        Minder dan 5 staat er als “minder dan 5”. Een leeg vakje toont door de ruis in 2 % van de gevallen toch 5 of meer.
        """

    static func under(_ dashboard: Dashboard, _ latest: HeldRelease) -> HTML {
        var lines: [HTML] = [
            source(latest),
            """
            Alleen zorgen tellen mee, en een aanvraag telt hooguit één keer per vakje. Het kwartaal is dat waarin iemand \
            het vastlegde.
            """,
            small,
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
