import Domain
import Storage

/// A report on paper: what may leave the steunpunt, in bands, without totals.
enum PrintedReport {
    /// For whom it is; the raw value stands in its path.
    enum Kind: String, CaseIterable {
        case year = "jaarcijfers"
        case opr
        case staffCouncil = "mr"

        var title: String {
            switch self {
            case .year: "Jaarcijfers voor het bestuur"
            case .opr: "Verslag voor de OPR"
            case .staffCouncil: "Knelpunten voor de MR (personeel)"
            }
        }

        func heading(_ year: Int) -> String {
            switch self {
            case .year: "Ouders en jeugdigen met een buddy, \(year)"
            case .opr: "De steun die ouders ervoeren, \(year)"
            case .staffCouncil: "Waar de coördinator tegenaan liep, \(year)"
            }
        }

        var reader: String {
            switch self {
            case .year: "Voor het bestuur: bij het ondersteuningsplan en het jaarplan"
            case .opr: "Voor de ondersteuningsplanraad"
            case .staffCouncil: "Voor het personeelsdeel van de medezeggenschapsraad"
            }
        }

        /// What is told, in the order in which it is asked.
        var tables: [ReportTable] {
            switch self {
            case .year: [.requests, .begun, .meetings, .outcomes, .buddies, .concerns, .examples]
            case .opr: [.outcomes, .meetings, .concerns, .examples]
            case .staffCouncil: []
            }
        }
    }

    static func page(_ visit: Visit, _ kind: Kind, _ year: Int, _ scope: ReportScope) throws -> Page {
        let facts = try visit.scope.read { try ReportFacts($0, year) }
        guard let settled = facts.settled, settled.bands[scope] != nil || kind == .staffCouncil else {
            guard kind == .staffCouncil else { throw Refusal.notFound }
            return document(visit, kind, year, scope, facts, body: Bottlenecks.printed(facts.bottlenecks))
        }
        switch kind {
        case .year, .opr:
            let shown = kind.tables.filter { settled.has($0, scope) }
            // A table of one cell needs no drawing.
            let brief = shown.filter { $0.cells.count == 1 }.flatMap { table in
                table.cells.map { cell -> (term: String, value: HTML) in
                    (table.caption, "\((settled.bands[scope]?[cell] ?? .none).words)")
                }
            }
            let more = Self.facts(settled, scope).filter { kind == .year || $0.isForParents }
            let lines = brief + more.map { (term: $0.words, value: "\($0.value)" as HTML) }
            let first: HTML = lines.isEmpty ? "" : Part.section("In het kort", Part.facts(lines))
            let tables = shown.filter { $0.cells.count > 1 }.map { table(settled, $0, scope) }
            return document(
                visit, kind, year, scope, facts, body: "\(first)\(split(settled, scope))\(tables)\(explained)")
        case .staffCouncil:
            return document(visit, kind, year, scope, facts, body: Bottlenecks.printed(facts.bottlenecks))
        }
    }

    private static func document(
        _ visit: Visit, _ kind: Kind, _ year: Int, _ scope: ReportScope, _ facts: ReportFacts, body: HTML
    ) -> Page {
        let steunpunt = visit.scope.tenant.name
        let part: HTML = scope == .whole ? "" : ", \(scope.name)"
        return Page(
            kind.title, heading: "\(kind.heading(year))", lead: "\(kind.reader)", place: .reports,
            back: Link("Cijfers van \(year)", "/\(visit.slug)/verslagen/\(year)"),
            body: """
                <p class="report-from"><strong>\(steunpunt)\(part)</strong><br>\
                1 januari tot en met 31 december \(String(year))\
                \(facts.coordinator.isEmpty ? "" : "<br>Coördinator: \(facts.coordinator)" as HTML)<br>\
                Gemaakt op \(Dutch.date(facts.today))</p>
                <p class="hint actions">Printen: kies Afdrukken in je browser. Het menu komt niet op papier.</p>
                \(body)
                """)
    }

    private static func table(_ settled: SettledReport, _ table: ReportTable, _ scope: ReportScope) -> HTML {
        let bands = table.cells.map { ($0, settled.bands[scope]?[$0] ?? .none) }
        // The public order of the list: an order by size would tell within a band.
        let bars = bands.filter { $0.1 != .none }.map { Figure.Bar($0.0.words, $0.1) }
        let figure: HTML = bars.isEmpty ? "" : drawn(table, bars)
        let rows = bands.map { ["\($0.0.words)", "\($0.1.words)"] as [HTML] }
        return Part.section(
            table.caption,
            "<div class=\"beside\">\(figure)\(Part.table(table.caption, heads: ["wat", "hoe vaak"], rows: rows))</div>")
    }

    private static func drawn(_ table: ReportTable, _ bars: [Figure.Bar]) -> HTML {
        switch table {
        case .requests: Figure.bars("tabel-hulpvragen", table.caption, bars)
        case .begun, .meetings: ""
        case .outcomes: Figure.bars("tabel-uitkomst", table.caption, bars)
        case .concerns: Figure.bars("tabel-zorgen", table.caption, bars)
        case .examples: Figure.bars("tabel-voorbeelden", table.caption, bars)
        case .buddies: Figure.bars("tabel-buddys", table.caption, bars)
        }
    }

    private static func split(_ settled: SettledReport, _ scope: ReportScope) -> HTML {
        guard settled.shape == .perSWV, scope == .whole else { return "" }
        return "<p>De cijfers over hulpvragen en signalen staan in het verslag van elk samenwerkingsverband.</p>"
    }

    private static let explained: HTML = """
        <aside class="aside"><h2>Zo lees je dit</h2>
        <p>Er staan groepen in plaats van precieze aantallen, en geen totalen. Zo is geen gezin terug te vinden. In de figuur is \
        het donkere deel het minste dat het kan zijn, en het lichte deel wat het meer kan zijn. Een hulpvraag is van een ouder, \
        verzorger of jeugdige. De cijfers zijn één keer vastgesteld en veranderen niet meer.</p></aside>
        """
}

extension PrintedReport {
    /// One figure that is about no single family, in words.
    struct Fact {
        let words: String
        let value: String
        var isForParents = false
    }

    static func facts(_ settled: SettledReport, _ scope: ReportScope) -> [Fact] {
        let facts = settled.facts[scope] ?? [:]
        func times(_ fact: ReportFact) -> String? { facts[fact].map { Dutch.count($0, "keer", "keren") } }
        let wait = facts[.waitDays].map { "de helft wachtte hooguit \(Dutch.count($0, "dag", "dagen"))" }
        let isWaitTold = scope != .whole || settled.shape == .whole
        var list: [Fact] = []
        if isWaitTold {
            list.append(
                Fact(
                    words: "Wachten op een buddy", value: wait ?? "te weinig koppelingen om te zeggen",
                    isForParents: true))
        }
        if let number = times(.trainings) { list.append(Fact(words: "Scholing voor buddy's", value: number)) }
        if let number = times(.intervisions) { list.append(Fact(words: "Intervisie", value: number)) }
        if let guests = facts[.intervisionGuests] {
            list.append(Fact(words: "Buddy's per intervisie, gemiddeld", value: Band(guests).words))
        }
        if let sent = facts[.mailsSent], sent > 0 {
            let failed = facts[.mailsFailed] ?? 0
            list.append(
                Fact(
                    words: "Herinneringen en berichten per mail", value: "\(sent) verstuurd, \(failed) niet aangekomen")
            )
        }
        return list
    }
}

/// What a report needs besides its figures.
struct ReportFacts {
    let settled: SettledReport?
    let bottlenecks: [Bottleneck]
    let coordinator: String
    let today: LocalDate

    init(_ reader: TenantReader, _ year: Int) throws {
        settled = try reader.settledReport(of: year)
        bottlenecks = try reader.bottlenecks(of: year)
        coordinator = try reader.settings.coordinatorName
        today = try reader.today
    }
}
