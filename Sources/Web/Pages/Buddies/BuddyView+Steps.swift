import Domain
import Storage

extension BuddyView {
    /// Where the buddy stands, and what can be done next.
    var next: HTML {
        guard mayChange else { return "" }
        let steps = Set(buddy.standing.steps)
        return Part.section(heading, "\(main)\(interviewPoints)\(others(steps))")
    }

    private var heading: String {
        switch buddy.state {
        case .applied: "Maak kennis"
        case .interview: "Hoe ging de kennismaking?"
        case .training: "Klaar om te beginnen?"
        case .available: "Klaar voor een ouder"
        case .matched: "Staat naast een ouder"
        case .paused: "Heeft pauze"
        case .stopped: "Is gestopt"
        }
    }

    private var main: HTML {
        switch buddy.state {
        case .applied:
            """
            <p>Bel deze buddy en spreek iets af. Of praat meteen.</p>
            <div class="actions">\(Part.button(Link("Plan de kennismaking", "\(path)/gesprek")))</div>
            """
        case .interview:
            """
            <p>\(buddy.summary.interviewAt.map { "Gepland: \(Dutch.moment($0, seenFrom: today))." }
                ?? "Er is nog geen nieuwe afspraak.")</p>
            <div class="actions">\(Part.button(Link("Schrijf op hoe het ging", "\(path)/gesprek")))</div>
            """
        case .training: ready
        case .available:
            """
            <p>Deze buddy kan een ouder helpen. De stand verandert vanzelf als een koppeling begint.</p>
            \(visit.member.role.may(.seeRequests)
                ? """
                <div class="actions">\(Part.button(Link("Bekijk de aanvragen", "/\(visit.slug)/aanvragen-overzicht")))</div>
                """ : "")
            """
        case .matched: "<p>De stand verandert vanzelf als de koppeling eindigt.</p>"
        case .paused: "<div class=\"actions\">\(button(.resume, "Doet weer mee"))</div>"
        case .stopped:
            """
            <p>Deze buddy krijgt geen berichten meer.</p>
            <div class="actions">\(button(.comeBack, "Komt terug", isFirst: false))</div>
            """
        }
    }

    // Training and certificate stand in their own part; here is whether they are enough.
    private var ready: HTML {
        do {
            _ = try buddy.standing.state(after: .makeAvailable)
            return "<div class=\"actions\">\(button(.makeAvailable, "Zet op beschikbaar"))</div>"
        } catch {
            return "<p>\(error.words)</p>"
        }
    }

    /// What the interview asked to come back to, as long as it is kept.
    private var interviewPoints: HTML {
        guard !buddy.findings.isEmpty || buddy.interviewNote != nil else { return "" }
        let points = InterviewTopic.allCases.compactMap { topic in
            buddy.findings[topic].map { (term: topic.title, value: "\($0.title)" as HTML) }
        }
        let note = buddy.interviewNote.map { "<p>\($0)</p>" as HTML }
        return Part.aside(
            """
            <h3>Uit de kennismaking</h3>\(points.isEmpty ? "" : Part.facts(points))\(note)
            <p class="soft">Dit verdwijnt vanzelf zodra de training klaar is.</p>
            """)
    }

    private func others(_ steps: Set<BuddyStep>) -> HTML {
        let pause: HTML =
            steps.contains(.pause)
            ? """
            <details class="fold"\(fields.problem("tot") == nil ? "" : " open" as HTML)><summary>Pauze</summary>
            <p>In een pauze krijgt deze buddy geen nieuwe ouder. Lopende koppelingen gaan door.</p>
            \(form(.pause, "Begin de pauze", Field.line(
                fields, "tot", "Tot en met", .date, hint: "Weet je het nog niet? Laat het dan leeg.")))</details>
            """ : ""
        let stop: HTML =
            steps.contains(.stop)
            ? """
            <details class="fold"><summary>Stoppen</summary>
            <p>Deze buddy krijgt dan geen berichten meer. Bedank eerst, met \
            <a href="\("\(path)/bedankbrief" as Path)">een brief</a>.</p>
            \(button(.stop, "Deze buddy stopt", isFirst: false))</details>
            """
            : buddy.standing.runningMatches > 0
                ? "<p class=\"soft\">Wil deze buddy stoppen? Rond dan eerst de koppeling af.</p>" : ""
        return "\(pause)\(stop)\(mistake)"
    }

    private var mistake: HTML {
        guard buddy.matches.isEmpty else { return "" }
        return """
            <details class="fold"><summary>Per ongeluk ingevoerd?</summary>
            <p>Verwijder deze buddy alleen als de naam hier nooit had moeten staan. Wie echt meedeed, zet je op gestopt.</p>
            \(visit.action(
                "Verwijder deze buddy", "\(path)/weg", isFirst: false, Buddies.version(buddy.version)))</details>
            """
    }

    private func form(_ step: BuddyStep, _ words: String, _ body: HTML) -> HTML {
        visit.form(
            "\(path)/stap",
            """
            \(Field.hidden("stap", step.rawValue))\(Buddies.version(buddy.version))\(body)
            <button class="second" type="submit">\(words)</button>
            """)
    }

    /// Training and certificate: when, and until when that is advised to hold.
    var papers: HTML {
        let trained = validity(buddy.summary.trainedOn, years: settings.trainingYears, "nog niet ingevuld")
        let seenBy = buddy.certificateSeenBy.map { ", door \($0)" } ?? ""
        let seen = validity(
            buddy.summary.certificateSeenOn, years: settings.certificateYears, "nog niet gezien", seenBy)
        let forms: HTML =
            mayChange && buddy.state.takesPart
            ? """
            \(fact(.train, "training", "Training gevolgd op", "Training invullen", buddy.summary.trainedOn))
            \(fact(.seeCertificate, "vog", "VOG gezien op", "VOG invullen", buddy.summary.certificateSeenOn,
                "Bewaar geen kopie. Alleen dat je de VOG zag, staat hier."))
            """ : ""
        return Part.section("Training en VOG", "\(Part.facts([("Training", trained), ("VOG", seen)]))\(forms)")
    }

    private func fact(
        _ step: BuddyStep, _ field: String, _ label: String, _ summary: String, _ known: LocalDate?,
        _ hint: String? = nil
    ) -> HTML {
        // In training this is the next step; later it is there when it is needed.
        let isOpen = buddy.state == .training && known == nil || fields.problem(field) != nil
        var filled = fields
        if !filled.has(field) { filled[field] = today.description }
        return """
            <details class="fold"\(isOpen ? " open" : "" as HTML)><summary>\(summary)</summary>
            \(form(step, "Bewaar", Field.line(filled, field, label, .date, hint: hint)))</details>
            """
    }

    private func validity(_ date: LocalDate?, years: Int, _ missing: String, _ by: String = "") -> HTML {
        let seen = date.map { "\(Dutch.date($0))\(by)" } ?? missing
        switch Validity(of: date, years: years, today: today) {
        case .missing, .endless: return "\(seen)"
        case .until(let end): return "\(seen). Vernieuwen rond \(Dutch.date(end))."
        case .soon(let end): return "\(seen) \(Part.tag("vernieuw voor \(Dutch.date(end))", .needsYou))"
        case .past(let end): return "\(seen) \(Part.tag("vernieuwen was advies op \(Dutch.date(end))", .needsYou))"
        }
    }
}
