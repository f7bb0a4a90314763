import Domain
import Reminders

/// A letter on a page, as its reader gets it.
enum LetterView {
    /// The letter, and its version without markup folded under it.
    static func html(_ letter: LetterPreview) -> HTML {
        """
        <article class="letter" aria-label="De mail">
        <p class="letter-from">\(letter.tenant)</p>
        <h2 class="letter-subject">\(letter.subject)</h2>
        <p>\(letter.greeting)</p>
        \(letter.blocks.map(block))
        <p class="letter-closing">\(letter.closing.map { "\($0)" as HTML }.joined("<br>"))</p>
        </article>
        <details class="fold"><summary>Zo staat het er zonder opmaak</summary>
        <pre class="plain-letter" tabindex="0">\(letter.text)</pre></details>
        """
    }

    /// What stands where there is nothing to show any more.
    static let gone: HTML = """
        <div class="empty"><p>Van dit bericht is geen tekst te laten zien. Waar het over ging, is er niet meer.</p></div>
        """

    private static func block(_ block: LetterPreview.Block) -> HTML {
        switch block {
        case .paragraph(let pieces): "<p>\(pieces.map(piece))</p>"
        case .copy(let text, let buttons):
            """
            <p class="hint">Om te kopiëren:</p><blockquote>\(text)</blockquote>
            <p class="letter-buttons">\(buttons.map { "<span>\($0)</span>" as HTML })</p>
            """
        case .change(let was, let now):
            """
            <div class="letter-change">\(was.map { "<p>Was: <s>\($0.map(piece))</s></p>" as HTML })\
            <p>\(was == nil ? "Nu" : "Wordt"): \(now.map(piece))</p></div>
            """
        case .button(let words): "<p class=\"letter-buttons\"><span>\(words)</span></p>"
        case .heading(let text): "<h4>\(text)</h4>"
        case .small(let pieces): "<p class=\"hint\">\(pieces.map(piece))</p>"
        }
    }

    private static func piece(_ piece: LetterPreview.Piece) -> HTML {
        switch piece {
        case .text(let text): "\(text)"
        case .strong(let text): "<strong>\(text)</strong>"
        case .label(let text): Part.tag(text)
        case .link(let address): "<span class=\"letter-link\">\(address)</span>"
        case .newLine: "<br>"
        }
    }
}
