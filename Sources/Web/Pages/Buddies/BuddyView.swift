import Domain
import Storage

/// The parts of a buddy's page, each from what is known of them and what the visitor may do.
struct BuddyView {
    let visit: Visit
    let buddy: BuddyFile
    let settings: TenantSettings
    let today: LocalDate
    let fields: Fields

    var mayChange: Bool { visit.member.role.may(.changeBuddies) }
    var path: Path { Buddies.page(visit, buddy.uid) }
    private var needs: [BuddyNeed] { buddy.summary.needs(settings, today: today) }

    func day(_ date: LocalDate) -> String { Dutch.day(date, seenFrom: today) }

    var lead: HTML {
        let labels = buddy.matches.filter { $0.until.map { $0 > today } ?? true }.map(link).joined(" ")
        let until = buddy.summary.pausedUntil.map { " tot \(day($0))" } ?? ""
        return """
            \(Buddies.tag(buddy.state)) sinds \(day(buddy.summary.since))\(until)\
            \(labels.isEmpty ? "" : " · naast \(labels)" as HTML)
            """
    }

    /// A match by its label, and the way to it for who may see it.
    func link(_ match: BuddyMatch) -> HTML {
        visit.member.role.may(.seeMatches)
            ? "<a href=\"\("/\(visit.slug)/koppelingen/\(match.uid)" as Path)\">\(match.label)</a>" : "\(match.label)"
    }

    /// Who waits for their papers finds them beside the next step; for others they are something to look up.
    var columns: HTML {
        buddy.state == .training
            ? Part.columns("\(next)\(papers)\(history)", "\(contact)\(facts)\(mail)\(links)")
            : Part.columns("\(next)\(history)", "\(contact)\(facts)\(papers)\(mail)\(links)")
    }

    private var links: HTML {
        """
        <div class="actions">\(visit.member.role.may(.handleMoney)
            ? Part.button(Link("Onkosten en vergoeding", "\(path)/onkosten"), isFirst: false) : "")
        \(Part.button(Link("Bedankbrief", "\(path)/bedankbrief"), isFirst: false))</div>
        """
    }

    /// What needs somebody, each with its remedy; contact and papers have their own place on the page.
    var attention: HTML {
        let lines = needs.compactMap(line)
        return lines.isEmpty ? "" : Part.section("Nu doen", Part.lines(lines))
    }

    private func line(_ need: BuddyNeed) -> HTML? {
        let mend = Part.button(Link("Verbeter het adres", "\(path)/gegevens"))
        switch need {
        case .deadAddress:
            return Part.line(
                "Mail aan deze buddy komt niet aan",
                "Bel even en vraag welk adres wel werkt. Berichten wachten daarop.",
                .harm,
                remedy: mayChange
                    ? "\(mend)\(visit.action("Dit adres klopt toch", "\(path)/adres-klopt", isFirst: false))" : "")
        case .noAddress:
            return Part.line(
                "Er is geen e-mailadres", "Zonder adres krijgt deze buddy geen herinneringen.", .needsYou,
                remedy: mayChange ? mend : "")
        case .interviewPast(let date):
            return Part.line(
                "De kennismaking was \(day(date))", "Schrijf op hoe het ging. Dan kan deze buddy verder.", .needsYou,
                remedy: mayChange ? Part.button(Link("Hoe ging het?", "\(path)/gesprek")) : "")
        case .pauseOver(let date):
            return Part.line(
                "De pauze was tot \(day(date))", "Vraag of deze buddy weer mee wil doen.", .needsYou,
                remedy: mayChange ? button(.resume, "Doet weer mee") : "")
        case .firstContact, .contact, .noTraining, .trainingEnds, .noCertificate, .certificateEnds: return nil
        }
    }

    /// A button that takes a step at once.
    func button(_ step: BuddyStep, _ words: String, isFirst: Bool = true) -> HTML {
        visit.action(
            words, "\(path)/stap", isFirst: isFirst,
            "\(Field.hidden("stap", step.rawValue))\(Buddies.version(buddy.version))")
    }

    var contact: HTML {
        let due = buddy.summary.contactDue(ContactRhythm(weeks: settings.contactWeeks))
        let isDue = due.map { $0 <= today } ?? false
        let last = buddy.summary.lastContact.map { "Laatste contact: \(Dutch.distance(to: $0, from: today))." }
        let next: String? =
            buddy.summary.callOn.map { "Afgesproken: weer bellen op \(day($0))." }
            ?? due.map { isDue ? "Bel deze buddy nu." : "Spreek elkaar vóór \(day($0))." }
        let form: HTML =
            mayChange && buddy.state.takesPart
            ? """
            \(visit.action("Contact gehad", "\(path)/contact", isFirst: isDue))
            <details class="fold"\(fields.problem("bel") == nil ? "" : " open" as HTML)>\
            <summary>Contact gehad, en ik bel later weer</summary>
            \(visit.form("\(path)/contact", """
                \(Field.line(fields, "bel", "Weer bellen op", .date))
                <button class="second" type="submit">Bewaar</button>
                """))</details>
            """ : ""
        let phone = buddy.particulars.phone.flatMap { phone in
            OutsideLink(phone: phone).map {
                "<p><a class=\"button second\" href=\"\($0)\">Bel \(phone)</a></p>" as HTML
            }
        }
        return Part.section(
            "Contact",
            """
            <p>\([last ?? "Nog geen contact genoteerd.", next].compactMap(\.self).joined(separator: " "))</p>\
            \(phone)\(form)
            """)
    }

    var facts: HTML {
        let known = buddy.particulars
        func words(_ list: [String]) -> HTML? { list.isEmpty ? nil : "\(list.joined(separator: ", "))" }
        let mode =
            switch (known.online, known.inPerson) {
            case (true, true): "online en samen"
            case (true, false): "alleen online"
            default: "alleen samen"
            }
        let all: [(String, HTML?)] = [
            ("E-mail", known.email.map { "<a href=\"\(OutsideLink(mail: $0))\">\($0.description)</a>" }),
            ("Telefoon", known.phone.map { "\($0)" }),
            ("Regio", known.region.map { "\($0)" }),
            ("Wanneer", known.availability.map { "\($0)" }),
            ("Hoe", "\(mode)"),
            ("Ouders tegelijk", "\(known.mostMatches)"),
            ("Spreekt", words(Language.allCases.filter(known.languages.contains).map(\.title))),
            ("Ervaring met", words(Expertise.allCases.filter(known.expertise.contains).map(\.title))),
            ("Eigen kinderen op", words(known.schools)),
            ("Hoorde van ons via", buddy.heardFrom.map { "\($0)" }),
        ]
        return Part.section(
            "Gegevens",
            """
            \(Part.facts(all.compactMap { term, value in value.map { (term: term, value: $0) } }))
            \(mayChange ? Part.button(Link("Verander", "\(path)/gegevens"), isFirst: false) : "")
            """)
    }
}
