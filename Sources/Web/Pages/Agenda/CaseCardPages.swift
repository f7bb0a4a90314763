import Domain
import Storage

/// Anonymous cases from intervision, hard ones and successes: to read, to write, to print (N27).
enum CaseCardPages {
    static let routes: [Route] = [
        .get("agenda/casuskaarten", .readCaseCards) { visit in .page(try list(visit)) },
        .get("agenda/casuskaart/nieuw", .readCaseCards) { visit in .page(form(visit, Fields(), over: nil)) },
        .post("agenda/casuskaart/nieuw", .readCaseCards) { visit in try save(visit, over: nil) },
        .get("agenda/casuskaart/{uid}", .readCaseCards) { visit in
            let card = try known(visit)
            return .page(form(visit, Fields(card), over: card.uid))
        },
        .post("agenda/casuskaart/{uid}", .readCaseCards) { visit in try save(visit, over: try known(visit).uid) },
        .post("agenda/casuskaart/{uid}/weg", .readCaseCards) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.removeCaseCard(uid) }
            return .redirect("/\(visit.slug)/agenda/casuskaarten", .removed)
        },
    ]

    private static func known(_ visit: Visit) throws -> CaseCard {
        let uid = try visit.uid()
        guard let card = try visit.scope.read({ try $0.caseCard(uid) }) else { throw Refusal.notFound }
        return card
    }

    private static func list(_ visit: Visit) throws -> Page {
        let cards = try visit.scope.read { try $0.caseCards() }
        let (hard, good) = (cards.filter { $0.text.kind == .hard }, cards.filter { $0.text.kind == .success })
        return Page(
            "Casuskaarten",
            heading: heading(hard.count, good.count),
            lead:
                "Om samen van te leren. Er staat niemand in. Afdrukken kan met je browser: de knoppen verdwijnen dan.",
            place: .agenda,
            back: Link("Terug naar de agenda", "/\(visit.slug)/agenda"),
            body: """
                <div class="actions">\(Part.button(Link("Nieuwe casuskaart", "/\(visit.slug)/agenda/casuskaart/nieuw")))</div>
                \(hard.isEmpty ? "" : Part.section("Lastige situaties", hard.map { show($0, visit) }.joined()))
                \(good.isEmpty ? "" : Part.section("Dit ging goed", good.map { show($0, visit) }.joined()))
                """)
    }

    private static func heading(_ hard: Int, _ good: Int) -> HTML {
        let parts = [
            hard == 0 ? nil : Dutch.count(hard, "lastige situatie", "lastige situaties"),
            good == 0 ? nil : Dutch.count(good, "die goed ging", "die goed gingen"),
        ].compactMap(\.self)
        return parts.isEmpty ? "Nog geen casuskaarten" : "\(parts.joined(separator: " en ").capitalisedFirst)"
    }

    private static func show(_ card: CaseCard, _ visit: Visit) -> HTML {
        let text = card.text
        let parts = [
            ("Situatie", text.situation), ("Vraag", text.question), ("Advies", text.advice), ("Afloop", text.outcome),
        ]
        let facts = parts.compactMap { term, value in value.map { (term, lines($0)) } }
        return """
            <article class="card"><h3>\(text.title)</h3><p class="soft">\(Dutch.date(card.writtenOn))</p>
            \(Part.facts(facts))
            <div class="remedy">\(Part.button(
                Link("Aanpassen", "/\(visit.slug)/agenda/casuskaart/\(card.uid)"), isFirst: false))</div></article>
            """
    }

    // Each line that somebody typed stays a line.
    private static func lines(_ text: String) -> HTML {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)" as HTML }.joined("<br>")
    }

    private static func form(_ visit: Visit, _ fields: Fields, over uid: Uid?) -> Page {
        let action: Path =
            uid.map { "/\(visit.slug)/agenda/casuskaart/\($0)" } ?? "/\(visit.slug)/agenda/casuskaart/nieuw"
        let remove: HTML =
            uid.map { visit.action("Kaart weggooien", "/\(visit.slug)/agenda/casuskaart/\($0)/weg", isFirst: false) }
            ?? ""
        return Page(
            uid == nil ? "Nieuwe casuskaart" : "Casuskaart aanpassen", place: .agenda,
            back: Link("Terug naar de casuskaarten", "/\(visit.slug)/agenda/casuskaarten"),
            status: fields.isSound ? 200 : 422,
            body: """
                \(Part.aside("""
                    <p><strong>Schrijf zo dat niemand te herkennen is.</strong> Geen namen, geen school, geen plaats, geen \
                    diagnose. Verander de leeftijd of de klas als dat kan. Wij controleren op namen die we kennen, maar \
                    jij weet of een lezer het gezin herkent.</p>
                    """))
                \(fields.summary)
                \(visit.form(action, """
                    \(Field.hidden("versie", fields["versie"]))
                    \(Field.radios(fields, "soort", "Wat voor kaart is het?",
                        CaseCard.Kind.allCases.map { ($0.rawValue, $0.title.capitalisedFirst) }))
                    \(Field.line(fields, "titel", "Titel", hint: "Een paar woorden, zoals: niemand luistert in het gesprek."))
                    \(Field.text(fields, "situatie", "Wat was de situatie?"))
                    \(Field.text(fields, "vraag", "Wat was je vraag aan de groep?", rows: 3))
                    \(Field.text(fields, "advies", "Wat raadde de groep aan?", rows: 3))
                    \(Field.text(fields, "afloop", "Hoe liep het af?", rows: 3))
                    <div class="actions"><button type="submit">Kaart bewaren</button></div>
                    """))
                \(remove)
                """)
    }

    private static func save(_ visit: Visit, over uid: Uid?) throws -> Answer {
        var fields = visit.fields
        let kind: CaseCard.Kind? = fields.choice("soort", missing: "Kies wat voor kaart het is.")
        let title = fields.line("titel", missing: "Geef de kaart een titel.", limit: 80)
        let situation = fields.text("situatie", missing: "Vertel wat de situatie was.")
        let (question, advice) = (fields.text("vraag"), fields.text("advies"))
        let outcome = fields.text("afloop")
        let names = try visit.scope.read { try $0.knownNames() }
        let typed = [
            ("titel", title), ("situatie", situation), ("vraag", question), ("advies", advice), ("afloop", outcome),
        ]
        for (field, text) in typed {
            guard let text, let name = names.first(in: text) else { continue }
            fields.refuse(field, "Hier staat een naam die wij kennen: \(name). Schrijf bijvoorbeeld \"een ouder\".")
        }
        guard fields.isSound, let kind, let title, let situation else {
            return .page(form(visit, fields, over: uid))
        }
        let text = CaseCard.Text(
            kind: kind, title: title, situation: situation, question: question, advice: advice, outcome: outcome)
        let version = uid == nil ? nil : fields.version
        _ = try visit.scope.write { try $0.saveCaseCard(text, over: uid, version: version) }
        return .redirect("/\(visit.slug)/agenda/casuskaarten", uid == nil ? .added : .saved)
    }
}

extension Fields {
    fileprivate init(_ card: CaseCard) {
        let text = card.text
        self.init([
            ("soort", text.kind.rawValue), ("titel", text.title), ("situatie", text.situation),
            ("vraag", text.question ?? ""), ("advies", text.advice ?? ""), ("afloop", text.outcome ?? ""),
            ("versie", String(card.version)),
        ])
    }
}
