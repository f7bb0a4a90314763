import Domain
import Storage

/// The interview with a future buddy (N07, N34): planned, held along a checklist, and what came of it.
enum BuddyInterview {
    static let routes: [Route] = [
        .get("buddys/{uid}/gesprek", .changeBuddies) { visit in .page(try page(visit, Fields())) },
        .post("buddys/{uid}/gesprek", .changeBuddies) { visit in try plan(visit) },
        .post("buddys/{uid}/gesprek/uitkomst", .changeBuddies) { visit in try conclude(visit) },
    ]

    /// What came of it, as the form offers it.
    private static let outcomes: [(value: String, words: String)] = [
        (BuddyStep.suited.rawValue, "Welkom: door naar de training"),
        (BuddyStep.later.rawValue, "Later: we praten nog een keer"),
        (BuddyStep.unsuited.rawValue, "Dit past niet: we stoppen hier"),
    ]

    private static func plan(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        var fields = visit.fields
        let (today, zone) = try visit.scope.read { reader in
            _ = try reader.buddy(uid)
            return (try reader.today, try reader.settings.zone)
        }
        let day = fields.date("dag", missing: "Vul de dag in.")
        let time = fields.time("tijd", missing: "Vul de tijd in.")
        if let day, day < today || day - today > 366 {
            fields.refuse("dag", "Kies een dag die nog komt, binnen een jaar.")
        }
        if let day, let time, zone.instant(LocalDateTime(day, time)) == nil {
            fields.refuse("tijd", "Deze tijd bestaat die dag niet: de klok gaat dan een uur vooruit.")
        }
        guard let day, let time, fields.isSound else { return .page(try page(visit, fields)) }
        let refusal = try visit.scope.write {
            try $0.take(.planInterview, uid, version: fields.version, BuddyStepDetails(day: day, time: time))
        }
        return try BuddyPage.answer(visit, uid, refusal, .saved)
    }

    private static func conclude(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        var fields = visit.fields
        let today = try visit.scope.read { reader in
            _ = try reader.buddy(uid)
            return try reader.today
        }
        let day = fields.date("gehouden", missing: "Vul in wanneer jullie spraken.")
        if let day, day > today { fields.refuse("gehouden", "Deze dag moet nog komen. Vul in wanneer jullie spraken.") }
        var findings: [InterviewTopic: InterviewFinding] = [:]
        for topic in InterviewTopic.allCases {
            if let finding = fields.choice(topic.rawValue, InterviewFinding.self) { findings[topic] = finding }
        }
        let note = fields.text("notitie", limit: 500)
        let outcome = fields.choice("uitkomst", BuddyStep.self, missing: "Kies wat eruit kwam.")
        if let outcome, ![.suited, .later, .unsuited].contains(outcome) {
            fields.refuse("uitkomst", "Kies een van de antwoorden.")
        }
        let callOn = fields.date("bel")
        if let callOn, callOn <= today || callOn - today > 366 {
            fields.refuse("bel", "Kies een dag die nog komt, binnen een jaar.")
        }
        if outcome == .later, callOn == nil { fields.refuse("bel", "Vul in wanneer jullie weer praten.") }
        if outcome == .suited, findings.count < InterviewTopic.allCases.count {
            for topic in InterviewTopic.allCases where findings[topic] == nil {
                fields.refuse(topic.rawValue, "\(topic.title): kies wat je zag.")
            }
        }
        guard let day, let outcome, fields.isSound else { return .page(try page(visit, fields)) }
        let details = BuddyStepDetails(
            day: day, callOn: outcome == .later ? callOn : nil, findings: findings, note: note)
        let refusal = try visit.scope.write { try $0.take(outcome, uid, version: fields.version, details) }
        return try BuddyPage.answer(visit, uid, refusal, .saved)
    }

    private static func page(_ visit: Visit, _ fields: Fields) throws -> Page {
        let uid = try visit.uid()
        let (buddy, today) = try visit.scope.read { (try $0.buddy(uid), try $0.today) }
        let path = Buddies.page(visit, uid)
        let back = Link("Terug naar deze buddy", path)
        guard buddy.standing.steps.contains(.suited) else {
            return Page(
                "Kennismaking", place: .buddies, back: back,
                body: Part.empty(
                    "De kennismaking is al geweest.", "<p>Was dat een vergissing? Draai de stap dan terug.</p>"))
        }
        var filled = fields
        if !filled.has("gehouden") {
            let planned = buddy.summary.interviewAt?.date
            filled["gehouden"] = (planned.flatMap { $0 <= today ? $0 : nil } ?? today).description
        }
        if !filled.has("dag"), let planned = buddy.summary.interviewAt {
            filled["dag"] = planned.date.description
            filled["tijd"] = planned.time.description
        }
        let version = Buddies.version(fields.has("versie") ? fields.version : buddy.version)
        return Page(
            "Kennismaking", heading: "Kennismaken met \(buddy.particulars.name)", place: .buddies, back: back,
            status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)
                \(Part.columns(held(visit, "\(path)/gesprek/uitkomst", filled, version),
                    planning(visit, "\(path)/gesprek", filled, version, buddy)))
                """)
    }

    private static func planning(
        _ visit: Visit, _ action: Path, _ fields: Fields, _ version: HTML, _ buddy: BuddyFile
    ) -> HTML {
        Part.section(
            buddy.summary.interviewAt == nil ? "Plan de afspraak" : "Verzet de afspraak",
            visit.form(
                action,
                """
                \(version)
                \(Field.line(fields, "dag", "Dag", .date))
                \(Field.line(fields, "tijd", "Tijd", .time))
                <button class="second" type="submit">Bewaar de afspraak</button>
                """))
    }

    private static func held(_ visit: Visit, _ action: Path, _ fields: Fields, _ version: HTML) -> HTML {
        let findings = InterviewFinding.allCases.map { (value: $0.rawValue, words: $0.title) }
        let topics = InterviewTopic.allCases.map {
            Field.radios(fields, $0.rawValue, $0.title, findings, hint: $0.question)
        }
        return Part.section(
            "Het gesprek",
            visit.form(
                action,
                """
                \(version)
                <p>Praat over deze vier dingen. Bij “welkom” kies je ze alle vier.</p>
                \(topics)
                \(Field.text(
                    fields, "notitie", "Om te onthouden tot de training",
                    hint: "Kort, en alleen wat de training helpt. Dit verdwijnt vanzelf zodra de training klaar is.", rows: 3))
                \(Field.line(fields, "gehouden", "Wanneer spraken jullie?", .date))
                \(Field.radios(fields, "uitkomst", "Wat kwam eruit?", outcomes))
                \(Field.line(fields, "bel", "Weer praten op", .date, hint: "Alleen bij later."))
                <button type="submit">Bewaar</button>
                """))
    }
}
