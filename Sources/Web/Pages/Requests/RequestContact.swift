import Domain
import Storage

/// Name and phone of who asked: shown once, to who presses the button, and logged.
enum RequestContact {
    static let routes: [Route] = [
        .post("aanvragen-overzicht/{uid}/contact", .changeRequests) { visit in
            let request = try visit.uid()
            let shown = try visit.scope.write { try $0.showContact(of: request) }
            var fields = Fields()
            fields["voornaam"] = shown.contact.name
            fields["telefoon"] = shown.contact.phone ?? ""
            fields["mail"] = shown.contact.email?.description ?? ""
            fields["versie"] = String(shown.version)
            return .page(page(visit, request, fields, shown.contact))
        },
        .post("aanvragen-overzicht/{uid}/contact-wijzigen", .changeRequests) { visit in try change(visit) },
    ]

    private static func change(_ visit: Visit) throws -> Answer {
        let request = try visit.uid()
        var fields = visit.fields
        let name = fields.line("voornaam", missing: "Vul de voornaam in.", limit: 40)
        let (phone, email) = (fields.phone("telefoon"), fields.email("mail"))
        if fields["telefoon"].isEmpty, fields["mail"].isEmpty {
            fields.refuse("telefoon", "Vul een telefoonnummer of een mailadres in. Anders kun je niet terugbellen.")
        }
        _ = try visit.scope.read { try $0.request(request) }
        guard fields.isSound, let name else { return .page(page(visit, request, fields, nil, status: 422)) }
        let version = fields.version
        try visit.scope.write {
            try $0.changeContact(of: request, version, name: name, phone: phone, email: email)
        }
        return .redirect("/\(visit.slug)/aanvragen-overzicht/\(request)", .saved)
    }

    private static func page(
        _ visit: Visit, _ request: Uid, _ fields: Fields, _ contact: RequesterContact?, status: Int = 200
    ) -> Page {
        let path: Path = "/\(visit.slug)/aanvragen-overzicht/\(request)"
        return Page(
            "Naam en telefoon", lead: "In het logboek staat dat je dit opende.", place: .requests,
            back: Link("Terug naar de aanvraag", path), status: status,
            body: """
                \(contact.map(card))
                \(fields.summary)
                <details class="unfold"\(contact == nil ? " open" : "" as HTML)><summary>Verbeter naam, telefoon of mail</summary>
                \(visit.form(
                    "\(path)/contact-wijzigen",
                    """
                    \(Field.hidden("versie", fields["versie"]))
                    \(Field.line(fields, "voornaam", "Voornaam"))
                    \(Field.line(fields, "telefoon", "Telefoon", .phone))
                    \(Field.line(fields, "mail", "E-mail", .email))
                    <p class="actions"><button type="submit">Bewaar</button></p>
                    """))
                </details>
                """)
    }

    /// What a button shows of who asked; the page of a match shows the same.
    static func card(_ contact: RequesterContact) -> HTML {
        let phone = contact.phone.flatMap { OutsideLink(phone: $0) }.map { link -> HTML in
            "<p><a class=\"button\" href=\"\(link)\">Bel \(contact.phone ?? "")</a></p>"
        }
        let mail = contact.email.map { email -> HTML in
            "<p><a href=\"\(OutsideLink(mail: email))\">\(email.description)</a></p>"
        }
        return """
            <div class="card"><h2>\(contact.name)</h2>\(phone)\(mail)</div>
            """
    }
}
