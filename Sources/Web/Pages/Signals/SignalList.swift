import Domain
import HTTP
import National
import Storage

/// The first page of the signals: record one, see one's own figures, read the newest.
enum SignalList {
    private static let pageSize = 50

    static func page(_ visit: Visit, _ fields: Fields) throws -> Page {
        let number = max(1, min(1_000, visit.request.query("blad").flatMap { Int($0) } ?? 1))
        let dashboard = Dashboard(try visit.scope.publications())
        let (facts, signals, counts) = try visit.scope.read { reader in
            let facts = try SignalFacts(reader)
            let first = SignalPeriod.first(facts.today)
            return (
                facts, try reader.signals(limit: pageSize + 1, offset: (number - 1) * pageSize),
                try reader.signalCounts(since: min(first, dashboard.year?.first.firstDay ?? first))
            )
        }
        let period = SignalPeriod(counts, today: facts.today)
        var body: HTML = fields.summary
        if visit.member.role.may(.recordSignals) { body += form(visit, filled(fields, signals), facts) }
        return Page(
            "Signalen", heading: period.headline, lead: "Jullie eigen signalen van het laatste jaar, precies geteld.",
            place: .signals, status: fields.isSound ? 200 : 422,
            body: """
                \(Part.columns(body, SignalWords.besides(facts)))
                \(period.drawn)
                \(SignalsBeside(visit.slug, dashboard, counts, period).html)
                \(list(visit, signals, facts, number))
                """)
    }

    // One click: all but the theme stands there already, as it was the last time.
    private static func filled(_ fields: Fields, _ signals: [RecordedSignal]) -> Fields {
        var fields = fields
        if !fields.has("soort") { fields["soort"] = SignalKind.concern.rawValue }
        if !fields.has("sector"), let last = signals.first { fields["sector"] = last.sector.rawValue }
        return fields
    }

    private static func form(_ visit: Visit, _ fields: Fields, _ facts: SignalFacts) -> HTML {
        let themes = SignalTheme.allCases.map { theme -> HTML in
            let more: HTML? = theme.explanation.map { "<span class=\"hint\">\($0)</span>" }
            return """
                <button class="second theme" type="submit" name="thema" value="\(theme.rawValue)">\
                <span>\(theme.title)\(more)</span></button>
                """
        }
        // Enter in a field presses a form's first button: this one, which chooses no theme.
        let none: HTML = """
            <button class="visually-hidden" type="submit" name="thema" value="" tabindex="-1" aria-hidden="true">\
            Kies een thema</button>
            """
        let problem: HTML? = fields.problem("thema").map { "<span class=\"wrong\" id=\"thema-fout\">\($0)</span>" }
        return Part.section(
            "Leg een signaal vast",
            visit.form(
                "/\(visit.slug)/signalen",
                """
                \(none)
                <div class="in-rows">
                \(Field.radios(fields, "sector", "Om welk onderwijs gaat het?", Sector.allCases.map { ($0.rawValue, $0.title) }))
                \(Field.radios(fields, "soort", "Wat is het?", SignalKind.allCases.map { ($0.rawValue, $0.title) }))</div>
                <details class="more-fields"\(opened(fields))><summary>Meer erbij zetten (hoeft niet)</summary>
                \(SignalForm.boxes(fields, facts))</details>
                <fieldset class="field\(problem == nil ? "" : " is-wrong" as HTML)" id="thema">\
                <legend>Klik op het thema: dan staat het erin</legend>\(problem)
                <div class="themes">\(themes)</div></fieldset>
                """))
    }

    private static func opened(_ fields: Fields) -> HTML {
        let isFilled = ["aanvraag", "swv", "notitie", "akkoord"].contains { fields.isOn($0) }
        return isFilled || !fields.isSound ? " open" : ""
    }

    private static func list(_ visit: Visit, _ signals: [RecordedSignal], _ facts: SignalFacts, _ number: Int) -> HTML {
        guard !signals.isEmpty else {
            let words = number == 1 ? "Er zijn nog geen signalen." : "Op dit blad staat niets meer."
            return Part.section("Vastgelegd", Part.empty(words))
        }
        let labels = Dictionary(facts.requests.map { ($0.uid, facts.words($0)) }) { one, _ in one }
        let lines = signals.prefix(pageSize).map { signal -> HTML in
            let facts: [HTML] = [
                "\(Dutch.day(signal.recorded, seenFrom: facts.today))", "\(signal.sector.title)",
                "\(signal.source.title)",
                "\(signal.request.flatMap { labels[$0] } ?? (signal.request == nil ? "los" : "bij een aanvraag"))",
            ]
            return Part.line(
                "\(signal.theme.title) \(signal.kind == .goodExample ? Part.tag("goed voorbeeld") : HTML.nothing)",
                "\(facts.joined(" · "))\(signal.note.map { "<br>\($0)" as HTML })",
                remedy: Part.button(Link("Bekijk", "/\(visit.slug)/signalen/\(signal.uid)"), isFirst: false))
        }
        var turns: [HTML] = []
        let base: Path = "/\(visit.slug)/signalen"
        if number > 1 { turns.append(Part.button(Link("Nieuwere", "\(base)?blad=\(number - 1)"), isFirst: false)) }
        if signals.count > pageSize {
            turns.append(Part.button(Link("Oudere", "\(base)?blad=\(number + 1)"), isFirst: false))
        }
        return Part.section(
            "Vastgelegd", Part.lines(lines) + (turns.isEmpty ? "" : "<div class=\"actions\">\(turns)</div>"))
    }
}
