import Domain
import Storage

/// **Vragen**, first version: what buddies ask, and what they were told (N11, N36).
enum Questions {
    static let routes: [Route] = [
        .get("vragen", .answerQuestions) { visit in .page(try list(visit)) },
        .get("vragen/nieuw", .answerQuestions) { visit in
            var fields = Fields()
            fields["wie"] = visit.request.query("wie").flatMap { Uid($0) }?.text ?? ""
            fields["datum"] = try visit.scope.read { try $0.today }.description
            return .page(try QuestionForm.page(visit, fields, over: nil))
        },
        .post("vragen", .answerQuestions) { visit in
            var fields = visit.fields
            guard let draft = try QuestionForm.read(&fields, visit) else {
                return .page(try QuestionForm.page(visit, fields, over: nil))
            }
            let uid = try visit.scope.write { try $0.addQuestion(draft) }
            return .redirect("/\(visit.slug)/vragen/\(uid)", .added)
        },
        .get("vragen/{uid}", .answerQuestions) { visit in .page(try QuestionPage.page(visit, nil)) },
        .post("vragen/{uid}/antwoord", .answerQuestions) { visit in try QuestionPage.answer(visit) },
        .post("vragen/{uid}/heropenen", .answerQuestions) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.answerQuestion(uid, version: visit.fields.version, nil) }
            return .redirect("/\(visit.slug)/vragen/\(uid)", .undone)
        },
        .get("vragen/{uid}/wijzigen", .answerQuestions) { visit in
            let question = try known(visit)
            return .page(try QuestionForm.page(visit, QuestionForm.fields(question), over: question.uid))
        },
        .post("vragen/{uid}/wijzigen", .answerQuestions) { visit in
            let uid = try visit.uid()
            var fields = visit.fields
            guard let draft = try QuestionForm.read(&fields, visit) else {
                return .page(try QuestionForm.page(visit, fields, over: uid))
            }
            try visit.scope.write { try $0.changeQuestion(uid, version: visit.fields.version, to: draft) }
            return .redirect("/\(visit.slug)/vragen/\(uid)", .saved)
        },
        .post("vragen/{uid}/verwijderen", .answerQuestions) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.removeQuestion(uid, version: visit.fields.version) }
            return .redirect("/\(visit.slug)/vragen", .removed)
        },
    ]

    static func known(_ visit: Visit) throws -> HelpQuestion {
        let uid = try visit.uid()
        guard let question = try visit.scope.read({ try $0.question(uid) }) else { throw Refusal.notFound }
        return question
    }

    private static func list(_ visit: Visit) throws -> Page {
        let pager = Pager(visit.request)
        let (open, answered, today) = try visit.scope.read { reader in
            (try reader.openQuestions(), try reader.answeredQuestions(page: pager.number - 1), try reader.today)
        }
        let openLines = open.map { question in
            Part.line(
                "<a href=\"\("/\(visit.slug)/vragen/\(question.uid)" as Path)\">\(beginning(question.draft.text))</a>",
                "\(question.buddyName ?? "iemand") vroeg dit \(question.draft.way.title), \(Dutch.distance(to: question.draft.askedOn, from: today))",
                .needsYou,
                remedy: Part.button(Link("Beantwoord", "/\(visit.slug)/vragen/\(question.uid)"), isFirst: false))
        }
        let answeredLines = answered.map { question in
            Part.line(
                "<a href=\"\("/\(visit.slug)/vragen/\(question.uid)" as Path)\">\(beginning(question.draft.text))</a>",
                question.answer.map { "beantwoord door \($0.by), \(Dutch.day($0.on, seenFrom: today))" } ?? "",
                remedy: Part.button(Link("Lees", "/\(visit.slug)/vragen/\(question.uid)"), isFirst: false))
        }
        return Page(
            "Vragen",
            heading: open.isEmpty
                ? "Alle vragen zijn beantwoord"
                : "\(Dutch.opening(open.count, "vraag wacht", "vragen wachten")) op antwoord",
            lead: "Wat buddy's vragen, per mail, aan de telefoon of in een gesprek.", place: .questions,
            body: """
                <div class="actions">\(Part.button(Link("Schrijf een vraag op", "/\(visit.slug)/vragen/nieuw")))</div>
                \(open.isEmpty ? "" : Part.section("Open", Part.lines(openLines)))
                \(answered.isEmpty ? "" : Part.section("Beantwoord", Part.lines(answeredLines)))
                \(open.isEmpty && answered.isEmpty ? Part.empty("Er zijn nog geen vragen opgeschreven.") : "" as HTML)
                \(pager.html(hasMore: answered.count == TenantReader.questionPage) {
                    "/\(visit.slug)/vragen?bladzijde=\($0)"
                })
                """)
    }

    /// The first words of a question, for a list.
    static func beginning(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
        guard line.count > 90 else { return line }
        let words = line.prefix(90).split(separator: " ").dropLast()
        return (words.isEmpty ? String(line.prefix(90)) : words.joined(separator: " ")) + "…"
    }
}
