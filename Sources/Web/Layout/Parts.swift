/// How urgent something is; a word always stands beside the colour.
package enum Tone: Sendable {
    case calm
    case needsYou
    case harm

    var className: HTML {
        switch self {
        case .calm: "calm"
        case .needsYou: "warm"
        case .harm: "harm"
        }
    }
}

/// The pieces of which pages are made.
package enum Part {
    /// A link that looks like the thing to do.
    package static func button(_ link: Link, isFirst: Bool = true) -> HTML {
        "<a class=\"button\(isFirst ? "" : " second" as HTML)\" href=\"\(link.path)\">\(link.words)</a>"
    }

    /// A line that needs somebody: what, the details, and one remedy.
    package static func line(_ title: HTML, _ detail: HTML, _ tone: Tone = .calm, remedy: HTML) -> HTML {
        """
        <li class="line \(tone.className)"><div><p class="line-title">\(title)</p><p>\(detail)</p></div>
        <div class="remedy">\(remedy)</div></li>
        """
    }

    /// Lines under each other.
    package static func lines(_ lines: [HTML]) -> HTML { "<ul class=\"lines\">\(lines)</ul>" }

    /// A short word on a coloured ground.
    package static func tag(_ words: String, _ tone: Tone = .calm) -> HTML {
        "<span class=\"tag \(tone.className)\">\(words)</span>"
    }

    /// A part of a page with its own heading.
    package static func section(_ heading: String, _ body: HTML) -> HTML {
        "<section><h2>\(heading)</h2>\(body)</section>"
    }

    /// What is known of one thing, term by term.
    package static func facts(_ facts: [(term: String, value: HTML)]) -> HTML {
        "<dl class=\"facts\">\(facts.map { "<div><dt>\($0.term)</dt><dd>\($0.value)</dd></div>" as HTML })</dl>"
    }

    /// A table with its caption; every row has as many cells as there are heads.
    package static func table(_ caption: String, heads: [String], rows: [[HTML]]) -> HTML {
        let head = heads.map { "<th scope=\"col\">\($0)</th>" as HTML }
        let body = rows.map { cells -> HTML in
            let first: HTML = "<th scope=\"row\">\(cells.first)</th>"
            let rest = zip(heads.dropFirst(), cells.dropFirst()).map { head, cell -> HTML in
                "<td data-label=\"\(head)\">\(cell)</td>"
            }
            return "<tr>\(first)\(rest)</tr>"
        }
        return """
            <div class="table" role="region" aria-label="\(caption)" tabindex="0"><table><caption>\(caption)</caption>
            <thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table></div>
            """
    }

    /// A calm box with something to know.
    package static func aside(_ body: HTML) -> HTML { "<div class=\"aside\">\(body)</div>" }

    /// What stands where a list is empty, with what to do about it.
    package static func empty(_ words: String, _ remedy: HTML = "") -> HTML {
        "<div class=\"empty\"><p>\(words)</p>\(remedy)</div>"
    }

    /// Two columns on a wide screen, the second below the first on a phone.
    package static func columns(_ first: HTML, _ second: HTML) -> HTML {
        "<div class=\"columns\"><div>\(first)</div><div>\(second)</div></div>"
    }
}
