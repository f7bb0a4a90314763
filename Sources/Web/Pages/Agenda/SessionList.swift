import Domain
import Storage

/// Everybody on the list of a session: what they said, and whether they were there.
enum SessionList {
    /// What may be answered, in the coordinator's words; the empty one is no answer yet.
    private static let answers: [(value: String, words: String)] = [
        ("", "nog niets"), ("yes", "komt"), ("maybe", "misschien"), ("no", "komt niet"),
    ]

    static func section(_ session: GroupSession, _ visit: Visit, _ today: LocalDate, _ typed: Fields?) -> HTML {
        guard !session.participants.isEmpty else { return "" }
        let mayChange = visit.member.role.may(.changeSessions)
        // Nobody was there before its day.
        let isHeld = session.draft.starts.date <= today && !session.draft.cancelled
        let heads = ["Naam", "Antwoord"] + (isHeld ? ["Was erbij"] : [])
        let rows = session.participants.map { participant -> [HTML] in
            let name: HTML =
                "\(participant.name)\(participant.hasMail ? "" : " \(Part.tag("geen mail: bel", .needsYou))" as HTML)"
            let cells = [name, answer(participant, mayChange, typed)]
            return isHeld ? cells + [presence(participant, mayChange, typed)] : cells
        }
        let table = Part.table("Wie zijn uitgenodigd", heads: heads, rows: rows)
        guard mayChange else { return Part.section("De lijst", table) }
        let path: Path = "/\(visit.slug)/agenda/bijeenkomst/\(session.uid)"
        return Part.section(
            "De lijst",
            """
            \(visit.form("\(path)/lijst", """
                \(Field.hidden("versie", typed?["versie"] ?? String(session.version)))\
                \(isHeld ? Field.hidden("gehouden", "ja") : "")\(problem(typed))\(table)
                <p class="soft">Wie niet komt, krijgt er geen mail meer over. Wie komt, krijgt de dag ervoor een herinnering.</p>
                <div class="actions"><button type="submit">Lijst bewaren</button></div>
                """))
            \(trained(session, visit, isHeld))
            \(leaving(session, visit, path))
            """)
    }

    // The list is a table, so its one problem stands above it.
    private static func problem(_ typed: Fields?) -> HTML {
        guard let words = typed?.problems.first(where: { $0.field == "lijst" })?.words else { return "" }
        return "<p class=\"wrong\" id=\"lijst\">\(words)</p>"
    }

    private static func answer(_ participant: GroupSession.Participant, _ mayChange: Bool, _ typed: Fields?) -> HTML {
        let stored = participant.answer?.rawValue ?? ""
        guard mayChange else { return "\(answers.first { $0.value == stored }?.words ?? "")" }
        let field = "antwoord-\(participant.buddy)"
        let chosen = typed?[field] ?? stored
        let options = answers.map { value, words -> HTML in
            "<option value=\"\(value)\"\(value == chosen ? " selected" : "" as HTML)>\(words)</option>"
        }
        return "<select name=\"\(field)\" aria-label=\"Antwoord van \(participant.name)\">\(options)</select>"
    }

    private static func presence(_ participant: GroupSession.Participant, _ mayChange: Bool, _ typed: Fields?) -> HTML {
        let isThere = typed.map { $0.all("erbij").contains(participant.buddy.text) } ?? (participant.attended == true)
        guard mayChange else { return "\(isThere ? "ja" : participant.attended == nil ? "nog niet ingevuld" : "nee")" }
        return """
            <label class="there"><input type="checkbox" name="erbij" value="\(participant.buddy.text)"\
            \(isThere ? " checked" : "" as HTML) aria-label="\(participant.name) was erbij"> erbij</label>
            """
    }

    // One click, for who was there and does not have this day or a later one yet (N08).
    private static func trained(_ session: GroupSession, _ visit: Visit, _ isHeld: Bool) -> HTML {
        guard session.draft.gathering == .training, isHeld, visit.member.role.may(.changeBuddies) else { return "" }
        let day = session.draft.starts.date
        let waiting = session.participants.filter { participant in
            participant.attended == true && (participant.trainedOn.map { $0 < day } ?? true)
        }
        guard !waiting.isEmpty else { return "" }
        let who = waiting.count == 1 ? "1 buddy" : "\(waiting.count) buddy's"
        return visit.action(
            "Zet \(who) op getraind, \(Dutch.date(day))",
            "/\(visit.slug)/agenda/bijeenkomst/\(session.uid)/getraind", isFirst: false)
    }

    private static func leaving(_ session: GroupSession, _ visit: Visit, _ path: Path) -> HTML {
        let names = session.participants.map { (value: $0.buddy.text, words: $0.name) }
        return """
            <details class="choose"><summary>Iemand van de lijst halen</summary>
            \(visit.form("\(path)/van-de-lijst", """
                \(Field.select(Fields(), "wie", "Wie", names, hint: "Deze buddy krijgt er geen mail meer over."))
                <div class="actions"><button class="second" type="submit">Van de lijst halen</button></div>
                """))</details>
            """
    }

    /// What the form says of everybody that was on the list when it was shown.
    static func read(_ fields: inout Fields, _ session: GroupSession) -> [GroupSession.Note] {
        let isHeld = fields.isOn("gehouden")
        let there = Set(fields.all("erbij"))
        let notes = session.participants.filter { fields.has("antwoord-\($0.buddy)") }.map { participant in
            let field = "antwoord-\(participant.buddy)"
            let answer: IntervisionAnswer? = fields.choice(field)
            return GroupSession.Note(
                buddy: participant.buddy, answer: answer,
                attended: isHeld ? there.contains(participant.buddy.text) : participant.attended)
        }
        if let capacity = session.draft.capacity, notes.count(where: { $0.answer == .yes }) > capacity {
            fields.refuse(
                "lijst", "Er zijn \(capacity) plaatsen. Laat minder mensen komen, of pas eerst het aantal plaatsen aan."
            )
        }
        return notes
    }
}
