import Domain
import Storage

/// One question with its answer.
enum QuestionPage {
    /// - Parameter typed: an answer that has to be mended; nil to begin with.
    static func page(_ visit: Visit, _ typed: Fields?) throws -> Page {
        let question = try Questions.known(visit)
        let (today, position) = try visit.scope.read { (try $0.today, try $0.settings.position) }
        let name: HTML =
            if let buddy = question.draft.buddy, let name = question.buddyName {
                "<a href=\"\("/\(visit.slug)/buddys/\(buddy)" as Path)\">\(name)</a>"
            } else {
                "Iemand"
            }
        let base: Path = "/\(visit.slug)/vragen/\(question.uid)"
        let hidden = Field.hidden("versie", String(question.version))
        return Page(
            "Vraag", heading: question.answer == nil ? "Deze vraag wacht op antwoord" : "Deze vraag is beantwoord",
            place: .questions, back: Link("Vragen", "/\(visit.slug)/vragen"), status: typed == nil ? 200 : 422,
            body: """
                \(typed.map(\.summary))
                <p class="soft">\(name) vroeg dit \(question.draft.way.title), \
                \(Dutch.day(question.draft.askedOn, seenFrom: today)).</p>
                <blockquote class="card">\(lines(question.draft.text))</blockquote>
                \(question.answer.map { given($0, today) } ?? form(visit, question, typed, today, position))
                <div class="actions">\(Part.button(Link("Verander de vraag", "\(base)/wijzigen"), isFirst: false))\
                \(question.answer == nil ? "" : visit.action("Zet weer open", "\(base)/heropenen", isFirst: false, hidden))</div>
                <details class="fold"><summary>Verwijderen</summary><p>De vraag en het antwoord zijn dan echt weg.</p>\
                \(visit.action("Verwijder deze vraag", "\(base)/verwijderen", isFirst: false, hidden))</details>
                """)
    }

    static func answer(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        let question = try Questions.known(visit)
        let (today, position) = try visit.scope.read { (try $0.today, try $0.settings.position) }
        var fields = visit.fields
        let by = fields.line("door", missing: "Vul in wie het antwoord gaf.")
        let on = fields.date("op", missing: "Vul in wanneer het antwoord gegeven is.")
        if let on, on > today { fields.refuse("op", "Deze dag is nog niet geweest. Kies vandaag of eerder.") }
        if let on, on < question.draft.askedOn { fields.refuse("op", "Toen was de vraag er nog niet.") }
        let text = fields.text("antwoord")
        if text != nil { FamilyNote.check(&fields, position) }
        guard fields.isSound, let by, let on else { return .page(try page(visit, fields)) }
        try visit.scope.write {
            try $0.answerQuestion(
                uid, version: visit.fields.version, HelpQuestion.Answer(text: text, by: by, on: on))
        }
        return .redirect("/\(visit.slug)/vragen/\(uid)", .saved)
    }

    private static func form(
        _ visit: Visit, _ question: HelpQuestion, _ typed: Fields?, _ today: LocalDate, _ position: CoordinatorPosition
    ) -> HTML {
        var fields = typed ?? Fields()
        if typed == nil {
            fields["door"] = visit.member.name ?? ""
            fields["op"] = today.description
        }
        return Part.section(
            "Het antwoord",
            visit.form(
                "/\(visit.slug)/vragen/\(question.uid)/antwoord",
                """
                \(Field.hidden("versie", String(question.version)))
                \(Field.text(
                    fields, "antwoord", "Wat was het antwoord?",
                    hint: "Mag leeg blijven als je het al verteld hebt. Naast verstuurt dit niet: bel of mail de buddy zelf."))
                \(FamilyNote.tick(fields, position))
                \(Field.line(fields, "door", "Wie gaf het antwoord?"))
                \(Field.line(fields, "op", "Wanneer?", .date))
                <div class="actions"><button type="submit">Bewaar het antwoord</button></div>
                """))
    }

    private static func given(_ answer: HelpQuestion.Answer, _ today: LocalDate) -> HTML {
        Part.section(
            "Het antwoord",
            """
            \(answer.text.map { "<blockquote class=\"card\">\(lines($0))</blockquote>" as HTML })\
            <p class="soft">Van \(answer.by), \(Dutch.day(answer.on, seenFrom: today)).</p>
            """)
    }

    private static func lines(_ text: String) -> HTML {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "\($0)" as HTML }
            .joined("<br>")
    }
}
