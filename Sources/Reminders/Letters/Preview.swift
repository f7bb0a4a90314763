import Domain
import Storage

/// A letter for a page that shows what somebody gets: the same words as the mail, without its markup.
package struct LetterPreview: Hashable, Sendable {
    package enum Piece: Hashable, Sendable {
        case text(String)
        case strong(String)
        case label(String)
        case link(String)
        case newLine
    }

    package enum Block: Hashable, Sendable {
        case paragraph([Piece])
        /// A text to copy; two buttons stand under it in the mail.
        case copy(String, buttons: [String])
        case change(was: [Piece]?, now: [Piece])
        case button(String)
        case heading(String)
        case small([Piece])
    }

    package let subject: String
    package let tenant: String
    package let greeting: String
    package let blocks: [Block]
    package let closing: [String]
    /// The version for readers without HTML, as it goes out.
    package let text: String

    /// What this content reads as.
    ///
    /// - Parameter kind: the message's own; it tells a digest from an alarm.
    package init(_ content: MailContent, _ kind: LetterKind) throws(UnwritableLetter) {
        let page = try content.page(kind)
        subject = page.subject
        tenant = page.closing.tenant
        greeting = page.greeting
        blocks = page.body.map(Block.init) + page.atTheEnd.map { .small($0.pieces.map(Piece.init)) }
        closing = [page.closing.farewell, page.closing.name, page.closing.phone].compactMap(\.self)
        text = page.plainText
    }
}

extension MailContent {
    /// The whole letter before it is text or HTML.
    func page(_ kind: LetterKind) throws(UnwritableLetter) -> LetterPage {
        switch self {
        case .letter(let facts): try Reminders.page(from: facts).0
        case .notice(let facts): Notice(facts: facts, isAlarm: kind == .alarm).page
        case .group(let facts): GroupText(facts: facts).page
        case .proof(let content): try content.page(kind).asProof
        // Its link opens a session: nobody but the one it goes to ever sees it.
        case .login: throw UnwritableLetter.notOfTheProgramme(kind)
        }
    }
}

extension LetterPage {
    /// The same, marked as what it is: so that nobody takes it for the real one.
    var asProof: Self {
        var page = self
        page.subject = "Proef: \(subject)"
        page.atTheEnd.append("Dit is een proef. Deze mail ging alleen naar jou.")
        return page
    }
}

extension LetterPreview.Piece {
    init(_ piece: Prose.Piece) {
        switch piece {
        case .plain(let text): self = .text(text)
        case .strong(let text): self = .strong(text)
        case .label(let text): self = .label(text)
        case .link(let link): self = .link(link.address)
        case .newLine: self = .newLine
        }
    }
}

extension LetterPreview.Block {
    init(_ block: LetterBlock) {
        switch block {
        case .say(let prose): self = .paragraph(prose.pieces.map(LetterPreview.Piece.init))
        case .copy(let text): self = .copy(text, buttons: [LetterWords.byWhatsApp, LetterWords.bySMS])
        case .change(let was, let now):
            self = .change(
                was: was.map { $0.pieces.map(LetterPreview.Piece.init) }, now: now.pieces.map(LetterPreview.Piece.init))
        case .join, .joinLater: self = .button(LetterWords.joinOnline)
        case .open(let words, _): self = .button(words)
        case .heading(let text): self = .heading(text)
        case .aside(let prose), .atTheEnd(let prose): self = .small(prose.pieces.map(LetterPreview.Piece.init))
        }
    }
}
