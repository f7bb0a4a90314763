import Domain
import Storage

/// The amounts of every year: those that Naast knows, and those that this tenant fills in itself.
enum AllowanceYears {
    static let routes: [Route] = [
        .get("buddys/bedragen", .handleMoney) { visit in .page(try page(visit, Fields())) },
        .post("buddys/bedragen", .handleMoney) { visit in try set(visit) },
    ]

    private static func set(_ visit: Visit) throws -> Answer {
        var fields = visit.fields
        let year = fields.number("jaar", in: 2020...2099, missing: "Vul het jaar in.")
        let hour = amount(&fields, "uur")
        let young = amount(&fields, "uur21")
        let month = amount(&fields, "maand")
        let total = amount(&fields, "heel")
        let source = fields.line("bron", missing: "Schrijf op waar je het las, zoals belastingdienst.nl.", limit: 200)
        if let month, month == 0 { fields.refuse("maand", "Dit is nul. Vul het maximum per maand in.") }
        if let month, let total, total < month {
            fields.refuse("heel", "Per jaar is minder dan per maand. Kijk de bedragen na.")
        }
        guard let year, let hour, let young, let month, let total, let source, fields.isSound else {
            return .page(try page(visit, fields))
        }
        let row = AllowanceYear(year: year, hour: hour, hourUnder21: young, month: month, total: total, source: source)
        try visit.scope.write { try $0.setAllowance(row) }
        return .redirect("/\(visit.slug)/buddys/bedragen", .saved)
    }

    private static func amount(_ fields: inout Fields, _ name: String) -> Int? {
        guard let text = fields.line(name, missing: "Vul een bedrag in, zoals 5,60.", limit: 15) else { return nil }
        guard let cents = TypedAmount.cents(text) else {
            fields.refuse(name, "Typ een bedrag, zoals 5,60.")
            return nil
        }
        return cents
    }

    private static func page(_ visit: Visit, _ fields: Fields) throws -> Page {
        let (today, table) = try visit.scope.read { (try $0.today, try $0.allowanceTable()) }
        let rows = table.years.map { year -> [HTML] in
            [
                "\(year.year)", "\(Dutch.euro(cents: year.hour))", "\(Dutch.euro(cents: year.hourUnder21))",
                "\(Dutch.euro(cents: year.month))", "\(Dutch.euro(cents: year.total))", "\(year.source)",
            ]
        }
        var filled = fields
        if !filled.has("jaar") { filled["jaar"] = "\(today.year)" }
        return Page(
            "Bedragen per jaar", heading: "Wat een vrijwilliger mag krijgen", place: .buddies,
            back: Link("Onkosten", "/\(visit.slug)/buddys/onkosten"), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)
                <p>De Belastingdienst maakt elk jaar bekend wat een vrijwilliger mag krijgen zonder belasting. Onkosten \
                tellen mee.</p>
                <div class="people">\(Part.table(
                    "Bedragen", heads: ["Jaar", "Per uur", "Per uur onder 21", "Per maand", "Per jaar", "Bron"], rows: rows))</div>
                \(Part.section("Vul een jaar in", visit.form("/\(visit.slug)/buddys/bedragen", """
                    \(Field.line(filled, "jaar", "Jaar", .number))
                    \(Field.line(filled, "uur", "Per uur"))
                    \(Field.line(filled, "uur21", "Per uur voor wie nog geen 21 is"))
                    \(Field.line(filled, "maand", "Ten hoogste per maand"))
                    \(Field.line(filled, "heel", "Ten hoogste per jaar"))
                    \(Field.line(filled, "bron", "Waar staat dit?", hint: "Zoals: belastingdienst.nl."))
                    <button type="submit">Bewaar</button>
                    """)))
                """)
    }
}
