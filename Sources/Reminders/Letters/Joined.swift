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

    var body: [Block] {
        var blocks = [Block.say(intro)]
        for section in sections.prefix(Self.fullSections) {
            blocks.append(.heading(section.subject))
            blocks += section.body.main
        }
        let others = sections.dropFirst(Self.fullSections)
        if !others.isEmpty { blocks.append(.heading(othersHeading)) }
        return blocks + others.map { .say("\(capital: $0.name), \($0.moment): \($0.subject)") }
    }

    /// What the sections say at their end, each sentence once.
    var asides: [Prose] {
        var asides: [Prose] = []
        for aside in sections.flatMap(\.body.asides) where !asides.contains(aside) { asides.append(aside) }
        return asides
    }

    func letter(_ facts: LetterFacts) -> Letter {
        let page = LetterPage(
            subject: subject, preheader: intro.text, greeting: greeting(facts), body: body, asides: asides,
            closing: Closing(facts))
        return page.letter(with: nil)
    }
}
