import Domain
import Storage

/// A coordinator enters a request, with a parent on the phone.
enum NewRequest {
    static let routes: [Route] = [
        .get("aanvragen-overzicht/nieuw", .changeRequests) { visit in
            let setting = try visit.scope.read { try RequestForm.Setting($0, visit) }
            var fields = Fields()
            fields["wie"] = RequesterKind.parent.rawValue
            fields["soort"] = SupportKind.longTerm.rawValue
            fields["manier"] = SupportMode.inPerson.rawValue
            fields["ontvangen"] = setting.today.description
            return .page(page(visit, fields, setting))
        },
        .post("aanvragen-overzicht/nieuw", .changeRequests) { visit in try add(visit) },
    ]

    /// Offered beside the kinds that are kept: under 16 nothing is stored online (DOMAIN.md, "Who uses Naast").
    private static let tooYoung = "jonger-dan-16"

    private static func add(_ visit: Visit) throws -> Answer {
        var fields = visit.fields
        if fields["wie"] == tooYoung { return .page(nothingKept(visit)) }
        let setting = try visit.scope.read { try RequestForm.Setting($0, visit) }
        let kind = fields.choice("wie", RequesterKind.self, missing: "Kies wie er hulp vraagt.")
        let name = fields.line("voornaam", missing: "Vul de voornaam in.", limit: 40)
        let (phone, email) = (fields.phone("telefoon"), fields.email("mail"))
        if fields["telefoon"].isEmpty, fields["mail"].isEmpty {
            fields.refuse("telefoon", "Vul een telefoonnummer of een mailadres in. Anders kun je niet terugbellen.")
        }
        guard let facts = RequestForm.facts(&fields, setting), fields.isSound, let kind, let name else {
            return .page(page(visit, fields, setting, status: 422))
        }
        let contact = RequesterContact(kind: kind, name: name, phone: phone, email: email)
        let uid = try visit.scope.write { try $0.addRequest(contact, facts) }
        return .redirect("/\(visit.slug)/aanvragen-overzicht/\(uid)", .added)
    }

    private static func page(
        _ visit: Visit, _ fields: Fields, _ setting: RequestForm.Setting, status: Int = 200
    ) -> Page {
        let kinds = RequesterKind.allCases.map { ($0.rawValue, RequestWords.title($0)) }
        return Page(
            "Nieuwe aanvraag", lead: "Vraag alleen wat je nodig hebt om terug te bellen en een buddy te zoeken.",
            place: .requests, back: Link("Aanvragen", "/\(visit.slug)/aanvragen-overzicht"), status: status,
            body: """
                \(RequestForm.honesty(setting))
                \(fields.summary)
                \(visit.form(
                    "/\(visit.slug)/aanvragen-overzicht/nieuw",
                    """
                    <div class="pair">\(Field.radios(
                        fields, "wie", "Wie vraagt hulp?", kinds + [(tooYoung, "Jongere onder de 16 jaar")]))</div>
                    \(Field.line(fields, "voornaam", "Voornaam", hint: "Alleen de voornaam is genoeg."))
                    \(Field.line(fields, "telefoon", "Telefoon", .phone))
                    \(Field.line(fields, "mail", "E-mail", .email, hint: "Mag leeg als er een telefoonnummer staat."))
                    \(RequestForm.boxes(fields, setting))
                    <p class="actions"><button type="submit">Bewaar en zoek een buddy</button></p>
                    """))
                """)
    }

    private static func nothingKept(_ visit: Visit) -> Page {
        Page(
            "Niets bewaard", heading: "Onder de 16 bewaren we niets",
            lead: "Wat je invulde is niet bewaard.", place: .requests,
            back: Link("Aanvragen", "/\(visit.slug)/aanvragen-overzicht"), status: 422,
            body: """
                <p>Praat met de jongere, of spreek iets af. Vraag samen een ouder of verzorger of die hulp wil vragen. \
                Dan staat de aanvraag op hun naam.</p>
                \(Part.aside(
                    """
                    <p><strong>Is een kind niet veilig?</strong> Bel Veilig Thuis: 0800 2000, dag en nacht, gratis.</p>
                    """))
                <p class="actions">\(Part.button(Link("Nieuwe aanvraag", "/\(visit.slug)/aanvragen-overzicht/nieuw")))</p>
                """)
    }
}
