import Domain
import Storage

/// The form of one school or organisation.
enum NetworkForm {
    static func page(_ visit: Visit, _ fields: Fields, over uid: Uid?) -> Page {
        let action: Path = uid.map { "/\(visit.slug)/netwerk/\($0)/wijzigen" } ?? "/\(visit.slug)/netwerk"
        let kinds = NetworkKind.allCases.map { (value: $0.rawValue, words: $0.title) }
        let remove: HTML =
            uid.map {
                """
                <details class="fold"><summary>Verwijderen</summary><p>Het logboek gaat dan ook weg.</p>\
                \(visit.action(
                    "Verwijder dit contact", "/\(visit.slug)/netwerk/\($0)/verwijderen", isFirst: false,
                    Field.hidden("versie", fields["versie"])))</details>
                """
            } ?? ""
        return Page(
            uid == nil ? "Voeg iemand toe" : "Verander dit contact", place: .network,
            back: Link("Netwerk", "/\(visit.slug)/netwerk"), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)
                \(visit.form(action, """
                    \(Field.hidden("versie", fields["versie"]))
                    \(Field.line(fields, "naam", "Naam van de school of organisatie"))
                    \(Field.radios(fields, "soort", "Wat is het?", kinds))
                    \(Field.line(fields, "plaats", "Plaats", hint: "Mag leeg blijven."))
                    \(Field.line(fields, "persoon", "Contactpersoon", hint: "Iemand die er werkt. Nooit een ouder of kind."))
                    \(Field.line(fields, "rol", "Wat doet die persoon daar?", hint: "Bijvoorbeeld: intern begeleider."))
                    \(Field.line(fields, "telefoon", "Telefoon", .phone))
                    \(Field.line(fields, "email", "E-mail", .email))
                    \(Field.line(
                        fields, "volgende", "Wanneer wil je weer contact?", .date,
                        hint: "Op die dag staat het bij Vandaag. Mag leeg blijven."))
                    <div class="actions"><button type="submit">Bewaar</button></div>
                    """))
                \(remove)
                """)
    }

    /// Nil when something has to be mended; `fields` then says what.
    static func read(_ fields: inout Fields) -> NetworkContact.Draft? {
        let name = fields.line("naam", missing: "Vul de naam in.")
        let kind = fields.choice("soort", NetworkKind.self, missing: "Kies wat het is.")
        let place = fields.line("plaats")
        let person = fields.line("persoon")
        let role = fields.line("rol")
        let phone = fields.phone("telefoon")
        let email = fields.email("email")
        let next = fields.date("volgende")
        guard fields.isSound, let name, let kind else { return nil }
        return NetworkContact.Draft(
            kind: kind, name: name, place: place, person: person, role: role, phone: phone, email: email, nextOn: next)
    }

    static func fields(_ contact: NetworkContact) -> Fields {
        var fields = Fields()
        fields["versie"] = String(contact.version)
        fields["naam"] = contact.draft.name
        fields["soort"] = contact.draft.kind.rawValue
        fields["plaats"] = contact.draft.place ?? ""
        fields["persoon"] = contact.draft.person ?? ""
        fields["rol"] = contact.draft.role ?? ""
        fields["telefoon"] = contact.draft.phone ?? ""
        fields["email"] = contact.draft.email?.description ?? ""
        fields["volgende"] = contact.draft.nextOn?.description ?? ""
        return fields
    }
}
