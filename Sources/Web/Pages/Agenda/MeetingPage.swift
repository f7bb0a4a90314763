import Domain
import Storage

/// One school meeting: when, who by role, what it was for, what came out, and who does what (N25, N28).
enum MeetingPage {
    static let routes: [Route] = [
        .get("agenda/gesprek/{uid}", .seeMeetings) { visit in .page(try page(visit, try visit.uid())) },
        .post("agenda/gesprek/{uid}/uitkomst", .changeMeetings) { visit in try noteOutcome(visit) },
        .post("agenda/gesprek/{uid}/terugblik", .changeMeetings) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.noteLookBack(of: uid) }
            return .redirect("/\(visit.slug)/agenda/gesprek/\(uid)", .saved)
        },
    ]

    /// The meeting in the path.
    static func known(_ visit: Visit) throws -> SchoolMeeting {
        let uid = try visit.uid()
        guard let meeting = try visit.scope.read({ try $0.meeting(uid) }) else { throw Refusal.notFound }
        return meeting
    }

    static func page(
        _ visit: Visit, _ uid: Uid, outcomeFields: Fields? = nil, taskFields: Fields? = nil
    ) throws -> Page {
        let (found, tasks, letters, words, today) = try visit.scope.read { reader in
            (
                try reader.meeting(uid), try reader.tasks(of: uid), try reader.lettersReady(about: .meeting(uid)),
                MailPreviewWords(zone: try reader.settings.zone, now: reader.now), try reader.today
            )
        }
        guard let meeting = found else { throw Refusal.notFound }
        let isSound = (outcomeFields?.isSound ?? true) && (taskFields?.isSound ?? true)
        let mail: HTML =
            letters.isEmpty
            ? "<p>Er staat geen mail klaar over dit gesprek.</p>"
            : "<ul>\(words.ready(letters).map { "<li>\($0)</li>" as HTML })</ul>"
        return Page(
            "Schoolgesprek", heading: "Schoolgesprek \(Part.tag(meeting.label))",
            lead: "\(Dutch.moment(meeting.draft.starts, seenFrom: today))", place: .agenda,
            back: Link("Terug naar de agenda", "/\(visit.slug)/agenda?dag=\(meeting.draft.starts.date)"),
            status: isSound ? 200 : 422,
            body: """
                \(outcomeFields?.summary ?? "")\(taskFields?.summary ?? "")
                \(Part.columns(
                    "\(facts(meeting, visit, today, was: nil))\(actions(meeting, visit, words))",
                    Part.section("Wat nog gemaild wordt", mail)))
                \(outcome(meeting, visit, outcomeFields))
                \(agreements(meeting, tasks, visit, today, taskFields))
                """)
    }

    /// What is known of it; where it moved, also what it was.
    static func facts(_ meeting: SchoolMeeting, _ visit: Visit, _ today: LocalDate, was: SchoolMeeting?) -> HTML {
        let draft = meeting.draft
        func moment(_ draft: MeetingDraft) -> String {
            "\(Dutch.day(draft.starts.date, seenFrom: today)), \(AgendaEntry.hours(draft.starts.time, draft.minutes)) uur"
        }
        var facts: [(term: String, value: HTML)] = [("Koppeling", Part.tag(meeting.label))]
        if let was, was.draft.starts != draft.starts { facts.append(("Was", "<s>\(moment(was.draft))</s>")) }
        let off: HTML = draft.cancelled ? " \(Part.tag("afgezegd", .needsYou))" : ""
        facts.append(("Wanneer", "\(moment(draft))\(off)"))
        let buddy: HTML =
            visit.member.role.may(.seeBuddies)
            ? "<a href=\"\("/\(visit.slug)/buddys/\(meeting.buddy)" as Path)\">\(meeting.buddyName)</a>"
            : "\(meeting.buddyName)"
        facts.append(("Buddy", "\(buddy), \(draft.buddyAttends ? "gaat mee" : "gaat niet mee")"))
        let roles = MeetingRole.allCases.filter(draft.roles.contains).map(\.title)
        facts.append(("Ook aan tafel", roles.isEmpty ? "nog niet bekend" : "\(roles.joined(separator: ", "))"))
        facts.append(("Waar het om gaat", "\(draft.purpose?.title ?? "nog niet bekend")"))
        return Part.facts(facts)
    }

    private static func actions(_ meeting: SchoolMeeting, _ visit: Visit, _ words: MailPreviewWords) -> HTML {
        guard visit.member.role.may(.changeMeetings) else { return "" }
        let base: Path = "/\(visit.slug)/agenda/gesprek/\(meeting.uid)"
        let version = Field.hidden("versie", String(meeting.version))
        var buttons: [HTML] = []
        if meeting.draft.cancelled {
            buttons.append(visit.action("Het gaat toch door", "\(base)/toch", isFirst: false, version))
        } else {
            buttons.append(Part.button(Link("Aanpassen of verzetten", "\(base)/aanpassen"), isFirst: false))
            buttons.append(visit.action("Afzeggen", "\(base)/afzeggen", isFirst: false, version))
            let isOver = words.zone.nearestInstant(meeting.draft.starts) + .minutes(meeting.draft.minutes) <= words.now
            if isOver, meeting.draft.buddyAttends, !meeting.hasLookBack {
                buttons.append(visit.action("De buddy heeft teruggeblikt", "\(base)/terugblik", isFirst: false))
            }
        }
        let looked: HTML = meeting.hasLookBack ? "<p class=\"soft\">De buddy heeft teruggeblikt.</p>" : ""
        return "\(looked)<div class=\"actions\">\(buttons)</div>"
    }

    private static func outcome(_ meeting: SchoolMeeting, _ visit: Visit, _ typed: Fields?) -> HTML {
        guard visit.member.role.may(.changeMeetings) else {
            return meeting.outcome.map { Part.section("Uitkomst", "<p>\($0)</p>") } ?? ""
        }
        let fields =
            typed
            ?? Fields([
                ("uitkomst", meeting.outcome ?? ""), ("akkoord", meeting.notesAgreed ? "ja" : ""),
                ("versie", String(meeting.version)),
            ])
        return Part.section(
            "Uitkomst",
            visit.form(
                "/\(visit.slug)/agenda/gesprek/\(meeting.uid)/uitkomst",
                """
                \(Field.hidden("versie", fields["versie"]))
                \(Field.text(fields, "uitkomst", "Wat kwam eruit?",
                    hint: "Kort. Geen namen, geen school, niets over gezondheid.", rows: 3))
                \(Field.tick(fields, "akkoord", "De ouder vindt het goed dat we hier iets opschrijven",
                    hint: "Haal je het vinkje weg, dan gooien we de uitkomst en de afspraken hieronder weg."))
                <div class="actions"><button class="second" type="submit">Uitkomst bewaren</button></div>
                """))
    }

    private static func agreements(
        _ meeting: SchoolMeeting, _ tasks: [ProgrammeTask], _ visit: Visit, _ today: LocalDate, _ typed: Fields?
    ) -> HTML {
        let mayChange = visit.member.role.may(.changeMeetings)
        let here = Field.hidden("gesprek", meeting.uid.text)
        let lines = tasks.map { task -> HTML in
            let path: Path = "/\(visit.slug)/agenda/taak/\(task.uid)"
            let remedy: HTML =
                !mayChange
                ? ""
                : task.doneOn == nil
                    ? visit.action("Gedaan", "\(path)/gedaan", isFirst: false, here)
                    : "\(visit.action("Toch niet", "\(path)/open", isFirst: false, here))\(visit.action("Weg", "\(path)/weg", isFirst: false, here))"
            let detail: String =
                task.doneOn.map { "\(task.owner.title) · gedaan op \(Dutch.day($0, seenFrom: today))" }
                ?? "\(task.owner.title) · \(TaskList.due(task.due, today))"
            let tone: Tone = task.doneOn == nil && task.due <= today ? .needsYou : .calm
            return Part.line("\(task.text)", "\(detail)", tone, remedy: remedy)
        }
        let list = lines.isEmpty ? "<p class=\"soft\">Er is nog niets afgesproken.</p>" : Part.lines(lines)
        return Part.section("Wie doet wat", "\(list)\(mayChange ? form(meeting, visit, typed ?? Fields()) : "")")
    }

    private static func form(_ meeting: SchoolMeeting, _ visit: Visit, _ fields: Fields) -> HTML {
        guard meeting.notesAgreed else {
            return
                "<p class=\"soft\">Zet eerst bij de uitkomst dat de ouder het goed vindt. Daarna kun je afspraken opschrijven.</p>"
        }
        return """
            <h3>Nieuwe afspraak</h3>
            \(visit.form("/\(visit.slug)/agenda/gesprek/\(meeting.uid)/taak", """
                \(Field.line(fields, "taak", "Wat moet er gebeuren?", hint: "Geen namen."))
                \(Field.select(fields, "wie", "Wie doet het?",
                    TaskOwner.allCases.map { ($0.rawValue, $0.title.capitalisedFirst) }, empty: "Kies"))
                \(Field.line(fields, "voor", "Voor wanneer?", .date))
                <div class="actions"><button class="second" type="submit">Afspraak toevoegen</button></div>
                """))
            """
    }

    private static func noteOutcome(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        var fields = visit.fields
        let outcome = fields.text("uitkomst", limit: 500)
        let agreed = fields.isOn("akkoord")
        if outcome != nil, !agreed {
            fields.refuse("akkoord", "Zet een vinkje als de ouder het goed vindt. Anders bewaren we de uitkomst niet.")
        }
        guard fields.isSound else { return .page(try page(visit, uid, outcomeFields: fields)) }
        try visit.scope.write { try $0.note(outcome, agreed: agreed, of: uid, version: fields.version) }
        return .redirect("/\(visit.slug)/agenda/gesprek/\(uid)", .saved)
    }
}
