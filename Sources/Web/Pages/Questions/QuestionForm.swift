import Domain
import Storage

/// The form in which a question is written down.
enum QuestionForm {
    static func page(_ visit: Visit, _ fields: Fields, over uid: Uid?) throws -> Page {
        let (people, position) = try visit.scope.read { (try $0.groupCandidates(), try $0.settings.position) }
        let action: Path = uid.map { "/\(visit.slug)/vragen/\($0)/wijzigen" } ?? "/\(visit.slug)/vragen"
        let ways = QuestionWay.allCases.map { (value: $0.rawValue, words: Dutch.capital($0.title)) }
        return Page(
            uid == nil ? "Schrijf een vraag op" : "Verander de vraag", place: .questions,
            back: Link("Vragen", "/\(visit.slug)/vragen"), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)\(FamilyNote.warning(visit, position))
                \(visit.form(action, """
                    \(Field.hidden("versie", fields["versie"]))
                    \(Field.select(
                        fields, "wie", "Wie vraagt het?", people.map { ($0.buddy.text, $0.name) },
                        empty: "Iemand anders, of dat weet ik niet"))
                    \(Field.radios(fields, "hoe", "Hoe kwam de vraag binnen?", ways))
                    \(Field.line(fields, "datum", "Wanneer?", .date))
                    \(Field.text(
                        fields, "vraag", "Wat is de vraag?",
                        hint: "Schrijf geen naam van een ouder, een kind of een school op."))
                    \(FamilyNote.tick(fields, position))
                    <div class="actions"><button type="submit">Bewaar</button></div>
                    """))
                """)
    }

    /// Nil when something has to be mended; `fields` then says what.
    static func read(_ fields: inout Fields, _ visit: Visit) throws -> HelpQuestion.Draft? {
        let (today, known, position) = try visit.scope.read { reader in
            (try reader.today, Set(try reader.groupCandidates().map(\.buddy)), try reader.settings.position)
        }
        var buddy = fields.uid("wie")
        if let asked = buddy, !known.contains(asked) {
            fields.refuse("wie", "Kies een van de antwoorden.")
            buddy = nil
        }
        let way = fields.choice("hoe", QuestionWay.self, missing: "Kies hoe de vraag binnenkwam.")
        let on = fields.date("datum", missing: "Vul in wanneer het gevraagd is.")
        if let on, on > today { fields.refuse("datum", "Deze dag is nog niet geweest. Kies vandaag of eerder.") }
        let text = fields.text("vraag", missing: "Schrijf de vraag op.")
        FamilyNote.check(&fields, position)
        guard fields.isSound, let way, let on, let text else { return nil }
        return HelpQuestion.Draft(buddy: buddy, way: way, askedOn: on, text: text)
    }

    static func fields(_ question: HelpQuestion) -> Fields {
        var fields = Fields()
        fields["versie"] = String(question.version)
        fields["wie"] = question.draft.buddy?.text ?? ""
        fields["hoe"] = question.draft.way.rawValue
        fields["datum"] = question.draft.askedOn.description
        fields["vraag"] = question.draft.text
        return fields
    }
}
