import Domain
import Storage

/// Hours and expenses (N43): what a buddy got, and what is left this month and this year.
enum BuddyExpenses {
    static let routes: [Route] = [
        .get("buddys/onkosten", .handleMoney) { visit in .page(try overview(visit)) },
        .get("buddys/{uid}/onkosten", .handleMoney) { visit in .page(try page(visit, Fields())) },
        .post("buddys/{uid}/onkosten", .handleMoney) { visit in try add(visit) },
        .post("buddys/{uid}/onkosten/{regel}/weg", .handleMoney) { visit in
            let (uid, claim) = (try visit.uid(), try visit.uid("regel"))
            try visit.scope.write { try $0.removeExpense(claim, of: uid) }
            return .redirect("/\(visit.slug)/buddys/\(uid)/onkosten", .removed)
        },
    ]

    /// The year that a page is about: this one, or one of the last seven, which is how long books are kept.
    static func year(_ visit: Visit, _ today: LocalDate) -> Int {
        let asked = visit.request.query("jaar").flatMap { Int($0) } ?? today.year
        return (today.year - 7...today.year).contains(asked) ? asked : today.year
    }

    private static func add(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        var fields = visit.fields
        let (buddy, today, table) = try visit.scope.read { (try $0.buddy(uid), try $0.today, try $0.allowanceTable()) }
        let day = fields.date("dag", missing: "Vul de datum in.")
        if let day, day > today || day.year < today.year - 7 {
            fields.refuse("dag", "Kies een dag die al geweest is, van de laatste zeven jaar.")
        }
        let what = fields.line("wat", missing: "Schrijf kort op waarvoor, zoals: reiskosten schoolgesprek.")
        let minutes = amount(&fields, "uren", TypedAmount.minutes, "Typ het aantal uren, zoals 2 of 1,5.")
        let costs = amount(&fields, "kosten", TypedAmount.cents, "Typ een bedrag, zoals 12,50.")
        if costs > 5_000_00 { fields.refuse("kosten", "Dit bedrag is te groot. Typ een bedrag onder € 5.000.") }
        if fields.isSound, minutes == 0, costs == 0 { fields.refuse("uren", "Vul uren in, of onkosten, of allebei.") }
        guard let day, let what, fields.isSound else { return .page(try page(visit, fields)) }

        let caps = table.row(for: day.year).row
        let claim = AllowanceClaim(
            day: day, minutes: minutes, costs: costs, rate: caps.hour(on: day, adultOn: buddy.particulars.adultOn))
        let mayPass = fields.isOn("toch")
        let tooMuch = try visit.scope.write { writer -> AllowanceRoom? in
            // Counted in the transaction that adds: two people at once cannot pass the cap together.
            let room = AllowanceRoom(in: day, caps, try writer.expenses(of: uid, year: day.year).map(\.claim))
            guard room.fits(claim) || mayPass else { return room }
            try writer.addExpense(claim, what: what, to: uid)
            return nil
        }
        guard let tooMuch else { return .redirect("/\(visit.slug)/buddys/\(uid)/onkosten", .added) }
        fields.refuse(
            "toch",
            """
            Dit is \(Dutch.euro(cents: claim.total)). In deze maand en dit jaar is nog \(Dutch.euro(cents: tooMuch.left)) \
            over. Vul minder in, of kruis aan dat je het toch noteert.
            """)
        return .page(try page(visit, fields))
    }

    // Empty is nothing at all; what cannot be read is a problem.
    private static func amount(
        _ fields: inout Fields, _ name: String, _ read: (String) -> Int?, _ words: String
    ) -> Int {
        guard let text = fields.line(name, limit: 15) else { return 0 }
        guard let amount = read(text) else {
            fields.refuse(name, words)
            return 0
        }
        return amount
    }

    static func page(_ visit: Visit, _ fields: Fields) throws -> Page {
        let uid = try visit.uid()
        let (buddy, today, table) = try visit.scope.read { (try $0.buddy(uid), try $0.today, try $0.allowanceTable()) }
        let year = year(visit, today)
        let lines = try visit.scope.read { try $0.expenses(of: uid, year: year) }
        let (caps, isOfYear) = table.row(for: year)
        let room = AllowanceRoom(
            in: year == today.year ? today : lines.first?.claim.day ?? today, caps, lines.map(\.claim))
        var filled = fields
        if !filled.has("dag") { filled["dag"] = today.description }
        let rate = caps.hour(on: today, adultOn: buddy.particulars.adultOn)
        let path = Buddies.page(visit, uid)
        return Page(
            "Onkosten en vergoeding", heading: "Onkosten en vergoeding van \(buddy.particulars.name)",
            lead: year == today.year
                ? "Nog over: \(Dutch.euro(cents: room.left)) deze maand, \(Dutch.euro(cents: max(0, room.year))) dit jaar"
                : "\(year)",
            place: .buddies, back: Link("Terug naar deze buddy", path), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)
                \(isOfYear ? "" : Allowances.unconfirmed(visit, year, caps))
                \(Part.columns(
                    Part.section("\(year)", "\(list(visit, uid, lines))\(years(visit, "\(path)/onkosten", year, today))"),
                    Part.section("Noteer", form(visit, "\(path)/onkosten", filled, rate, caps))))
                """)
    }

    private static func form(_ visit: Visit, _ action: Path, _ fields: Fields, _ rate: Int, _ caps: AllowanceYear)
        -> HTML
    {
        visit.form(
            action,
            """
            \(Field.line(fields, "dag", "Datum", .date))
            \(Field.line(fields, "wat", "Waarvoor", hint: "Zoals: reiskosten schoolgesprek. Geen namen."))
            \(Field.line(fields, "uren", "Uren", hint: "\(Dutch.euro(cents: rate)) per uur. Typ 2 of 1,5."))
            \(Field.line(fields, "kosten", "Onkosten in euro's", hint: "Zoals 12,50. Ze tellen mee voor het maximum."))
            \(fields.problem("toch") == nil && !fields.isOn("toch") ? "" : Field.tick(
                fields, "toch", "Noteer het toch: ik weet dat dit boven het maximum komt",
                hint: "Boven het maximum kan deze buddy belasting moeten betalen."))
            <button type="submit">Noteer</button>
            """)
            + "<p class=\"soft\">Maximum \(caps.year): \(Dutch.euro(cents: caps.month)) per maand en \(Dutch.euro(cents: caps.total)) per jaar. Bron: \(caps.source).</p>"
    }

    private static func list(_ visit: Visit, _ uid: Uid, _ lines: [ExpenseLine]) -> HTML {
        guard !lines.isEmpty else { return Part.empty("Er staat nog niets in dit jaar.") }
        let rows = lines.map { line -> [HTML] in
            [
                "\(Dutch.date(line.claim.day))", "\(line.what)", "\(Allowances.hours(line.claim.minutes))",
                "\(Dutch.euro(cents: line.claim.allowance))", "\(Dutch.euro(cents: line.claim.costs))",
                visit.action(
                    "Haal weg", "/\(visit.slug)/buddys/\(uid)/onkosten/\(line.uid)/weg", isFirst: false),
            ]
        }
        let total = lines.reduce(0) { $0 + $1.claim.total }
        return """
            <div class="people">\(Part.table("Wat deze buddy kreeg", heads: ["Datum", "Waarvoor", "Uren", "Vergoeding", "Onkosten", ""], rows: rows))</div>
            <p>Samen <b>\(Dutch.euro(cents: total))</b>.</p>
            """
    }

    static func years(_ visit: Visit, _ path: Path, _ year: Int, _ today: LocalDate) -> HTML {
        let links = (today.year - 7...today.year).reversed().map { one -> HTML in
            "<li><a href=\"\("\(path)?jaar=\(one)" as Path)\"\(one == year ? " aria-current=\"page\"" : "" as HTML)>\(one)</a></li>"
        }
        return "<nav class=\"chips\" aria-label=\"Jaar\"><ul>\(links)</ul></nav>"
    }

    private static func overview(_ visit: Visit) throws -> Page {
        let (today, table) = try visit.scope.read { (try $0.today, try $0.allowanceTable()) }
        let year = year(visit, today)
        let buddies = try visit.scope.read { try $0.expenses(in: year) }
        let (caps, isOfYear) = table.row(for: year)
        let rows = buddies.map { one -> [HTML] in
            let left = caps.total - one.total
            return [
                "<a href=\"\("/\(visit.slug)/buddys/\(one.buddy)/onkosten?jaar=\(year)" as Path)\">\(one.name)</a>",
                "\(Allowances.hours(one.minutes))", "\(Dutch.euro(cents: one.allowance))",
                "\(Dutch.euro(cents: one.costs))", "\(Dutch.euro(cents: one.total))",
                left < 0 ? Part.tag("\(Dutch.euro(cents: -left)) te veel", .harm) : "\(Dutch.euro(cents: left))",
            ]
        }
        let total = buddies.reduce(0) { $0 + $1.total }
        return Page(
            "Onkosten", heading: "Onkosten en vergoedingen in \(year)",
            lead: "\(Dutch.count(buddies.count, "buddy", "buddy's")) · samen \(Dutch.euro(cents: total))",
            place: .buddies, back: Link("Alle buddy's", Buddies.list(visit)),
            body: """
                \(isOfYear ? "" : Allowances.unconfirmed(visit, year, caps))
                \(years(visit, "/\(visit.slug)/buddys/onkosten", year, today))
                \(rows.isEmpty
                    ? Part.empty("Er staat nog niets in dit jaar.", "<p>Noteer uren en onkosten op de pagina van een buddy.</p>")
                    : """
                    <div class="people">\(Part.table(
                        "Per buddy", heads: ["Naam", "Uren", "Vergoeding", "Onkosten", "Samen", "Over dit jaar"], rows: rows))</div>
                    """)
                <div class="actions">\(Part.button(Link("Bedragen per jaar", "/\(visit.slug)/buddys/bedragen"), isFirst: false))</div>
                """)
    }
}

/// Words about allowances that several pages need.
enum Allowances {
    /// `1,5 uur`.
    static func hours(_ minutes: Int) -> String {
        let hundredths = (minutes * 100 + 30) / 60
        switch hundredths % 100 {
        case 0: return "\(hundredths / 100) uur"
        case let rest where rest % 10 == 0: return "\(hundredths / 100),\(rest / 10) uur"
        case let rest: return "\(hundredths / 100),\(rest < 10 ? "0" : "")\(rest) uur"
        }
    }

    static func unconfirmed(_ visit: Visit, _ year: Int, _ caps: AllowanceYear) -> HTML {
        Part.aside(
            """
            <p><b>De bedragen van \(year) zijn nog niet ingevuld.</b> We rekenen met die van \(caps.year). \
            <a href="\("/\(visit.slug)/buddys/bedragen" as Path)">Vul de bedragen van \(year) in</a>.</p>
            """)
    }
}
