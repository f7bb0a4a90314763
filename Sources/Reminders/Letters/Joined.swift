import Domain

/// Several letters of one day in one mail: a short intro, a section each, the closing once.
///
/// After twenty full sections the others follow as one line each, so that a mail stays readable and no meeting is lost
/// silently; a buddy never has twenty letters on one day, and nothing depends on that.
struct Joined {
    let sections: [any LetterText]

    static let fullSections = 20

    let subject = "Een paar dingen op een rij"

    var intro: Prose { "Dit zijn \(sections.count) berichten in één mail." }

    let othersHeading = "Denk ook aan"

    var body: [LetterBlock] {
        var blocks = [LetterBlock.say(intro)]
        for section in sections.prefix(Self.fullSections) {
            blocks.append(.heading(section.subject))
            blocks += section.body.upToTheEnd
        }
        let others = sections.dropFirst(Self.fullSections)
        if !others.isEmpty { blocks.append(.heading(othersHeading)) }
        return blocks + others.map { .say("\(capital: $0.name), \($0.moment): \($0.subject)") }
    }

    /// What has to be said once, whoever of the sections says it.
    var atTheEnd: [Prose] {
        var said: [Prose] = []
        for prose in sections.flatMap(\.body.atTheEnd) where !said.contains(prose) { said.append(prose) }
        return said
    }

    func page(_ facts: LetterFacts) -> LetterPage {
        LetterPage(
            subject: subject, preheader: intro.text, greeting: Closing.greeting(facts), body: body, atTheEnd: atTheEnd,
            closing: Closing(facts))
    }
}
