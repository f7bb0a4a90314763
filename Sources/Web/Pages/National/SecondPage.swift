import Domain
import National

/// **Sector** and **Regio**: the themes of each, as far as a published table has them.
enum SecondPage {
    static func sectors(_ viewer: Viewer) -> Page {
        let dashboard = viewer.dashboard
        guard dashboard.latest != nil else { return viewer.nothingYet("Sector") }
        guard let run = dashboard.sectors else {
            return missing(
                viewer, "Sector", "Per sector zijn er nog geen cijfers",
                """
                <p>Een tabel per sector komt er als tien of meer steunpunten meedoen: dan elk jaar, en vanaf veertig elk \
                kwartaal. Nu zijn het er \(dashboard.tenants). Met minder zouden de vakjes te klein zijn.</p>
                """)
        }
        return page(viewer, dashboard, run, "Sector", per: "sector")
    }

    static func regions(_ viewer: Viewer) -> Page {
        let dashboard = viewer.dashboard
        guard dashboard.latest != nil else { return viewer.nothingYet("Regio") }
        guard let run = dashboard.regions, !run.secondsInAll.isEmpty else {
            return missing(
                viewer, "Regio", "Per regio zijn er nog geen cijfers",
                """
                <p>Een tabel per regio komt er als veertig of meer steunpunten meedoen: dan elk half jaar. Nu zijn het er \
                \(dashboard.tenants). Een regio heeft minstens acht steunpunten, en geen daarvan heeft meer dan 40 % van de \
                leerlingen.</p>
                """)
        }
        return page(viewer, dashboard, run, "Regio", per: "regio")
    }

    private static func missing(_ viewer: Viewer, _ title: String, _ heading: HTML, _ words: HTML) -> Page {
        let link = Link("Naar de thema's", viewer.link("/dashboard"))
        return Page(title, heading: heading, back: viewer.back, body: words + Part.button(link, isFirst: false))
    }

    private static func page(
        _ viewer: Viewer, _ dashboard: Dashboard, _ run: ReleaseRun, _ title: String, per place: String
    ) -> Page {
        let all = run.secondsInAll
        let sums = all.map { (name: NationalWords.second($0), themes: Dashboard.themes(run, $0)) }
        let reach = sums.flatMap(\.themes).map(\.sum.drawnTo).max() ?? 1
        let figures = sums.map { second -> HTML in
            let amounts = second.themes.map { (words: $0.theme.title, sum: $0.sum) }
            return """
                <section><h2>\(Dutch.capital(second.name))</h2>
                \(Figure.noisyBars("Hoe vaak een thema is genoemd: \(second.name)", amounts, reach: reach))</section>
                """
        }
        return Page(
            title, heading: "\(headline(run, all, place))",
            lead: "\(together(dashboard, run)): \(NationalWords.months(run)).", back: viewer.back,
            body: """
                \(Figure.noisePattern)\(Figure.noiseKey)
                <div class="side-by-side">\(figures)</div>
                \(table(run, all, place))
                \(Part.section("Zo lees je dit", "<ul class=\"notes\">\(notes(dashboard, run, place))</ul>"))
                <p class="actions">\(Part.button(Link("Tabel en download", viewer.link("/dashboard/tabellen")), isFirst: false))</p>
                """)
    }

    private static func together(_ dashboard: Dashboard, _ run: ReleaseRun) -> String {
        guard let latest = dashboard.latest, run.last < latest.last else { return NationalWords.together(run) }
        return Dutch.capital(run.quarters == 1 ? "één kwartaal" : "\(Dutch.words(run.quarters)) kwartalen samen")
    }

    // The same in every one, or not: told only as far as the noise allows.
    private static func headline(_ run: ReleaseRun, _ seconds: [String], _ place: String) -> String {
        let firsts = seconds.map { second -> Set<SignalTheme> in
            let themes = Dashboard.themes(run, second).filter { !$0.sum.isSmall }
            guard let first = themes.first else { return [] }
            return Set(themes.filter { !first.sum.differs(from: $0.sum) }.map(\.theme))
        }
        let common = firsts.reduce(Set(SignalTheme.allCases)) { $0.intersection($1) }
        if let theme = common.first, common.count == 1 {
            return firsts.allSatisfy { $0.count == 1 }
                ? "In elke \(place) staat “\(theme.title.lowercased())” bovenaan"
                : "In elke \(place) bij het meest genoemde: “\(theme.title.lowercased())”"
        }
        return "Wat er leeft per \(place)"
    }

    private static func table(_ run: ReleaseRun, _ seconds: [String], _ place: String) -> HTML {
        let rows = SignalTheme.allCases.map { theme in
            ["\(theme.title)"] + seconds.map { run.sum(theme, $0).shown }
        }
        return """
            <details class="fold"><summary>Dezelfde cijfers als tabel</summary>
            \(Part.table(
                "Hoe vaak een thema is genoemd per \(place), met de marge van de ruis",
                heads: ["thema"] + seconds.map { NationalWords.second($0) }, rows: rows))</details>
            """
    }

    private static func notes(_ dashboard: Dashboard, _ run: ReleaseRun, _ place: String) -> [HTML] {
        var lines: [HTML] = run.releases.last.map { [NationalNotes.source($0)] } ?? []
        lines += [
            """
            Elk vakje heeft zijn eigen ruis. Kleine verschillen tussen balken zeggen dus niets: vergelijk de randen. \
            Overlappen die, dan kan de volgorde ook andersom zijn.
            """,
            NationalNotes.small,
        ]
        if run.releases[0].publication.slot == .v2 {
            lines.append(
                """
                Dit is een andere tabel dan die van de thema's, met eigen ruis. Opgeteld kom je daarom net anders uit. Tel ze \
                niet bij elkaar: het zijn dezelfde signalen.
                """)
        }
        if run.releases[0].publication.table.second == .region {
            lines.append("Steunpunten die bij geen regio horen, of bij een te kleine, staan hier niet in.")
        }
        let some = run.secondsInSome
        if !some.isEmpty {
            lines.append(
                """
                \(NationalWords.list(some)) staat er niet bij: die was niet in elke periode groot genoeg. De losse cijfers \
                staan bij de tabellen.
                """)
        }
        if let latest = dashboard.latest, run.last < latest.last {
            lines.append(
                """
                Deze cijfers lopen tot en met \(Dutch.month((run.last.firstDayAfter - 1).month)) \(String(run.last.year)). Nieuwere zijn er alleen per thema: per \(place) wordt minder vaak gepubliceerd, of niet meer.
                """)
        }
        return lines.map { "<li>\($0)</li>" as HTML }
    }
}
