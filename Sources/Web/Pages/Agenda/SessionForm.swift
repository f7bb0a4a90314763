import Domain
import Storage

/// Planning, moving or cancelling a session in two steps, as a meeting.
enum SessionForm {
    static let routes: [Route] = [
        .get("agenda/bijeenkomst/nieuw", .changeSessions) { visit in
            var fields = Fields()
            fields["minuten"] = "90"
            fields["soort"] = visit.request.query("soort").flatMap(Gathering.init)?.rawValue ?? ""
            return .page(try page(visit, fields, over: nil))
        },
        .post("agenda/bijeenkomst/nieuw", .changeSessions) { visit in try step(visit, over: nil) },
        .get("agenda/bijeenkomst/{uid}/aanpassen", .changeSessions) { visit in
            let known = try SessionPage.known(visit)
            return .page(try page(visit, Fields(known), over: known))
        },
        .post("agenda/bijeenkomst/{uid}/aanpassen", .changeSessions) { visit in
            try step(visit, over: try SessionPage.known(visit))
        },
        .post("agenda/bijeenkomst/{uid}/afzeggen", .changeSessions) { visit in try turn(visit, isOff: true) },
        .post("agenda/bijeenkomst/{uid}/toch", .changeSessions) { visit in try turn(visit, isOff: false) },
        .post("agenda/bijeenkomst/{uid}/uitnodigen", .changeSessions) { visit in try invite(visit) },
    ]

    private static func step(_ visit: Visit, over known: GroupSession?) throws -> Answer {
        var fields = visit.fields
        if fields["stap"] == "terug" { return .page(try page(visit, fields, over: known)) }
        let draft = try visit.scope.read { try Self.draft(&fields, over: known, $0) }
        let guests = Guests(&fields)
        guard fields.isSound, let draft else { return .page(try page(visit, fields, over: known)) }
        let version = known == nil ? nil : fields.version
        func save(_ writer: TenantWriter) throws -> Uid {
            let uid = try writer.saveSession(draft, over: known?.uid, version: version)
            if known == nil { try writer.invite(guests.buddies, groups: guests.groups, to: uid) }
            return uid
        }
        if fields["stap"] == "bewaar" {
            let uid = try visit.scope.write(save)
            return .redirect("/\(visit.slug)/agenda/bijeenkomst/\(uid)", known == nil ? .added : .saved)
        }
        let action: Path =
            known.map { "/\(visit.slug)/agenda/bijeenkomst/\($0.uid)/aanpassen" }
            ?? "/\(visit.slug)/agenda/bijeenkomst/nieuw"
        let names = ["soort", "datum", "tijd", "minuten", "plaats", "link", "plaatsen", "groep", "buddy", "versie"]
        let carried = names.flatMap { name in fields.all(name).map { Field.hidden(name, $0) } }
        return .page(
            try SessionCheck(visit, over: known, save).page(
                "Controleer de bijeenkomst", "Bewaren", action, carried, mayGoBack: true))
    }

    /// Cancels a session, or has it go on after all; first it shows who hears of it.
    private static func turn(_ visit: Visit, isOff: Bool) throws -> Answer {
        let known = try SessionPage.known(visit)
        var draft = known.draft
        draft.cancelled = isOff
        let back: Path = "/\(visit.slug)/agenda/bijeenkomst/\(known.uid)"
        guard draft != known.draft else { return .redirect(back, .nothingChanged) }
        let version = visit.fields.version
        func save(_ writer: TenantWriter) throws -> Uid {
            try writer.saveSession(draft, over: known.uid, version: version)
        }
        if visit.fields["stap"] == "bewaar" {
            _ = try visit.scope.write(save)
            return .redirect(back, isOff ? .cancelled : .saved)
        }
        return .page(
            try SessionCheck(visit, over: known, save).page(
                isOff ? "Bijeenkomst afzeggen" : "Bijeenkomst gaat toch door",
                isOff ? "Ja, zeg het af" : "Ja, het gaat door", isOff ? "\(back)/afzeggen" : "\(back)/toch",
                [Field.hidden("versie", String(version))], mayGoBack: false))
    }

    /// Puts more people on the list; first it shows who gets an invitation, and when.
    private static func invite(_ visit: Visit) throws -> Answer {
        let known = try SessionPage.known(visit)
        var fields = visit.fields
        let guests = Guests(&fields)
        if guests.buddies.isEmpty, guests.groups.isEmpty { fields.refuse("groep", "Kies wie je uitnodigt.") }
        guard fields.isSound else { return .page(try SessionPage.page(visit, known.uid, inviteFields: fields)) }
        func save(_ writer: TenantWriter) throws -> Uid {
            try writer.invite(guests.buddies, groups: guests.groups, to: known.uid)
            return known.uid
        }
        let back: Path = "/\(visit.slug)/agenda/bijeenkomst/\(known.uid)"
        if fields["stap"] == "bewaar" {
            _ = try visit.scope.write(save)
            return .redirect(back, .saved)
        }
        let carried = ["groep", "buddy"].flatMap { name in fields.all(name).map { Field.hidden(name, $0) } }
        return .page(
            try SessionCheck(visit, over: known, save).page(
                "Controleer de uitnodigingen", "Uitnodigen", "\(back)/uitnodigen", carried, mayGoBack: false))
    }

    private static func draft(
        _ fields: inout Fields, over known: GroupSession?, _ reader: TenantReader
    ) throws -> SessionDraft? {
        // What was announced as one thing does not become another: then it is a new session.
        let gathering: Gathering? =
            known?.draft.gathering ?? fields.choice("soort", missing: "Kies wat voor bijeenkomst het is.")
        let starts = try fields.moment(reader)
        let minutes = fields.number("minuten", in: MeetingDraft.lengths, missing: "Vul in hoe lang het duurt.")
        let place = fields.line("plaats", limit: 200)
        let link = fields.line("link", limit: 500)
        if let link, OutsideLink(link) == nil {
            fields.refuse("link", "Een link begint met https:// en heeft geen spaties.")
        }
        let capacity = fields.number("plaatsen", in: SessionDraft.capacities)
        if let capacity, let known, known.count(.yes) > capacity {
            fields.refuse("plaatsen", "Er hebben al \(known.count(.yes)) mensen ja gezegd. Kies een hoger getal.")
        }
        guard let gathering, let starts, let minutes else { return nil }
        return SessionDraft(
            gathering: gathering, starts: starts, minutes: minutes, place: place, link: link, capacity: capacity,
            cancelled: known?.draft.cancelled ?? false)
    }

    private static func page(_ visit: Visit, _ fields: Fields, over known: GroupSession?) throws -> Page {
        let action: Path =
            known.map { "/\(visit.slug)/agenda/bijeenkomst/\($0.uid)/aanpassen" }
            ?? "/\(visit.slug)/agenda/bijeenkomst/nieuw"
        let back =
            known.map { Link("Terug naar de bijeenkomst", "/\(visit.slug)/agenda/bijeenkomst/\($0.uid)") }
            ?? Link("Terug naar de agenda", "/\(visit.slug)/agenda")
        let guests: HTML = known == nil ? try Guests.fields(visit, fields, besides: []) : ""
        let sort: HTML =
            known.map { "<p>\($0.draft.gathering.title.capitalisedFirst)</p>" }
            ?? Field.radios(
                fields, "soort", "Wat is het?", Gathering.allCases.map { ($0.rawValue, $0.title.capitalisedFirst) })
        return Page(
            known == nil ? "Nieuwe bijeenkomst" : "Bijeenkomst aanpassen", place: .agenda, back: back,
            status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)
                \(visit.form(action, """
                    \(Field.hidden("versie", fields["versie"]))
                    \(sort)
                    \(Field.line(fields, "datum", "Datum", .date))
                    \(Field.line(fields, "tijd", "Tijd", .time, hint: "Bijvoorbeeld 19.30"))
                    \(Field.line(fields, "minuten", "Hoeveel minuten", .number))
                    \(Field.line(fields, "plaats", "Waar", hint: "Dit staat in de mail. Laat leeg als het online is."))
                    \(Field.line(fields, "link", "Link om online mee te doen", .link, hint: "Begint met https://"))
                    \(Field.line(fields, "plaatsen", "Hoeveel mensen kunnen erbij", .number, hint: "Leeg is: geen grens."))
                    \(guests)
                    <div class="actions"><button type="submit">Controleer</button></div>
                    """))
                """)
    }
}

extension Fields {
    /// As a form is filled in from a session there is.
    fileprivate init(_ known: GroupSession) {
        let draft = known.draft
        self.init([
            ("datum", draft.starts.date.description),
            ("tijd", draft.starts.time.description), ("minuten", String(draft.minutes)), ("plaats", draft.place ?? ""),
            ("link", draft.link ?? ""), ("plaatsen", draft.capacity.map(String.init) ?? ""),
            ("versie", String(known.version)),
        ])
    }
}
