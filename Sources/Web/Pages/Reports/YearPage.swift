import Domain
import Storage

/// One year for the steunpunt itself: exact figures on the screen, and the way to what is printed.
enum YearPage {
    static func page(_ visit: Visit, _ year: Int) throws -> Page {
        let scope = try asked(visit)
        let (figures, settled, swvs, today) = try visit.scope.read {
            (try $0.figures(of: year, scope), try $0.settledReport(of: year), try $0.swvs(), try $0.today)
        }
        guard year <= today.year else { throw Refusal.notFound }
        return Page(
            "Cijfers van \(year)", heading: headline(figures, today),
            lead: "Precies geteld, voor jullie zelf. Wat je naar buiten brengt staat in de verslagen hiernaast.",
            place: .reports, back: Link("Alle jaren", "/\(visit.slug)/verslagen"),
            body: Part.columns(
                own(visit, figures, swvs),
                prints(visit, year, settled, swvs, today) + bottlenecks(visit, year)))
    }

    private static func asked(_ visit: Visit) throws -> ReportScope {
        guard let name = visit.request.query("swv"), !name.isEmpty else { return .whole }
        guard try visit.scope.read({ try $0.swvs() }).contains(name) else { throw Refusal.notFound }
        return .swv(name)
    }

    private static func headline(_ figures: YearFigures, _ today: LocalDate) -> HTML {
        let requests = figures.count(.requests)
        let verb = figures.year == today.year ? "tot nu toe " : ""
        let words = requests == 1 ? "één hulpvraag" : "\(requests == 0 ? "geen" : String(requests)) hulpvragen"
        return "\(String(figures.year)): \(verb)\(words)"
    }

    private static func own(_ visit: Visit, _ figures: YearFigures, _ swvs: [String]) -> HTML {
        let months = figures.requestsByMonth.enumerated().map { index, count in
            (words: Dutch.month(index + 1), short: String(Dutch.month(index + 1).prefix(3)), value: count, second: 0)
        }
        let requests = ReportTable.requests.cells.map { Figure.Bar($0.words, figures.counts[$0] ?? 0) }
        let outcomes = ReportTable.outcomes.cells.map { Figure.Bar($0.words, figures.counts[$0] ?? 0) }
        return """
            \(choice(visit, figures, swvs))
            \(Part.section("Hulpvragen", """
                \(Figure.columns("hulpvragen-maand", "Hulpvragen per maand", months))
                \(Figure.bars("hulpvragen-soort", "Wat er gevraagd werd", requests))
                """))
            \(Part.section("Koppelingen", """
                \(Part.facts(matches(figures)))
                \(figures.ended == 0 ? "" : Figure.bars("uitkomst", "Hoe het ging toen een koppeling stopte", outcomes))
                """))
            \(figures.scope == .whole ? gatherings(figures) : "")
            \(Part.section("Als tabel", FigureDownload.table(figures)))
            <div class="actions">\(Part.button(
                Link("Download voor Excel", figures.scope.path("/\(visit.slug)/verslagen/\(figures.year)/cijfers.csv")),
                isFirst: false))</div>
            """
    }

    private static func choice(_ visit: Visit, _ figures: YearFigures, _ swvs: [String]) -> HTML {
        guard swvs.count > 1 else { return "" }
        let scopes = [ReportScope.whole] + swvs.map(ReportScope.swv)
        let links = scopes.map { scope -> HTML in
            let words = scope == .whole ? "Alles samen" : scope.name
            guard scope != figures.scope else { return "<li><strong aria-current=\"true\">\(words)</strong></li>" }
            return "<li><a href=\"\(scope.path("/\(visit.slug)/verslagen/\(figures.year)"))\">\(words)</a></li>"
        }
        return "<nav aria-label=\"Welk deel\"><ul class=\"turns\">\(links)</ul></nav>"
    }

    static func matches(_ figures: YearFigures) -> [(term: String, value: HTML)] {
        let wait: HTML =
            median(figures.waits).map {
                "de helft binnen \(Dutch.count($0, "dag", "dagen")), uit \(figures.waits.count)"
            }
            ?? "nog niet te zeggen"
        return [
            ("Begonnen", "\(figures.counts[.begun] ?? 0)"), ("Gestopt", "\(figures.ended)"),
            ("Wachttijd tot een buddy", wait),
            ("Gesprekken op school met een buddy", "\(figures.counts[.meetings] ?? 0)"),
        ]
    }

    private static func gatherings(_ figures: YearFigures) -> HTML {
        let groups = ReportTable.buddies.cells.map { Figure.Bar($0.words, figures.counts[$0] ?? 0) }
        return """
            \(Part.section("Buddy's", Figure.bars("buddys", "Waar buddy's nu staan, of aan het eind van het jaar", groups)))
            \(Part.section("Scholing, intervisie en post", Part.facts([
                ("Buddy's die hun scholing afrondden", "\(figures.trained)"),
                ("Scholing gehouden", "\(Dutch.count(figures.trainings, "keer", "keren"))"),
                ("Intervisie gehouden", "\(Dutch.count(figures.intervisions, "keer", "keren"))"),
                ("Wie daar kwamen, bij elkaar opgeteld", "\(figures.intervisionGuests)"),
                ("Mails aangekomen bij de mailserver", "\(figures.mailsSent)"),
                ("Mails die niet aankwamen", "\(figures.mailsFailed)"),
            ])))
            """
    }

    private static func prints(
        _ visit: Visit, _ year: Int, _ settled: SettledReport?, _ swvs: [String], _ today: LocalDate
    ) -> HTML {
        let base: Path = "/\(visit.slug)/verslagen/\(year)"
        guard let settled else {
            guard year < today.year else {
                return Part.section(
                    "Verslagen",
                    Part.empty("Het jaar loopt nog. Vanaf 1 januari \(year + 1) stel je de cijfers vast en print je."))
            }
            return Part.section(
                "Verslagen",
                Part.empty(
                    "De cijfers zijn nog niet vastgesteld. Dat doe je één keer; daarna veranderen ze niet meer.",
                    visit.member.role.may(.writeReports)
                        ? Part.button(Link("Stel de cijfers vast", "\(base)/vaststellen"))
                        : "<p>Vraag het de coördinator.</p>"))
        }
        let scopes = settled.shape == .whole ? [.whole] : settled.scopes
        let lists = scopes.map { scope -> HTML in
            let links = PrintedReport.Kind.allCases.map { kind -> HTML in
                "<li><a href=\"\(scope.path("\(base)/\(kind.rawValue)"))\">\(kind.title)</a></li>"
            }
            let csv = scope.path("\(base)/gegevens.csv")
            let name: HTML = scopes.count > 1 ? "<h3>\(scope == .whole ? "Heel het steunpunt" : scope.name)</h3>" : ""
            return "\(name)<ul>\(links)<li><a href=\"\(csv)\">De cijfers voor Excel</a></li></ul>"
        }
        return Part.section(
            "Verslagen om te printen",
            """
            \(lists)<p class="soft">Vastgesteld\(settled.settledBy.map { " door \($0)" as HTML }), \
            \(settled.shape == .whole ? "voor het hele steunpunt" : "per samenwerkingsverband").</p>
            """)
    }

    private static func bottlenecks(_ visit: Visit, _ year: Int) -> HTML {
        guard visit.member.role.may(.writeReports) else { return "" }
        return Part.section(
            "Knelpunten",
            """
            <p>Waar liep jij zelf tegenaan? Dit komt in het verslag voor de MR.</p>
            \(Part.button(Link("Knelpunten van \(year)", "/\(visit.slug)/verslagen/\(year)/knelpunten"), isFirst: false))
            """)
    }
}

extension SettledReport {
    /// Everything that has a report of its own, the whole first.
    var scopes: [ReportScope] { [.whole] + bands.keys.filter { $0 != .whole }.sorted { $0.name < $1.name } }
}
