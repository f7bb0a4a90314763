import Domain
import Storage

/// The form of one signal: for a new one the theme is the button, for a known one a choice.
enum SignalForm {
    /// Reads a signal; nil when something is wrong, which `fields` then says.
    static func text(_ fields: inout Fields, _ facts: SignalFacts) -> SignalText? {
        let theme = fields.choice("thema", SignalTheme.self, missing: "Kies een thema.")
        let sector = fields.choice("sector", Sector.self, missing: "Kies om welk onderwijs het gaat.")
        let kind = fields.choice("soort", SignalKind.self, missing: "Kies of het een zorg of een goed voorbeeld is.")
        let source =
            fields.has("herkomst")
            ? fields.choice("herkomst", SignalSource.self, missing: "Kies van wie het komt.") : .coordinator
        let request = fields.uid("aanvraag")
        let swv = fields.line("swv")
        if let swv, !facts.swvs.contains(swv) { fields.refuse("swv", "Kies een van de antwoorden.") }
        let note = fields.text("notitie", limit: 4_000)
        let isAgreed = fields.isOn("akkoord")
        if note != nil, facts.needsConsent, !isAgreed, !fields.has("bewaarde-notitie") {
            fields.refuse("akkoord", "Vraag of je dit mag opschrijven en zet een vinkje, of maak de notitie leeg.")
        }
        guard fields.isSound, let theme, let sector, let kind, let source else { return nil }
        return SignalText(
            theme: theme, sector: sector, kind: kind, request: request, swv: request == nil ? swv : nil, note: note,
            noteIsAgreed: isAgreed, source: source)
    }

    /// The boxes that a new signal and a known one share.
    static func boxes(_ fields: Fields, _ facts: SignalFacts) -> HTML {
        let swv: HTML =
            facts.swvs.count > 1
            ? Field.select(
                fields, "swv", "Samenwerkingsverband (mag leeg)", facts.swvs.map { ($0, $0) },
                hint: "Alleen nodig als je hierboven geen aanvraag kiest.", empty: "niet van toepassing") : ""
        let request: HTML =
            facts.requests.isEmpty
            ? ""
            : Field.select(
                fields, "aanvraag", "Hoort het bij een aanvraag? (mag leeg)",
                facts.requests.map { ($0.uid.text, facts.words($0)) },
                hint: "Eén aanvraag telt landelijk hooguit één keer per thema mee.", empty: "nee, het staat los")
        return source(fields) + request + swv + note(fields, facts)
    }

    private static func source(_ fields: Fields) -> HTML {
        var fields = fields
        if !fields.has("herkomst") { fields["herkomst"] = SignalSource.coordinator.rawValue }
        return Field.select(
            fields, "herkomst", "Van wie komt het?",
            SignalSource.allCases.map { ($0.rawValue, Dutch.capital($0.title)) },
            hint: "Dit blijft in jullie eigen steunpunt.")
    }

    private static func note(_ fields: Fields, _ facts: SignalFacts) -> HTML {
        let hint = "Geen namen, geen school, geen diagnose. De notitie blijft in jullie eigen steunpunt."
        let box = Field.text(fields, "notitie", "Notitie (mag leeg)", hint: hint, rows: 3)
        guard facts.needsConsent else { return box }
        return box
            + Field.tick(
                fields, "akkoord", "De ouder of jeugdige vindt het goed dat ik dit opschrijf",
                hint: "Alleen wie niet voor school of samenwerkingsverband werkt, schrijft op zonder te vragen.")
    }

    /// The page of one signal.
    static func page(_ visit: Visit, _ uid: Uid) throws -> Page {
        let (signal, facts) = try visit.scope.read { (try $0.signal(uid), try SignalFacts($0)) }
        return page(visit, signal, facts, filled(signal))
    }

    static func change(_ visit: Visit, _ uid: Uid) throws -> Answer {
        var fields = visit.fields
        let (signal, facts) = try visit.scope.read { (try $0.signal(uid), try SignalFacts($0)) }
        // A note that stands there already was agreed on.
        if let note = signal.note, fields.text("notitie", limit: 4_000) == note { fields["bewaarde-notitie"] = "ja" }
        guard let text = text(&fields, facts) else {
            var page = page(visit, signal, facts, fields)
            page.status = 422
            return .page(page)
        }
        try visit.scope.write { try $0.changeSignal(uid, version: fields.version, text) }
        return .redirect("/\(visit.slug)/signalen", .saved)
    }

    private static func filled(_ signal: RecordedSignal) -> Fields {
        Fields([
            ("thema", signal.theme.rawValue), ("sector", signal.sector.rawValue), ("soort", signal.kind.rawValue),
            ("aanvraag", signal.request?.text ?? ""), ("swv", signal.swv ?? ""), ("notitie", signal.note ?? ""),
            ("herkomst", signal.source.rawValue), ("versie", String(signal.version)),
        ])
    }

    private static func page(
        _ visit: Visit, _ signal: RecordedSignal, _ facts: SignalFacts, _ fields: Fields
    ) -> Page {
        let path: Path = "/\(visit.slug)/signalen/\(signal.uid)"
        let version = Field.hidden("versie", fields["versie"])
        let form = visit.form(
            path,
            """
            \(version)
            \(Field.select(fields, "thema", "Thema", SignalTheme.allCases.map { ($0.rawValue, $0.title) }))
            \(Field.radios(fields, "sector", "Om welk onderwijs gaat het?", Sector.allCases.map { ($0.rawValue, $0.title) }))
            \(Field.radios(fields, "soort", "Wat is het?", SignalKind.allCases.map { ($0.rawValue, $0.title) }))
            \(boxes(fields, facts))
            <div class="actions"><button type="submit">Bewaren</button></div>
            """)
        return Page(
            "Signaal", heading: "Signaal van \(Dutch.day(signal.recorded, seenFrom: facts.today))",
            lead: "De dag waarop je het vastlegde blijft staan.", place: .signals,
            back: Link("Alle signalen", "/\(visit.slug)/signalen"),
            body: """
                \(fields.summary)\(form)
                <section><h2>Weghalen</h2>
                <p>Klopt het helemaal niet? Haal het dan weg. Wat landelijk al is meegeteld, verandert niet meer.</p>
                \(visit.action("Signaal weghalen", "\(path)/weg", isFirst: false, version))</section>
                """)
    }
}
