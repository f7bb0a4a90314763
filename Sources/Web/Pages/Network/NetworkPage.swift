import Domain
import Storage

/// One school or organisation: who, how to reach them, what was said.
enum NetworkPage {
    static func known(_ visit: Visit) throws -> NetworkContact {
        let uid = try visit.uid()
        guard let contact = try visit.scope.read({ try $0.networkContact(uid) }) else { throw Refusal.notFound }
        return contact
    }

    /// - Parameter typed: a line that has to be mended; nil to begin with.
    static func page(_ visit: Visit, _ typed: Fields?) throws -> Page {
        let contact = try known(visit)
        let (lines, today) = try visit.scope.read { (try $0.networkLines(of: contact.uid), try $0.today) }
        let draft = contact.draft
        var rows: [(term: String, value: HTML)] = [("Wat", "\(draft.kind.title)")]
        if let place = draft.place { rows.append(("Plaats", "\(place)")) }
        if let person = draft.person {
            rows.append(("Contactpersoon", "\(person)\(draft.role.map { ", \($0)" } ?? "")"))
        }
        if let phone = draft.phone { rows.append(("Telefoon", link(OutsideLink(phone: phone), phone))) }
        if let email = draft.email { rows.append(("E-mail", link(OutsideLink(mail: email), email.description))) }
        rows.append(("Laatste contact", contact.lastOn.map { "\(Dutch.day($0, seenFrom: today))" } ?? "nog niet"))
        rows.append(("Volgende keer", draft.nextOn.map { "\(Dutch.day($0, seenFrom: today))" } ?? "geen plan"))
        return Page(
            "Contact", heading: "\(draft.name)", place: .network, back: Link("Netwerk", "/\(visit.slug)/netwerk"),
            status: typed == nil ? 200 : 422,
            body: """
                \(typed.map(\.summary))
                \(Part.columns("""
                    \(Part.facts(rows))
                    <div class="actions">\(Part.button(Link("Verander", "/\(visit.slug)/netwerk/\(contact.uid)/wijzigen"), isFirst: false))</div>
                    \(Part.section("Logboek", lines.isEmpty ? Part.empty("Er staat nog niets in.") : log(visit, lines, today)))
                    """, Part.section("Schrijf op wat je deed", form(visit, contact, typed, today))))
                """)
    }

    static func addLine(_ visit: Visit) throws -> Answer {
        let contact = try known(visit)
        let today = try visit.scope.read { try $0.today }
        var fields = visit.fields
        let draft = LineForm.read(&fields, today)
        let next = fields.date("volgende")
        if let next, next < today { fields.refuse("volgende", "Deze dag is al geweest. Kies een dag die komt.") }
        guard fields.isSound, let draft else { return .page(try page(visit, fields)) }
        try visit.scope.write { writer in
            try writer.addNetworkLine(draft, with: contact.uid)
            if next != contact.draft.nextOn { try writer.planContact(contact.uid, nextOn: next) }
        }
        return .redirect("/\(visit.slug)/netwerk/\(contact.uid)", .added)
    }

    private static func form(_ visit: Visit, _ contact: NetworkContact, _ typed: Fields?, _ today: LocalDate) -> HTML {
        var fields = typed ?? Fields()
        if typed == nil {
            fields["datum"] = today.description
            fields["volgende"] = contact.draft.nextOn.flatMap { $0 > today ? $0.description : nil } ?? ""
        }
        return visit.form(
            "/\(visit.slug)/netwerk/\(contact.uid)/logboek",
            """
            \(LineForm.html(fields))
            \(Field.line(fields, "volgende", "Wanneer wil je weer contact?", .date, hint: "Mag leeg blijven."))
            <div class="actions"><button type="submit">Schrijf op</button></div>
            """)
    }

    static func log(_ visit: Visit, _ lines: [NetworkLine], _ today: LocalDate, withNames: Bool = false) -> HTML {
        let entries = lines.map { line -> HTML in
            let name: HTML =
                if withNames, let contact = line.contact, let name = line.contactName {
                    " · <a href=\"\("/\(visit.slug)/netwerk/\(contact)" as Path)\">\(name)</a>"
                } else {
                    ""
                }
            let reached: HTML = line.draft.reached.map { " · ongeveer \($0) mensen" } ?? ""
            let mark: HTML = line.draft.isOutreach && !withNames ? " \(Part.tag("bekend worden"))" : ""
            return """
                <li><span class="soft">\(Dutch.day(line.draft.on, seenFrom: today)) · \(line.draft.way.title)\(name)\(reached)</span>\(mark)
                <p>\(line.draft.text)</p>
                <details class="fold small"><summary>Verwijder</summary>\
                \(visit.action("Verwijder deze regel", "/\(visit.slug)/netwerk/regel/\(line.uid)/verwijderen", isFirst: false))</details></li>
                """
        }
        return "<ol class=\"history\">\(entries)</ol>"
    }

    private static func link(_ link: OutsideLink?, _ words: String) -> HTML {
        link.map { "<a href=\"\($0)\">\(words)</a>" } ?? "\(words)"
    }
}

/// The fields of one line of a log.
enum LineForm {
    static func html(_ fields: Fields, alwaysOutreach: Bool = false) -> HTML {
        let ways = NetworkWay.allCases.map { (value: $0.rawValue, words: $0.title) }
        return """
            \(Field.line(fields, "datum", "Wanneer?", .date))
            \(Field.select(fields, "hoe", "Wat deed je?", ways, empty: "Kies"))
            \(Field.text(fields, "wat", "Waar ging het over?", hint: "Schrijf niets over een gezin.", rows: 3))
            \(alwaysOutreach ? "" : Field.tick(fields, "bekend", "Dit was om bekend te worden"))
            \(Field.line(fields, "bereikt", "Hoeveel mensen hoorden het, ongeveer?", .number, hint: "Mag leeg blijven."))
            """
    }

    /// Nil when something has to be mended; `fields` then says what.
    static func read(_ fields: inout Fields, _ today: LocalDate, alwaysOutreach: Bool = false) -> NetworkLine.Draft? {
        let on = fields.date("datum", missing: "Vul in wanneer het was.")
        if let on, on > today { fields.refuse("datum", "Deze dag is nog niet geweest. Kies vandaag of eerder.") }
        let way = fields.choice("hoe", NetworkWay.self, missing: "Kies wat je deed.")
        let text = fields.text("wat", missing: "Schrijf op waar het over ging.", limit: 1_000)
        let reached = fields.number("bereikt", in: 0...100_000)
        guard fields.isSound, let on, let way, let text else { return nil }
        return NetworkLine.Draft(
            on: on, way: way, text: text, isOutreach: alwaysOutreach || fields.isOn("bekend"), reached: reached)
    }
}
