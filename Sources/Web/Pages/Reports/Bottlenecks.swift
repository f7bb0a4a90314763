import Domain
import Storage

/// The coordinator's own words about what got in the way (N15), for the staff part of the MR.
enum Bottlenecks {
    static func page(_ visit: Visit, _ year: Int, _ fields: Fields) throws -> Page {
        let (list, zone, today) = try visit.scope.read {
            (try $0.bottlenecks(of: year), try $0.settings.zone, try $0.today)
        }
        guard year <= today.year else { throw Refusal.notFound }
        let base: Path = "/\(visit.slug)/verslagen/\(year)/knelpunten"
        let lines = list.map { item -> HTML in
            let by: HTML = item.changedBy.map { " door \($0)" as HTML } ?? ""
            return Part.line(
                "\(item.title)",
                "\(item.experience)<br>Geschreven op \(Dutch.date(zone.local(item.changedAt).date))\(by)",
                remedy: Part.button(Link("Verander", "\(base)/\(item.uid)"), isFirst: false))
        }
        let heading: HTML =
            list.isEmpty ? "Waar liep je tegenaan in \(String(year))?" : "Knelpunten van \(String(year))"
        return Page(
            "Knelpunten", heading: heading,
            lead: "In je eigen woorden, voor het personeelsdeel van de MR. Eén keer per jaar is genoeg.",
            place: .reports,
            back: Link("Cijfers van \(year)", "/\(visit.slug)/verslagen/\(year)"), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)\(list.isEmpty ? "" : Part.lines(lines))
                \(list.isEmpty ? "" : "<div class=\"actions\">\(Part.button(Link("Bekijk het verslag", "/\(visit.slug)/verslagen/\(year)/mr"), isFirst: false))</div>" as HTML)
                \(Part.section("Nog een knelpunt", visit.form(base, boxes(fields))))
                """)
    }

    static func page(_ visit: Visit, _ year: Int, of uid: Uid) throws -> Page {
        let item = try known(visit, year, uid)
        return form(
            visit, item,
            Fields([
                ("kop", item.title), ("ervaring", item.experience), ("voorstel", item.proposal ?? ""),
                ("versie", String(item.version)),
            ]))
    }

    static func add(_ visit: Visit, _ year: Int) throws -> Answer {
        var fields = visit.fields
        guard year <= (try visit.scope.read { try $0.today.year }) else { throw Refusal.notFound }
        guard let text = text(&fields) else { return .page(try page(visit, year, fields)) }
        try visit.scope.write { try $0.addBottleneck(text, year: year) }
        return .redirect("/\(visit.slug)/verslagen/\(year)/knelpunten", .added)
    }

    static func change(_ visit: Visit, _ year: Int, _ uid: Uid) throws -> Answer {
        let item = try known(visit, year, uid)
        var fields = visit.fields
        guard let text = text(&fields) else { return .page(form(visit, item, fields)) }
        try visit.scope.write { try $0.changeBottleneck(uid, version: fields.version, text) }
        return .redirect("/\(visit.slug)/verslagen/\(year)/knelpunten", .saved)
    }

    /// As it stands in the report.
    static func printed(_ list: [Bottleneck]) -> HTML {
        guard !list.isEmpty else {
            return Part.empty("Er zijn nog geen knelpunten opgeschreven voor dit jaar.")
        }
        let items = list.enumerated().map { index, item -> HTML in
            """
            <section><h2>\(index + 1). \(item.title)</h2>\(paragraphs(item.experience))\
            \(item.proposal.map { "<h3>Wat zou helpen</h3>\(paragraphs($0))" as HTML })</section>
            """
        }
        return """
            <p>De coördinator schreef dit zelf op. Het gaat over het werk, niet over een gezin.</p>\(items)
            """
    }

    private static func known(_ visit: Visit, _ year: Int, _ uid: Uid) throws -> Bottleneck {
        let item = try visit.scope.read { try $0.bottleneck(uid) }
        guard item.year == year else { throw Refusal.notFound }
        return item
    }

    private static func paragraphs(_ text: String) -> HTML {
        text.split(separator: "\n").map { "<p>\($0)</p>" as HTML }.joined()
    }

    private static func text(_ fields: inout Fields) -> BottleneckText? {
        let title = fields.line("kop", missing: "Geef het knelpunt een korte kop.", limit: 80)
        let experience = fields.text("ervaring", missing: "Schrijf op wat je merkte.")
        let proposal = fields.text("voorstel")
        guard fields.isSound, let title, let experience else { return nil }
        return BottleneckText(title: title, experience: experience, proposal: proposal)
    }

    private static func boxes(_ fields: Fields) -> HTML {
        """
        \(Field.line(fields, "kop", "Kop", hint: "Een paar woorden, zoals: te weinig tijd voor de intake."))
        \(Field.text(fields, "ervaring", "Wat merkte je?", hint: "Over je werk. Geen namen, geen school, geen citaat van een ouder."))
        \(Field.text(fields, "voorstel", "Wat zou helpen? (mag leeg)", rows: 3))
        <div class="actions"><button type="submit">Bewaren</button></div>
        """
    }

    private static func form(_ visit: Visit, _ item: Bottleneck, _ fields: Fields) -> Page {
        let base: Path = "/\(visit.slug)/verslagen/\(item.year)/knelpunten"
        let version = Field.hidden("versie", fields["versie"])
        return Page(
            "Knelpunt", place: .reports, back: Link("Alle knelpunten", base), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)\(visit.form("\(base)/\(item.uid)", "\(version)\(boxes(fields))"))
                \(visit.action("Knelpunt weghalen", "\(base)/\(item.uid)/weg", isFirst: false, version))
                """)
    }
}
