import Domain

/// The text of one letter: what the files one folder up write, and the words that they may use in it.
protocol LetterText {
    var occasion: Occasion { get }
    var coordinator: Reach { get }
    /// The mail's subject and the heading above it; no personal data, not even a label.
    var subject: String { get }
    @LetterBody var body: [LetterBlock] { get }
}

/// A part of a letter.
enum LetterBlock: Hashable {
    /// A paragraph.
    case say(Prose)
    /// A text to copy, and links that hand it to the phone.
    case copy(String)
    /// A new moment, and the old one if there was one.
    case change(was: Prose?, now: Prose)
    /// A link to an online session, to use now.
    case join(String)
    /// A page of Naast, in these words.
    case open(String, MailLink)
    /// The same for later, when the letter asks something else first.
    case joinLater(String)
    /// A heading above the section of a joined mail.
    case heading(String)
    /// A small line under a letter.
    case aside(Prose)
    /// A small line under the mail, once, however many letters it holds.
    case atTheEnd(Prose)
}

/// Lets a letter be written as lines beneath each other, with conditions.
@resultBuilder
enum LetterBody {
    static func buildExpression(_ block: LetterBlock?) -> [LetterBlock] { block.map { [$0] } ?? [] }
    static func buildBlock(_ blocks: [LetterBlock]...) -> [LetterBlock] { blocks.flatMap(\.self) }
    static func buildOptional(_ blocks: [LetterBlock]?) -> [LetterBlock] { blocks ?? [] }
    static func buildEither(first blocks: [LetterBlock]) -> [LetterBlock] { blocks }
    static func buildEither(second blocks: [LetterBlock]) -> [LetterBlock] { blocks }
}

extension [LetterBlock] {
    var upToTheEnd: Self {
        filter { block in
            if case .atTheEnd = block { false } else { true }
        }
    }

    var atTheEnd: [Prose] {
        compactMap { block in
            if case .atTheEnd(let prose) = block { prose } else { nil }
        }
    }
}

// The words that a letter may use; what they come to is listed in Letters.swift.
extension LetterText {
    func say(_ prose: Prose) -> LetterBlock { .say(prose) }
    func copy(_ text: String) -> LetterBlock { .copy(text) }
    func change(was: Prose, now: Prose) -> LetterBlock { .change(was: was, now: now) }
    func now(_ now: Prose) -> LetterBlock { .change(was: nil, now: now) }
    func aside(_ prose: Prose) -> LetterBlock { .aside(prose) }
    func atTheEnd(_ prose: Prose?) -> LetterBlock? { prose.map(LetterBlock.atTheEnd) }

    var isMeeting: Bool { occasion.isMeeting }
    var goesOnWithout: Bool { occasion.goesOnWithout }
    var gathering: Gathering { occasion.gathering }
    var day: String { occasion.day }
    var pastDay: String { occasion.pastDay }
    var moment: Prose { occasion.moment }
    var comingMoment: Prose { occasion.comingMoment }
    var momentAndPlace: Prose { occasion.momentAndPlace }
    var toldMoment: Prose { occasion.toldMoment }
    var hours: Prose { occasion.hours }
    var hoursAndPlace: Prose { occasion.hoursAndPlace }
    var weekday: String { occasion.weekday }
    var label: Prose { occasion.label }
    var name: Prose { occasion.name }
    var theOccasion: Prose { occasion.definite }
    var theSession: String { "de \(occasion.gathering.title)" }
    var joinOnline: LetterBlock? { occasion.link.map(LetterBlock.join) }
    var joinLater: LetterBlock? { occasion.link.map(LetterBlock.joinLater) }
    var askMe: String { coordinator.askMe }
    var talkToMe: String { coordinator.talkToMe }
    var noNames: Prose? { coordinator.noNames }

    /// What a list of mails shows beside the subject: only when, for others may look on.
    var preheader: String { Dutch.capital(occasion.moment.text) }
}
