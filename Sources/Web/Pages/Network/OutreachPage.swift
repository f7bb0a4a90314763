import Domain
import Storage

/// What was done to become known (N05): the ambassador's log.
enum OutreachPage {
    static func page(_ visit: Visit, _ typed: Fields?) throws -> Page {
        let (lines, contacts, today) = try visit.scope.read { reader in
            (try reader.outreachLines(), try reader.networkContacts(), try reader.today)
        }
        var fields = typed ?? Fields()
        if typed == nil { fields["datum"] = today.description }
        let form = visit.form(
            "/\(visit.slug)/netwerk/bekendheid",
            """
            \(LineForm.html(fields, alwaysOutreach: true))
            \(Field.select(
                fields, "wie", "Bij wie?", contacts.map { ($0.uid.text, $0.draft.name) },
                empty: "Bij niemand uit mijn netwerk"))
            <div class="actions"><button type="submit">Schrijf op</button></div>
            """)
        return Page(
            "Bekend worden", heading: "Wat we deden om bekend te worden", place: .network,
            back: Link("Netwerk", "/\(visit.slug)/netwerk"), status: typed == nil ? 200 : 422,
            body: """
                \(typed.map(\.summary))
                \(Part.columns(
                    Part.section(
                        "Logboek",
                        lines.isEmpty
                            ? Part.empty("Er staat nog niets in.") : NetworkPage.log(visit, lines, today, withNames: true)),
                    Part.section("Schrijf op wat je deed", form)))
                """)
    }

    static func add(_ visit: Visit) throws -> Answer {
        let today = try visit.scope.read { try $0.today }
        var fields = visit.fields
        let draft = LineForm.read(&fields, today, alwaysOutreach: true)
        let contact = fields.uid("wie")
        if let contact, try visit.scope.read({ try $0.networkContact(contact) }) == nil {
            fields.refuse("wie", "Kies een van de antwoorden.")
        }
        guard fields.isSound, let draft else { return .page(try page(visit, fields)) }
        try visit.scope.write { try $0.addNetworkLine(draft, with: contact) }
        return .redirect("/\(visit.slug)/netwerk/bekendheid", .added)
    }
}
