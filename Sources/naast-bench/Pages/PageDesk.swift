import Domain
import Storage

/// What a programme file does not hold: letters to groups, questions, the network, case cards.
struct PageDesk {
    let buddies: Int
    let today: LocalDate

    private static let text = "Een paar zinnen, zoals die vaak worden opgeschreven. Wat er speelde, en wat hielp."

    func fill(_ writer: TenantWriter) throws {
        let people = try writer.buddies().map(\.uid)
        for number in 0..<6 {
            let draft = GroupLetter.Draft(audience: .pool, subject: "Bijpraten \(number)", text: Self.text)
            _ = try writer.sendGroupLetter(try writer.addGroupLetter(draft), version: 1)
        }
        _ = try writer.addGroupLetter(
            GroupLetter.Draft(audience: .everyone, subject: "Nog niet klaar", text: Self.text))
        for number in 0..<120 {
            let asked = today - number * 9
            let question = try writer.addQuestion(
                HelpQuestion.Draft(
                    buddy: people.isEmpty ? nil : people[number % people.count], way: .phone, askedOn: asked,
                    text: Self.text))
            guard number > 8 else { continue }
            let answer = HelpQuestion.Answer(text: Self.text, by: "Noor", on: asked + 2)
            try writer.answerQuestion(question, version: 1, answer)
        }
        for number in 0..<60 {
            let contact = try writer.addNetworkContact(
                NetworkContact.Draft(
                    kind: .school, name: "School \(number)", person: "Intern begeleider", phone: "06 00 00 00 02",
                    nextOn: number % 10 == 0 ? today : today + number))
            for line in 0..<6 {
                try writer.addNetworkLine(
                    NetworkLine.Draft(
                        on: today - line * 100 - number, way: .call, text: Self.text, isOutreach: line == 0, reached: 30
                    ),
                    with: contact)
            }
        }
        for _ in 0..<30 {
            try writer.saveCaseCard(
                CaseCard.Text(kind: .hard, title: "Te veel aan tafel", situation: Self.text, question: Self.text))
        }
    }

    /// Paths that hold a secret: a calendar's, a login's, and a spreadsheet that somebody is reading in.
    static func secrets(_ writer: TenantWriter, _ member: Member, at slug: Slug, buddies: Int) throws -> [String] {
        let feed = try writer.makeCalendarLink(of: member.uid)
        let rows = (0..<buddies).map { "n\($0);Nieuw \($0) Voorbeeld;n\($0)@nieuw.example;beschikbaar\r\n" }
        let sheet = try writer.keepSpreadsheet(
            Array(("kenmerk;naam;e-mail;status\r\n" + rows.joined()).utf8), .buddies, of: member.uid)
        let login = try writer.printLogin(for: member.account)
        return [
            "/\(slug)/agenda/\(feed.text).ics", "/\(slug)/instellingen/inlezen/\(sheet)",
            "/\(slug)/m/\(login.token.text)",
        ]
    }
}
