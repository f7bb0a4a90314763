import Domain
import Storage

/// A new buddy, and what is known of one: contact, languages, experience, when, and the schools of their children.
enum BuddyEntry {
    static let routes: [Route] = [
        .get("buddys/nieuw", .changeBuddies) { visit in
            var fields = Fields()
            fields["stand"] = BuddyState.applied.rawValue
            fields.set("hoe", ["online", "samen"])
            fields["ouders"] = "1"
            return .page(page(visit, fields, nil))
        },
        .post("buddys/nieuw", .changeBuddies) { visit in try add(visit) },
        .get("buddys/{uid}/gegevens", .changeBuddies) { visit in
            let uid = try visit.uid()
            let buddy = try visit.scope.read { try $0.buddy(uid) }
            return .page(page(visit, Fields(buddy.particulars, version: buddy.version), uid))
        },
        .post("buddys/{uid}/gegevens", .changeBuddies) { visit in try change(visit) },
    ]

    /// Where somebody stands who is entered by hand; the rest follows step by step.
    private enum Beginning: String, CaseIterable {
        case applied
        case training
        case available

        var words: String {
            switch self {
            case .applied: "Heeft zich aangemeld: de kennismaking komt nog"
            case .training: "De kennismaking is geweest: de training komt nog"
            case .available: "Is al buddy"
            }
        }

        var state: BuddyState {
            switch self {
            case .applied: .applied
            case .training: .training
            case .available: .available
            }
        }
    }

    private static func add(_ visit: Visit) throws -> Answer {
        var fields = visit.fields
        let today = try visit.scope.read { try $0.today }
        let particulars = read(&fields, today)
        let beginning = fields.choice("stand", Beginning.self, missing: "Kies waar deze buddy nu staat.")
        guard let particulars, let beginning, fields.isSound else { return .page(page(visit, fields, nil)) }
        let added = try visit.scope.write { writer -> Uid? in
            if let email = particulars.email, try !writer.knownBuddyAddresses([email]).isEmpty { return nil }
            return try writer.addBuddy(particulars, state: beginning.state)
        }
        guard let added else {
            fields.refuse("mail", "Dit adres staat al bij een andere buddy. Zoek die buddy in de lijst.")
            return .page(page(visit, fields, nil))
        }
        return .redirect(Buddies.page(visit, added), .added)
    }

    private static func change(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        var fields = visit.fields
        // Whether there is such a buddy comes before what is wrong with the form.
        let today = try visit.scope.read { reader in
            _ = try reader.buddy(uid)
            return try reader.today
        }
        guard let particulars = read(&fields, today), fields.isSound else { return .page(page(visit, fields, uid)) }
        try visit.scope.write { try $0.changeBuddy(uid, version: fields.version, particulars) }
        return .redirect(Buddies.page(visit, uid), .saved)
    }

    private static func read(_ fields: inout Fields, _ today: LocalDate) -> BuddyParticulars? {
        let name = fields.line("naam", missing: "Vul de naam in.")
        let email = fields.email("mail")
        let phone = fields.phone("telefoon")
        let region = fields.line("regio")
        let availability = fields.line("wanneer", limit: 200)
        let modes = fields.all("hoe")
        if modes.isEmpty { fields.refuse("hoe", "Kies online, samen, of allebei.") }
        let most = fields.number("ouders", in: 0...20, missing: "Vul in hoeveel ouders tegelijk kan.")
        let languages = fields.choices("taal", Language.self)
        let expertise = fields.choices("ervaring", Expertise.self)
        let schools = (fields.text("scholen", limit: 1_000) ?? "").split(separator: "\n").map {
            String($0).trimmingSpaces
        }.filter { !$0.isEmpty }
        if schools.count > 10 || schools.contains(where: { $0.unicodeScalars.count > 100 }) {
            fields.refuse("scholen", "Er passen 10 scholen, elk op een eigen regel van ten hoogste 100 tekens.")
        }
        let adultOn = fields.date("wordt21")
        if let adultOn, adultOn - today > 366 * 6 {
            fields.refuse("wordt21", "Deze datum ligt te ver weg. Vul in op welke dag deze buddy 21 wordt.")
        }
        guard let name, let most, fields.isSound else { return nil }
        return BuddyParticulars(
            name: name, email: email, phone: phone, region: region, availability: availability,
            online: modes.contains("online"), inPerson: modes.contains("samen"), mostMatches: most,
            languages: Set(languages), expertise: Set(expertise), schools: schools,
            // Who is 21 already has no birthday to remember.
            adultOn: adultOn.flatMap { $0 > today ? $0 : nil })
    }

    private static func page(_ visit: Visit, _ fields: Fields, _ uid: Uid?) -> Page {
        let isNew = uid == nil
        let action: Path = uid.map { "/\(visit.slug)/buddys/\($0)/gegevens" } ?? "/\(visit.slug)/buddys/nieuw"
        let back =
            uid.map { Link("Terug naar deze buddy", Buddies.page(visit, $0)) }
            ?? Link("Alle buddy's", Buddies.list(visit))
        return Page(
            isNew ? "Nieuwe buddy" : "Gegevens van een buddy",
            lead: isNew ? "Alleen de naam moet. De rest kan later." : nil, place: .buddies, back: back,
            status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)
                \(visit.form(action, """
                    \(isNew ? "" : Field.hidden("versie", fields["versie"]))
                    \(Field.line(fields, "naam", "Naam"))
                    \(Field.line(
                        fields, "mail", "E-mailadres", .email, hint: "Hier komen de herinneringen aan."))
                    \(Field.line(fields, "telefoon", "Telefoon", .phone))
                    \(isNew ? Field.radios(
                        fields, "stand", "Waar staat deze buddy nu?",
                        Beginning.allCases.map { ($0.rawValue, $0.words) }) : "")
                    \(more(fields))
                    <div class="actions"><button type="submit">\(isNew ? "Voeg toe" : "Bewaar")</button></div>
                    """))
                """)
    }

    private static func more(_ fields: Fields) -> HTML {
        """
        \(Field.line(fields, "regio", "Regio", hint: "Waar deze buddy naartoe kan, zoals: Leeuwarden en omgeving."))
        \(Field.line(fields, "wanneer", "Wanneer", hint: "Zoals: dinsdag en donderdag overdag."))
        \(Field.ticks(fields, "hoe", "Hoe", [("online", "Online of aan de telefoon"), ("samen", "Samen naar school")]))
        \(Field.line(fields, "ouders", "Hoeveel ouders tegelijk", .number))
        \(folded("Talen", Field.ticks(fields, "taal", "Spreekt", Language.options), fields.all("taal").count))
        \(folded("Ervaring", Field.ticks(fields, "ervaring", "Heeft ervaring met", Expertise.options),
            fields.all("ervaring").count))
        \(Field.text(
            fields, "scholen", "Scholen van de eigen kinderen",
            hint: "Elke school op een eigen regel. Zo sta je niet naast een ouder op de school van je eigen kind.",
            rows: 3))
        \(Field.line(
            fields, "wordt21", "Wordt 21 op", .date,
            hint: "Alleen voor wie nog geen 21 is: dan geldt een ander bedrag per uur. Daarna vergeten we deze datum."))
        """
    }

    // Long lists of ticks stay closed until somebody needs them.
    private static func folded(_ title: String, _ body: HTML, _ chosen: Int) -> HTML {
        """
        <details class="fold"\(chosen > 0 ? " open" : "" as HTML)><summary>\(title)</summary>\(body)</details>
        """
    }
}

extension Fields {
    fileprivate init(_ buddy: BuddyParticulars, version: Int) {
        self.init()
        self["versie"] = "\(version)"
        self["naam"] = buddy.name
        self["mail"] = buddy.email?.description ?? ""
        self["telefoon"] = buddy.phone ?? ""
        self["regio"] = buddy.region ?? ""
        self["wanneer"] = buddy.availability ?? ""
        set("hoe", (buddy.online ? ["online"] : []) + (buddy.inPerson ? ["samen"] : []))
        self["ouders"] = "\(buddy.mostMatches)"
        set("taal", buddy.languages.map(\.rawValue))
        set("ervaring", buddy.expertise.map(\.rawValue))
        self["scholen"] = buddy.schools.joined(separator: "\n")
        self["wordt21"] = buddy.adultOn?.description ?? ""
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
