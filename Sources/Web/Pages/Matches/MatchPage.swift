import Domain
import Storage

/// One match: how long, how it goes, and how it ends.
enum MatchPage {
    static let routes: [Route] =
        [.get("koppelingen/{uid}", .seeMatches) { visit in .page(try page(visit)) }] + MatchActions.routes

    /// The page as it is now, or with the form on it that did not pass.
    static func page(_ visit: Visit, _ typed: Fields? = nil, status: Int = 200) throws -> Page {
        let uid = try visit.uid()
        let (detail, today, lapses) = try visit.scope.read { reader in
            let words = MailPreviewWords(zone: try reader.settings.zone, now: reader.now)
            return (
                try reader.match(uid), try reader.today,
                words.stops(try reader.lapsingMail(of: uid, after: try reader.today))
            )
        }
        let line = detail.line
        let path: Path = "/\(visit.slug)/koppelingen/\(uid)"
        let days = max(0, (line.runs ? today : line.until ?? today) - line.since)
        return Page(
            "Koppeling", heading: "\(line.label), met \(line.firstName)",
            lead: "\(lead(line, days, today))",
            place: .matches, back: Link("Koppelingen", "/\(visit.slug)/koppelingen"), status: status,
            body: """
                \(typed?.summary)
                \(Part.columns(
                    meetings(visit, detail, today) + evaluations(visit, detail, path, typed)
                        + ending(visit, detail, path, today, lapses, typed),
                    beside(visit, detail, path, today, typed)))
                """)
    }

    private static func lead(_ line: MatchLine, _ days: Int, _ today: LocalDate) -> String {
        if let until = line.until, !line.runs { return "Gestopt op \(Dutch.date(until)), na \(duration(days))" }
        if line.since >= today { return "Begint \(line.since == today ? "vandaag" : "op \(Dutch.date(line.since))")" }
        return "Loopt \(duration(days)), sinds \(Dutch.date(line.since))"
    }

    /// `6 dagen`, `7 weken`, `8 maanden`.
    static func duration(_ days: Int) -> String {
        switch days {
        case 0: "één dag"
        case ..<14: Dutch.count(days, "dag", "dagen")
        case ..<92: "\(days / 7) weken"
        default: "\(days / 30) maanden"
        }
    }

    private static func meetings(_ visit: Visit, _ detail: MatchDetail, _ today: LocalDate) -> HTML {
        let lines = detail.meetings.map { meeting -> HTML in
            let isPast = meeting.starts.date < today
            let tag = meeting.isOff ? Part.tag("gaat niet door", .needsYou) : isPast ? Part.tag("geweest") : ""
            return Part.line(
                "\(Dutch.moment(meeting.starts, seenFrom: today)) \(tag)",
                "Gesprek op school, \(meeting.minutes) minuten",
                remedy: visit.member.role.may(.seeMeetings)
                    ? Part.button(Link("Bekijk", "/\(visit.slug)/agenda/gesprek/\(meeting.uid)"), isFirst: false) : "")
        }
        return Part.section(
            "Gesprekken",
            """
            \(lines.isEmpty ? Part.empty("Er staat nog geen gesprek.") : Part.lines(lines))
            \(visit.member.role.may(.seeMeetings)
                ? "<p class=\"actions\">\(planning(visit, detail))</p>" as HTML
                : "")
            """)
    }

    private static func planning(_ visit: Visit, _ detail: MatchDetail) -> HTML {
        guard detail.line.runs, visit.member.role.may(.changeMeetings) else {
            return Part.button(Link("Naar de agenda", "/\(visit.slug)/agenda"), isFirst: false)
        }
        let path: Path = "/\(visit.slug)/agenda/gesprek/nieuw?koppeling=\(detail.line.uid)"
        return Part.button(Link("Nieuw gesprek", path), isFirst: false)
    }

    private static func evaluations(_ visit: Visit, _ detail: MatchDetail, _ path: Path, _ typed: Fields?) -> HTML {
        let parts = EvaluationSide.allCases.map { side -> HTML in
            let known = detail.evaluations[side]
            let who = side == .buddy ? detail.line.firstName : RequestWords.them(detail.requester)
            let said = known.map { known -> HTML in
                Part.facts([
                    (side.questions.first, "\(known.first.title)"), (side.questions.second, "\(known.second.title)"),
                    ("Gevraagd op", "\(Dutch.date(known.recordedOn))"),
                ])
            }
            guard visit.member.role.may(.changeMatches) else {
                return "<h3>\(who)</h3>\(said ?? "<p>Nog niet gevraagd.</p>")"
            }
            var fields = Fields()
            if let typed, typed["wie"] == side.rawValue { fields = typed }
            if fields["eerste-\(side.rawValue)"].isEmpty {
                fields["eerste-\(side.rawValue)"] = known?.first.rawValue ?? ""
            }
            if fields["tweede-\(side.rawValue)"].isEmpty {
                fields["tweede-\(side.rawValue)"] = known?.second.rawValue ?? ""
            }
            let answers = EvaluationAnswer.allCases.map { ($0.rawValue, $0.title) }
            let isOpen = typed?["wie"] == side.rawValue
            return """
                <h3>Vraag \(who)</h3>\(said)
                <details class="unfold"\(isOpen ? " open" : "" as HTML)><summary>\(known == nil ? "Vul de twee antwoorden in" : "Verander")\
                </summary>\(visit.form(
                    "\(path)/terugkijken",
                    """
                    \(Field.hidden("versie", String(detail.version)))\(Field.hidden("wie", side.rawValue))
                    \(Field.radios(fields, "eerste-\(side.rawValue)", side.questions.first, answers))
                    \(Field.radios(fields, "tweede-\(side.rawValue)", side.questions.second, answers))
                    <p class="actions"><button type="submit" class="second">Bewaar</button></p>
                    """))</details>
                """
        }
        return Part.section("Hoe gaat het?", "\(parts)")
    }

    private static func ending(
        _ visit: Visit, _ detail: MatchDetail, _ path: Path, _ today: LocalDate, _ lapses: [String],
        _ typed: Fields?
    ) -> HTML {
        guard visit.member.role.may(.changeMatches) else { return "" }
        let outcomes = MatchOutcome.allCases.map { ($0.rawValue, $0.title) }
        let version = Field.hidden("versie", String(detail.version))
        guard detail.line.runs else {
            var fields = typed ?? Fields()
            fields["afloop"] = detail.line.outcome?.rawValue ?? ""
            return Part.section(
                "Afloop",
                visit.form(
                    "\(path)/afloop",
                    """
                    \(version)\(Field.radios(fields, "afloop", "Hoe ging het op school verder?", outcomes))
                    <p class="actions"><button type="submit" class="second">Bewaar</button></p>
                    """))
        }
        var fields = Fields()
        if let typed, typed.has("einddatum") { fields = typed } else { fields["einddatum"] = today.description }
        return Part.section(
            "Andere buddy of stoppen",
            """
            \(lapsing(detail, lapses, today))
            <details class="unfold"><summary>Zoek een andere buddy</summary>
            <p>Deze koppeling stopt vandaag. De aanvraag komt weer bij “Wacht op een buddy”. Gesprekken die al gepland zijn, \
            gaan mee naar de nieuwe buddy.</p>
            \(visit.action("Zoek een andere buddy", "\(path)/andere-buddy", isFirst: false, version))</details>
            <details class="unfold"\(typed?.has("einddatum") == true ? " open" : "" as HTML)><summary>Stop deze koppeling</summary>
            \(visit.form(
                "\(path)/stoppen",
                """
                \(version)
                \(Field.line(fields, "einddatum", "Laatste dag", .date))
                \(Field.radios(
                    fields, "afloop", "Hoe ging het op school verder?", outcomes,
                    hint: "Weet je het nog niet? Laat leeg, je kunt het later invullen."))
                <p class="actions"><button type="submit">Stop deze koppeling</button></p>
                """))</details>
            """)
    }

    /// What ending takes away, said before.
    private static func lapsing(_ detail: MatchDetail, _ lapses: [String], _ today: LocalDate) -> HTML {
        let ahead = detail.meetings.filter { $0.starts.date > today && !$0.isOff }
        guard !ahead.isEmpty else { return "" }
        let told = ahead.contains(where: \.wasTold)
        return Part.aside(
            """
            <p><strong>Er \(ahead.count == 1 ? "staat nog één gesprek" : "staan nog \(ahead.count) gesprekken").</strong> \
            \(lapses.isEmpty ? "" : "Stop je nu, dan verandert de mail:")</p>
            \(lapses.isEmpty ? "" : "<ul>\(lapses.map { "<li>\($0)</li>" as HTML })</ul>" as HTML)
            \(told ? "<p>\(detail.line.firstName) kreeg al mail over een gesprek. Bel even dat het anders gaat.</p>" : "" as HTML)
            """)
    }

    private static func beside(
        _ visit: Visit, _ detail: MatchDetail, _ path: Path, _ today: LocalDate, _ typed: Fields?
    ) -> HTML {
        let line = detail.line
        var known: [(term: String, value: HTML)] = [
            ("Buddy", "<a href=\"\("/\(visit.slug)/buddys/\(line.buddy)" as Path)\">\(line.firstName)</a>"),
            ("Wie", "\(RequestWords.title(detail.requester))"), ("Sinds", "\(Dutch.date(line.since))"),
        ]
        if let until = line.until { known.append(("Laatste dag", "\(Dutch.date(until))")) }
        known.append(("Verwacht einde", line.expectedUntil.map { "\(Dutch.date($0))" } ?? "nog niet gezegd"))
        if let outcome = line.outcome { known.append(("Afloop", "\(outcome.title)")) }
        var labelled = Fields()
        if let typed, typed.has("naam") { labelled = typed } else { labelled["naam"] = line.label }
        var expected = Fields()
        if let typed, typed.has("verwacht") {
            expected = typed
        } else {
            expected["verwacht"] = line.expectedUntil?.description ?? ""
        }
        let version = Field.hidden("versie", String(detail.version))
        let contact: HTML =
            visit.member.role.may(.changeRequests)
            ? visit.action("Toon naam en telefoon", "\(path)/contact") : ""
        let request = detail.request.map {
            Part.button(Link("Naar de aanvraag", "/\(visit.slug)/aanvragen-overzicht/\($0)"), isFirst: false)
        }
        let changes: HTML =
            visit.member.role.may(.changeMatches)
            ? """
            <details class="unfold"\(typed?.has("naam") == true ? " open" : "" as HTML)><summary>Verander de naam van de koppeling</summary>
            \(visit.form(
                "\(path)/naam",
                """
                \(version)\(Field.line(labelled, "naam", "Naam van de koppeling", hint: "Een boom of plant."))
                <p class="actions"><button type="submit" class="second">Bewaar</button></p>
                """))</details>
            <details class="unfold"\(typed?.has("verwacht") == true ? " open" : "" as HTML)><summary>Verander het verwachte einde</summary>
            \(visit.form(
                "\(path)/verwacht",
                """
                \(version)\(Field.line(expected, "verwacht", "Verwacht einde", .date, hint: "Mag leeg."))
                <p class="actions"><button type="submit" class="second">Bewaar</button></p>
                """))</details>
            """ : ""
        return Part.section(
            "De koppeling", "\(Part.facts(known))<div class=\"actions\">\(contact)\(request)</div>\(changes)")
    }
}
