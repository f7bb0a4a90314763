import Domain

/// The text of one letter: what the files one folder up write, and the words that they may use in it.
protocol LetterText {
    var occasion: Occasion { get }
    var coordinator: Reach { get }
    /// The mail's subject and the heading above it; no personal data, not even a label.
    var subject: String { get }
    @LetterBody var body: [Block] { get }
}

/// A part of a letter.
enum Block: Hashable {
    /// A paragraph.
    case say(Prose)
    /// A text to copy, and links that hand it to the phone.
    case copy(String)
    /// A new moment, and the old one if there was one.
    case change(was: Prose?, now: Prose)
    /// A link to an online session.
    case join(String)
    /// A heading above the section of a joined mail.
    case heading(String)
    /// A small line at the end.
    case aside(Prose)
}

/// Lets a letter be written as lines beneath each other, with conditions.
@resultBuilder
enum LetterBody {
    static func buildExpression(_ block: Block?) -> [Block] { block.map { [$0] } ?? [] }
    static func buildBlock(_ blocks: [Block]...) -> [Block] { blocks.flatMap(\.self) }
    static func buildOptional(_ blocks: [Block]?) -> [Block] { blocks ?? [] }
    static func buildEither(first blocks: [Block]) -> [Block] { blocks }
    static func buildEither(second blocks: [Block]) -> [Block] { blocks }
}

func say(_ prose: Prose) -> Block { .say(prose) }
func copy(_ text: String) -> Block { .copy(text) }
func change(was: Prose, now: Prose) -> Block { .change(was: was, now: now) }
func now(_ now: Prose) -> Block { .change(was: nil, now: now) }
func aside(_ prose: Prose?) -> Block? { prose.map(Block.aside) }

extension [Block] {
    /// All but the small lines at the end.
    var main: Self {
        filter { block in
            if case .aside = block { false } else { true }
        }
    }

    var asides: [Prose] {
        compactMap { block in
            if case .aside(let prose) = block { prose } else { nil }
        }
    }
}

// The words that a letter may use; what they come to is listed in Letters.swift.
extension LetterText {
    var isMeeting: Bool { occasion.isMeeting }
    var day: String { occasion.day }
    var pastDay: String { occasion.pastDay }
    var moment: Prose { occasion.moment }
    var momentAndPlace: Prose { occasion.momentAndPlace }
    var toldMoment: Prose { occasion.toldMoment }
    var hoursAndPlace: Prose { occasion.hoursAndPlace }
    var weekday: String { occasion.weekday }
    var label: Prose { occasion.label }
    var name: Prose { occasion.name }
    var anOccasion: Prose { occasion.indefinite }
    var theOccasion: Prose { occasion.definite }
    var joinOnline: Block? { occasion.link.map(Block.join) }
    var askMe: String { coordinator.askMe }
    var talkToMe: String { coordinator.talkToMe }
    var noNames: Prose? { coordinator.noNames }

    /// What a list of mails shows beside the subject: only when, for others may look on.
    var preheader: String { withCapital(occasion.moment.text) }
}
