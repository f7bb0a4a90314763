import Domain
import Storage

/// One request: from the question to a buddy, both sides' yes and the first date, on one page.
enum RequestPage {
    static let routes: [Route] =
        [
            .get("aanvragen-overzicht/{uid}", .seeRequests) { visit in .page(try page(visit)) },
            .get("aanvragen-overzicht/{uid}/wijzigen", .changeRequests) { visit in
                let uid = try visit.uid()
                let (detail, setting) = try visit.scope.read { reader in
                    (try reader.request(uid), try RequestForm.Setting(reader, visit))
                }
                return .page(try changing(visit, RequestForm.filled(detail), setting))
            },
            .post("aanvragen-overzicht/{uid}/wijzigen", .changeRequests) { visit in try change(visit) },
        ] + RequestActions.routes + MatchForm.routes

    /// The page as it is now, or with a form on it that did not pass.
    static func page(_ visit: Visit, _ matchFields: Fields? = nil, mail: SaidMail? = nil, status: Int = 200)
        throws -> Page
    {
        let uid = try visit.uid()
        let seen = try visit.scope.read { reader in
            try Seen(reader, try reader.request(uid), hasForm: matchFields != nil)
        }
        let (detail, today) = (seen.detail, seen.today)
        let facts = detail.facts
        return Page(
            "Aanvraag",
            heading: mail == nil ? "\(heading(detail, today))" : "Nog één stap: kijk wat er gemaild wordt",
            lead:
                "\(RequestWords.wish(facts.kind, facts.mode, facts.language, facts.hasInterpreter, facts.region))",
            place: .requests,
            back: Link("Aanvragen", "/\(visit.slug)/aanvragen-overzicht"), status: status,
            body: Part.columns(
                "\(matchFields?.summary)\(now(visit, seen, matchFields, mail))",
                beside(visit, seen)))
    }

    /// What the page needs, read in one go.
    struct Seen {
        let detail: RequestDetail
        let today: LocalDate
        let ranking: [RankedBuddy]
        let suggestedLabel: MatchLabel?

        init(_ reader: TenantReader, _ detail: RequestDetail, hasForm: Bool) throws {
            self.detail = detail
            today = try reader.today
            ranking =
                detail.state == .waiting
                ? RankedBuddy.ranking(
                    of: try reader.candidates(for: detail.uid), for: detail.facts.wish, on: try reader.today,
                    certificateYears: try reader.settings.certificateYears) : []
            suggestedLabel =
                try detail.openProposal.flatMap {
                    !hasForm && $0.isAgreed ? try reader.suggestedLabel(for: $0.buddy) : nil
                }
        }
    }

    private static func heading(_ detail: RequestDetail, _ today: LocalDate) -> String {
        let who = RequestWords.somebody(detail.requester)
        let waiting = RequestWords.waiting(since: detail.facts.received, on: today)
        switch detail.state {
        case .waiting: return "\(who) wacht \(waiting) op een buddy"
        case .proposed:
            guard let proposal = detail.openProposal else { return "\(who) wacht \(waiting) op een buddy" }
            return proposal.isAgreed
                ? "Beide kanten zeggen ja"
                : "\(proposal.firstName) is gevraagd, \(RequestWords.them(detail.requester)) wacht \(waiting)"
        case .matched: return "\(who) heeft een buddy"
        case .given: return "Het advies is gegeven"
        case .closed: return "Deze aanvraag is gesloten"
        }
    }

    private static func now(_ visit: Visit, _ seen: Seen, _ fields: Fields?, _ mail: SaidMail?) -> HTML {
        let detail = seen.detail
        let path: Path = "/\(visit.slug)/aanvragen-overzicht/\(detail.uid)"
        switch detail.state {
        case .waiting:
            return advice(visit, seen, path) + Proposals.ranked(visit, seen, path)
                + Proposals.earlier(detail, visit.slug)
        case .proposed:
            guard let proposal = detail.openProposal else { return "" }
            let rest = advice(visit, seen, path) + Proposals.earlier(detail, visit.slug)
            guard proposal.isAgreed else { return Proposals.asking(visit, detail, proposal, path) + rest }
            let filled = fields ?? MatchForm.fresh(proposal, seen)
            return MatchForm.section(visit, filled, proposal, path, mail)
                + Proposals.asking(visit, detail, proposal, path) + rest
        case .matched:
            return Part.section(
                "De koppeling", Part.lines(detail.matches.filter(\.runs).map { matchLine($0, visit, seen.today) }))
                + advice(visit, seen, path) + Proposals.earlier(detail, visit.slug)
        case .given, .closed:
            let matches = detail.matches.map { matchLine($0, visit, seen.today) }
            return (matches.isEmpty ? "" : Part.section("De koppeling", Part.lines(matches)))
                + Part.aside(
                    """
                    <p>\(detail.state == .given ? "Het advies is gegeven" : "Gesloten") op \
                    \(detail.finishedOn.map { Dutch.date($0) } ?? "een onbekende dag"). Was het een vergissing, of komt de \
                    vraag terug?</p>\(mayChange(visit, visit.action(
                        "Zet weer open", "\(path)/heropenen", isFirst: false,
                        Field.hidden("versie", String(detail.version)))))
                    """)
        }
    }

    // Eenmalig advies is one button.
    private static func advice(_ visit: Visit, _ seen: Seen, _ path: Path) -> HTML {
        guard seen.detail.facts.kind == .oneOff, visit.member.role.may(.changeRequests) else { return "" }
        return Part.aside(
            """
            <p><strong>Eén keer advies.</strong> Heb je het gegeven, dan is het klaar.</p>
            \(visit.action(
                "Gegeven en klaar", "\(path)/gegeven", Field.hidden("versie", String(seen.detail.version))))
            """)
    }

    private static func matchLine(_ match: MatchLine, _ visit: Visit, _ today: LocalDate) -> HTML {
        let next =
            match.nextMeeting.map { "gesprek \(Dutch.moment($0, seenFrom: today))" } ?? "nog geen gesprek gepland"
        let when = match.runs ? next : match.until.map { "tot \(Dutch.date($0))" } ?? ""
        return Part.line(
            "\(match.firstName) \(Part.tag(match.label))", "sinds \(Dutch.date(match.since)) · \(when)",
            remedy: Part.button(Link("Naar de koppeling", "/\(visit.slug)/koppelingen/\(match.uid)")))
    }

    private static func beside(_ visit: Visit, _ seen: Seen) -> HTML {
        let (detail, facts, today) = (seen.detail, seen.detail.facts, seen.today)
        let path: Path = "/\(visit.slug)/aanvragen-overzicht/\(detail.uid)"
        var known: [(term: String, value: HTML)] = [
            ("Wie", "\(RequestWords.title(detail.requester))"),
            ("Gevraagd", "\(Dutch.day(facts.received, seenFrom: today))"),
        ]
        let themes = SignalTheme.allCases.filter(facts.themes.contains).map(\.title)
        if !themes.isEmpty { known.append(("Waarover", "\(themes.joined(separator: " · "))")) }
        if let school = facts.school { known.append(("School", "\(school)")) }
        if let swv = facts.swv { known.append(("Samenwerkingsverband", "\(swv)")) }
        if let referrer = facts.referrer, let agreedOn = facts.agreedOn {
            known.append(
                (
                    "Verwezen door",
                    "\(referrer.title); \(RequestWords.them(detail.requester)) zei ja op \(Dutch.date(agreedOn))"
                ))
        }
        if let note = facts.note { known.append(("Notitie", "<span class=\"as-typed\">\(note)</span>")) }
        return Part.section(
            "De aanvraag",
            """
            \(Part.facts(known))
            \(visit.member.role.may(.recordSignals) ? "<p><a href=\"\("/\(visit.slug)/signalen?aanvraag=\(detail.uid)" as Path)\">Leg een signaal vast</a></p>" : HTML.nothing)
            \(mayChange(visit, """
                <div class="actions">
                \(visit.action("Toon naam en telefoon", "\(path)/contact"))
                \(Part.button(Link("Wijzig", "\(path)/wijzigen"), isFirst: false))
                </div>
                \(detail.state.isFinished ? "" : closing(visit, detail, path))
                """))
            """)
    }

    private static func closing(_ visit: Visit, _ detail: RequestDetail, _ path: Path) -> HTML {
        let words: HTML =
            detail.state == .matched
            ? "<p>De koppeling stopt dan ook, vandaag. Wil je de afloop bewaren, stop dan bij de koppeling.</p>"
            : "<p>Wie gevraagd is, hoeft niet meer te antwoorden. Laat het wel even weten.</p>"
        return """
            <details class="unfold"><summary>De vraag is niet meer nodig</summary>\(words)
            \(visit.action(
                "Sluit de aanvraag", "\(path)/sluiten", isFirst: false, Field.hidden("versie", String(detail.version))))
            </details>
            """
    }

    private static func mayChange(_ visit: Visit, _ part: HTML) -> HTML {
        visit.member.role.may(.changeRequests) ? part : ""
    }

    private static func change(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        var fields = visit.fields
        let setting = try visit.scope.read { reader in
            _ = try reader.request(uid)
            return try RequestForm.Setting(reader, visit)
        }
        guard let facts = RequestForm.facts(&fields, setting) else {
            return .page(try changing(visit, fields, setting, status: 422))
        }
        let version = fields.version
        try visit.scope.write { try $0.changeRequest(uid, version, facts) }
        return .redirect("/\(visit.slug)/aanvragen-overzicht/\(uid)", .saved)
    }

    private static func changing(
        _ visit: Visit, _ fields: Fields, _ setting: RequestForm.Setting, status: Int = 200
    ) throws -> Page {
        let path: Path = "/\(visit.slug)/aanvragen-overzicht/\(try visit.uid())"
        return Page(
            "Aanvraag wijzigen", place: .requests, back: Link("Terug naar de aanvraag", path), status: status,
            body: """
                \(RequestForm.honesty(setting))
                \(fields.summary)
                \(visit.form(
                    "\(path)/wijzigen",
                    """
                    \(Field.hidden("versie", fields["versie"]))
                    \(RequestForm.boxes(fields, setting))
                    <p class="actions"><button type="submit">Bewaar</button></p>
                    """))
                """)
    }
}
