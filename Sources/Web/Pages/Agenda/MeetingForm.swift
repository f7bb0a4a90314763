import Domain
import Storage

/// Planning or moving a school meeting in two steps: fill in, see what is mailed, save.
enum MeetingForm {
    static let routes: [Route] = [
        .get("agenda/gesprek/nieuw", .changeMeetings) { visit in
            var fields = Fields()
            fields["koppeling"] = visit.request.query("koppeling").flatMap { Uid($0) }?.text ?? ""
            fields["datum"] = visit.request.query("dag").flatMap { LocalDate($0) }?.description ?? ""
            fields["minuten"] = "60"
            fields["mee"] = "ja"
            return .page(try page(visit, fields, over: nil))
        },
        .post("agenda/gesprek/nieuw", .changeMeetings) { visit in try step(visit, over: nil) },
        .get("agenda/gesprek/{uid}/aanpassen", .changeMeetings) { visit in
            let known = try MeetingPage.known(visit)
            return .page(try page(visit, Fields(known), over: known))
        },
        .post("agenda/gesprek/{uid}/aanpassen", .changeMeetings) { visit in
            try step(visit, over: try MeetingPage.known(visit))
        },
        .post("agenda/gesprek/{uid}/afzeggen", .changeMeetings) { visit in try turn(visit, isOff: true) },
        .post("agenda/gesprek/{uid}/toch", .changeMeetings) { visit in try turn(visit, isOff: false) },
    ]

    private static func step(_ visit: Visit, over known: SchoolMeeting?) throws -> Answer {
        var fields = visit.fields
        if fields["stap"] == "terug" { return .page(try page(visit, fields, over: known)) }
        let draft = try visit.scope.read { try Self.draft(&fields, over: known, $0) }
        guard fields.isSound, let draft else { return .page(try page(visit, fields, over: known)) }
        let version = known == nil ? nil : fields.version
        if fields["stap"] == "bewaar" {
            let uid = try visit.scope.write { try $0.saveMeeting(draft, over: known?.uid, version: version) }
            return .redirect("/\(visit.slug)/agenda/gesprek/\(uid)", known == nil ? .added : .saved)
        }
        return .page(try MeetingCheck(visit, draft, over: known, version: version).page(fields))
    }

    /// Cancels a meeting, or has it go on after all; first it shows who hears of it.
    private static func turn(_ visit: Visit, isOff: Bool) throws -> Answer {
        let known = try MeetingPage.known(visit)
        var draft = known.draft
        draft.cancelled = isOff
        let back: Path = "/\(visit.slug)/agenda/gesprek/\(known.uid)"
        guard draft != known.draft else { return .redirect(back, .nothingChanged) }
        let version = visit.fields.version
        if visit.fields["stap"] == "bewaar" {
            _ = try visit.scope.write { try $0.saveMeeting(draft, over: known.uid, version: version) }
            return .redirect(back, isOff ? .cancelled : .saved)
        }
        return .page(try MeetingCheck(visit, draft, over: known, version: version).page(nil))
    }

    private static func draft(
        _ fields: inout Fields, over known: SchoolMeeting?, _ reader: TenantReader
    ) throws -> MeetingDraft? {
        let match = known?.draft.match ?? fields.uid("koppeling", missing: "Kies voor welke koppeling het gesprek is.")
        let starts = try fields.moment(reader)
        let minutes = fields.number("minuten", in: MeetingDraft.lengths, missing: "Vul in hoe lang het duurt.")
        let roles = Set(fields.choices("rol", MeetingRole.self))
        let purpose: MeetingPurpose? = fields.choice("doel")
        let attends = fields.choice("mee", YesNo.self, missing: "Kies of de buddy meegaat.")
        guard let match, let starts, let minutes, let attends else { return nil }
        let running = known == nil ? try reader.matchesToMeet(since: starts.date).map(\.uid) : [match]
        guard running.contains(match) else {
            fields.refuse("koppeling", "Deze koppeling loopt op die dag niet. Kies een andere dag of koppeling.")
            return nil
        }
        if try reader.hasMeeting(of: match, at: starts, besides: known?.uid) {
            fields.refuse("tijd", "Dit gesprek staat al in de agenda. Kies een andere tijd.")
        }
        return MeetingDraft(
            match: match, starts: starts, minutes: minutes, buddyAttends: attends == .yes,
            cancelled: known?.draft.cancelled ?? false, roles: roles, purpose: purpose)
    }

    private static func page(_ visit: Visit, _ fields: Fields, over known: SchoolMeeting?) throws -> Page {
        let matches = known == nil ? try visit.scope.read { try $0.matchesToMeet(since: try $0.today - 31) } : []
        let action: Path =
            known.map { "/\(visit.slug)/agenda/gesprek/\($0.uid)/aanpassen" } ?? "/\(visit.slug)/agenda/gesprek/nieuw"
        let back =
            known.map { Link("Terug naar het gesprek", "/\(visit.slug)/agenda/gesprek/\($0.uid)") }
            ?? Link("Terug naar de agenda", "/\(visit.slug)/agenda")
        guard known != nil || !matches.isEmpty else {
            return Page(
                "Nieuw gesprek", place: .agenda, back: back,
                body: Part.empty(
                    "Er is nog geen koppeling. Een gesprek hoort bij een ouder en een buddy.",
                    Part.button(Link("Naar de aanvragen", "/\(visit.slug)/aanvragen-overzicht"))))
        }
        let match: HTML =
            known.map { "<p>Gesprek van \(Part.tag($0.label))</p>" }
            ?? Field.select(
                fields, "koppeling", "Welke koppeling", matches.map { ($0.uid.text, "\($0.label) · \($0.buddyName)") },
                hint: "De boom staat voor de ouder of jeugdige, daarachter staat de buddy.", empty: "Kies een koppeling"
            )
        return Page(
            known == nil ? "Nieuw gesprek" : "Gesprek aanpassen", place: .agenda, back: back,
            status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)
                \(visit.form(action, """
                    \(match)\(Field.hidden("versie", fields["versie"]))
                    \(Field.line(fields, "datum", "Datum", .date))
                    \(Field.line(fields, "tijd", "Tijd", .time, hint: "Bijvoorbeeld 14.00"))
                    \(Field.line(fields, "minuten", "Hoeveel minuten", .number))
                    \(Field.radios(fields, "mee", "Gaat de buddy mee?", YesNo.options))
                    \(Field.ticks(fields, "rol", "Wie zitten er nog meer aan tafel?",
                        MeetingRole.allCases.map { ($0.rawValue, $0.title.capitalisedFirst) },
                        hint: "Alleen de rol, geen namen."))
                    \(Field.select(fields, "doel", "Waar gaat het om?",
                        MeetingPurpose.allCases.map { ($0.rawValue, $0.title.capitalisedFirst) }, empty: "Weet ik nog niet"))
                    <div class="actions"><button type="submit">Controleer</button></div>
                    """))
                """)
    }
}

/// A yes or a no in a form.
enum YesNo: String, CaseIterable {
    case yes = "ja"
    case no = "nee"

    static let options = [(value: "ja", words: "Ja"), (value: "nee", words: "Nee")]
}

extension Fields {
    /// As a form is filled in from a meeting there is.
    fileprivate init(_ known: SchoolMeeting) {
        self.init(
            [
                ("datum", known.draft.starts.date.description), ("tijd", known.draft.starts.time.description),
                ("minuten", String(known.draft.minutes)), ("mee", known.draft.buddyAttends ? "ja" : "nee"),
                ("doel", known.draft.purpose?.rawValue ?? ""), ("versie", String(known.version)),
            ] + known.draft.roles.map { ("rol", $0.rawValue) })
    }

    /// The moment in `datum` and `tijd`: one that the clock shows, not long ago and not far away.
    mutating func moment(_ reader: TenantReader) throws -> LocalDateTime? {
        let date = date("datum", missing: "Kies een datum.")
        let time = time("tijd", missing: "Vul een tijd in, zoals 14.00.")
        guard let date, let time else { return nil }
        let today = try reader.today
        guard (today - 366...today + 1_100).contains(date) else {
            refuse("datum", "Kies een datum van hooguit een jaar geleden of drie jaar vooruit.")
            return nil
        }
        let moment = LocalDateTime(date, time)
        guard try reader.settings.zone.instant(moment) != nil else {
            refuse("tijd", "Deze tijd bestaat niet: die nacht gaat de klok een uur vooruit.")
            return nil
        }
        return moment
    }
}
