import Domain
import Storage

/// Everybody in a list, found by state, language, expertise or name; and who waits, in the order of whom to call first.
enum BuddyList {
    static let routes: [Route] = [
        .get("buddys", .seeBuddies) { visit in .page(try list(visit)) },
        // A name that is looked for does not belong in a URL, so this form posts; it changes nothing.
        .post("buddys/zoeken", .seeBuddies) { visit in .page(try found(visit)) },
    ]

    /// Rows on one page.
    static let pageSize = 100

    private struct Facts {
        let buddies: [BuddySummary]
        let settings: TenantSettings
        let today: LocalDate
    }

    private static func facts(_ visit: Visit) throws -> Facts {
        try visit.scope.read { Facts(buddies: try $0.buddies(), settings: try $0.settings, today: try $0.today) }
    }

    private static func list(_ visit: Visit) throws -> Page {
        let facts = try facts(visit)
        let group = visit.request.query("stand").flatMap(BuddyFilter.Group.init(rawValue:)) ?? .everybody
        let shown = members(of: group, facts)
        let pages = max(1, (shown.count + pageSize - 1) / pageSize)
        let number = min(max(1, visit.request.query("pagina").flatMap { Int($0) } ?? 1), pages)
        let part = Array(
            (group == .pool ? byContact(shown, facts) : shown).dropFirst((number - 1) * pageSize).prefix(pageSize))
        let rows = group == .pool ? waiting(visit, part, facts) : table(visit, part, facts)
        return Page(
            "Buddy's", heading: "\(heading(facts))", lead: "\(lead(facts))", place: .buddies,
            body: """
                \(actions(visit))
                \(facts.buddies.isEmpty ? nothingYet(visit) : """
                    \(chips(visit, group, facts))
                    \(search(visit, Fields()))
                    \(shown.isEmpty ? Part.empty("Hier staat nu niemand.") : rows)
                    \(pager(visit, group, number, of: pages))
                    """)
                """)
    }

    private static func found(_ visit: Visit) throws -> Page {
        var fields = visit.fields
        let filter = BuddyFilter(
            state: fields.choice("stand", BuddyState.self), language: fields.choice("taal", Language.self),
            expertise: fields.choice("ervaring", Expertise.self), name: fields.line("naam"))
        let facts = try facts(visit)
        let shown = fields.isSound ? facts.buddies.filter(filter.holds) : []
        let more: HTML =
            shown.count > pageSize * 2
            ? "<p>Je ziet de eerste \(pageSize * 2). Zoek preciezer om minder te zien.</p>" : ""
        return Page(
            "Buddy's", heading: "\(capitalised(Dutch.count(shown.count, "buddy", "buddy's"))) gevonden",
            place: .buddies, back: Link("Alle buddy's", Buddies.list(visit)), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)\(search(visit, fields, isOpen: true))
                \(shown.isEmpty
                    ? Part.empty("Niemand past hierbij. Laat een van de vragen leeg.")
                    : table(visit, Array(shown.prefix(pageSize * 2)), facts))\(more)
                """)
    }

    private static func heading(_ facts: Facts) -> String {
        let calls = facts.buddies.count { needsContact($0, facts) }
        let dead = facts.buddies.count { $0.hasDeadAddress && $0.state.takesPart }
        if dead > 0 { return "\(capitalised(Dutch.count(dead, "buddy krijgt", "buddy's krijgen"))) geen mail" }
        if calls > 0 { return "\(capitalised(Dutch.count(calls, "buddy wacht", "buddy's wachten"))) op contact" }
        let all = facts.buddies.count { $0.state.takesPart }
        return all == 0 ? "Nog geen buddy's" : "\(capitalised(Dutch.count(all, "buddy", "buddy's")))"
    }

    private static func lead(_ facts: Facts) -> String {
        BuddyState.allCases.filter(\.takesPart).compactMap { state in
            let count = facts.buddies.count { $0.state == state }
            return count == 0 ? nil : "\(count) \(state.title)"
        }.joined(separator: " · ")
    }

    // Whoever is to be called waits on us, whatever their state.
    private static func members(of group: BuddyFilter.Group, _ facts: Facts) -> [BuddySummary] {
        facts.buddies.filter { group.holds($0.state) || group == .pool && needsContact($0, facts) }
    }

    private static func needsContact(_ buddy: BuddySummary, _ facts: Facts) -> Bool {
        buddy.needs(facts.settings, today: facts.today).contains { $0.isContact }
    }

    // Who is due first stands first; who is not due at all, last.
    private static func byContact(_ buddies: [BuddySummary], _ facts: Facts) -> [BuddySummary] {
        let rhythm = ContactRhythm(weeks: facts.settings.contactWeeks)
        let far = LocalDate(daysSince1970: .max)
        return buddies.map { ($0, $0.contactDue(rhythm) ?? far) }.sorted {
            ($0.1, $0.0.name) < ($1.1, $1.0.name)
        }.map(\.0)
    }
}

extension BuddyList {
    private static func waiting(_ visit: Visit, _ buddies: [BuddySummary], _ facts: Facts) -> HTML {
        let rhythm = ContactRhythm(weeks: facts.settings.contactWeeks)
        let lines = buddies.map { buddy -> HTML in
            let due = buddy.contactDue(rhythm)
            let isDue = due.map { $0 <= facts.today } ?? false
            let contact = buddy.lastContact.map { "laatste contact \(Dutch.distance(to: $0, from: facts.today))" }
            let next = due.map { "spreek elkaar vóór \(Dutch.day($0, seenFrom: facts.today))" }
            let detail = [
                "\(buddy.state.title), \(since(buddy, facts.today))",
                contact ?? "nog geen contact genoteerd", isDue ? "nu bellen" : next,
            ].compactMap(\.self).joined(separator: " · ")
            let remedy: HTML =
                visit.member.role.may(.changeBuddies)
                ? visit.action(
                    "Contact gehad", "/\(visit.slug)/buddys/\(buddy.uid)/contact", isFirst: isDue,
                    Field.hidden("terug", "wacht"))
                : ""
            let needs = buddy.needs(facts.settings, today: facts.today).filter { !$0.isContact }
            let tags = Buddies.tags(needs, facts.today)
            return Part.line(
                "<a href=\"\(Buddies.page(visit, buddy.uid))\">\(buddy.name)</a>",
                "\(detail)\(tags.isEmpty ? "" : "<br>\(tags)" as HTML)", isDue ? .needsYou : .calm, remedy: remedy)
        }
        return Part.section(
            "Wie het eerst aan de beurt is",
            """
            <p>Spreek wie wacht minstens elke \(facts.settings.contactWeeks) weken.</p>\(Part.lines(lines))
            """)
    }

    private static func table(_ visit: Visit, _ buddies: [BuddySummary], _ facts: Facts) -> HTML {
        let rows = buddies.map { buddy -> [HTML] in
            [
                "<a href=\"\(Buddies.page(visit, buddy.uid))\">\(buddy.name)</a>",
                "\(Buddies.tag(buddy.state)) <span class=\"soft\">\(since(buddy, facts.today))</span>",
                buddy.labels.map { Part.tag($0) }.joined(" "),
                buddy.lastContact.map { "\(Dutch.distance(to: $0, from: facts.today))" } ?? "",
                Buddies.tags(buddy.needs(facts.settings, today: facts.today), facts.today),
            ]
        }
        return """
            <div class="people">\(Part.table(
                "Buddy's op naam", heads: ["Naam", "Stand", "Koppeling", "Laatste contact", "Let op"], rows: rows))</div>
            """
    }

    private static func since(_ buddy: BuddySummary, _ today: LocalDate) -> String {
        if buddy.state == .paused, let until = buddy.pausedUntil { return "tot \(Dutch.day(until, seenFrom: today))" }
        let days = today - buddy.since
        return days >= 14 ? "\(days / 7) weken" : days == 1 ? "1 dag" : days == 0 ? "vandaag" : "\(days) dagen"
    }

    private static func actions(_ visit: Visit) -> HTML {
        guard visit.member.role.may(.changeBuddies) else { return "" }
        let money =
            visit.member.role.may(.handleMoney)
            ? Part.button(Link("Onkosten", "/\(visit.slug)/buddys/onkosten"), isFirst: false) : ""
        return """
            <div class="actions">\(Part.button(Link("Nieuwe buddy", "/\(visit.slug)/buddys/nieuw")))
            \(Part.button(Link("Lijst plakken", "/\(visit.slug)/buddys/plakken"), isFirst: false))\(money)</div>
            """
    }

    private static func nothingYet(_ visit: Visit) -> HTML {
        Part.empty(
            "Heb je al buddy's? Plak hun namen en adressen uit een mail of een spreadsheet.",
            """
            <p>Nieuwe buddy's melden zich zelf aan op \
            <a href="\("/\(visit.slug)/buddy-worden" as Path)">de pagina "Buddy worden"</a>. Zet die link in je nieuwsbrief.</p>
            """)
    }

    private static func chips(_ visit: Visit, _ here: BuddyFilter.Group, _ facts: Facts) -> HTML {
        let links = BuddyFilter.Group.allCases.map { group -> HTML in
            let count = members(of: group, facts).count
            let mark: HTML = group == here ? " aria-current=\"page\"" : ""
            return """
                <li><a href="\("/\(visit.slug)/buddys?stand=\(group.rawValue)" as Path)"\(mark)>\(group.title) \
                <span class="soft">\(count)</span></a></li>
                """
        }
        return "<nav class=\"chips\" aria-label=\"Welke buddy's\"><ul>\(links)</ul></nav>"
    }

    private static func search(_ visit: Visit, _ fields: Fields, isOpen: Bool = false) -> HTML {
        """
        <details class="search"\(isOpen ? " open" : "" as HTML)><summary>Zoek op naam, taal of ervaring</summary>
        \(visit.form("/\(visit.slug)/buddys/zoeken", """
            \(Field.line(fields, "naam", "Naam", hint: "Een deel is genoeg."))
            \(Field.select(fields, "taal", "Spreekt", Language.options, empty: "Maakt niet uit"))
            \(Field.select(fields, "ervaring", "Ervaring met", Expertise.options, empty: "Maakt niet uit"))
            \(Field.select(
                fields, "stand", "Stand", BuddyState.allCases.map { ($0.rawValue, $0.title) }, empty: "Maakt niet uit"))
            <button type="submit">Zoek</button>
            """))</details>
        """
    }

    private static func pager(_ visit: Visit, _ group: BuddyFilter.Group, _ number: Int, of pages: Int) -> HTML {
        guard pages > 1 else { return "" }
        let links = (1...pages).map { page -> HTML in
            let path: Path = "/\(visit.slug)/buddys?stand=\(group.rawValue)&pagina=\(page)"
            return page == number
                ? "<li><a href=\"\(path)\" aria-current=\"page\">\(page)</a></li>"
                : "<li><a href=\"\(path)\">\(page)</a></li>"
        }
        return "<nav class=\"chips\" aria-label=\"Bladzijden\"><ul>\(links)</ul></nav>"
    }
}

/// With a capital at the front, as a heading begins.
func capitalised(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
