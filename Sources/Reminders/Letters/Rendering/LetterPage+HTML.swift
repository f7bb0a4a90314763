extension LetterPage {
    /// The letter for a phone: one column, nothing fetched from elsewhere, nothing that tells us it was read.
    var html: MailDocument {
        var content: [MailHTML] = [
            .element("p", [.look(.sender)], [mark, .text(closing.tenant)]),
            .element("h1", [.look(.title)], [.text(subject)]),
            .element("p", [.look(.paragraph)], [.text(greeting)]),
        ]
        content += body.map(markup)
        if !atTheEnd.isEmpty {
            let lines = atTheEnd.map { MailHTML.element("p", [.look(.aside)], [markup($0)]) }
            content.append(.element("div", [.look(.asides)], lines))
        }
        content.append(.element("p", [.look(.closing)], signature))
        if let stop {
            let link = MailHTML.element("a", [.look(.quietLink), .link(stop)], [.text(LetterWords.stopThese)])
            content.append(.element("p", [.look(.foot)], [link]))
        }
        return MailDocument(title: subject, preheader: preheader, content: content)
    }

    private func markup(_ block: LetterBlock) -> MailHTML {
        switch block {
        case .say(let prose): .element("p", [.look(.paragraph)], [markup(prose)])
        case .copy(let text): copyBlock(text)
        case .change(let was, let now): changeBlock(was: was, now: now)
        case .join(let link): joinBlock(link, .secondButton)
        case .joinLater(let link): joinBlock(link, .link)
        case .open(let words, let link):
            .element(
                "p", [.look(.paragraph)], [.element("a", [.look(.button), .link(link)], [.text(words)])])
        case .heading(let text): .element("h2", [.look(.heading)], [.text(text)])
        case .aside(let prose), .atTheEnd(let prose): .element("p", [.look(.aside)], [markup(prose)])
        }
    }

    private func markup(_ prose: Prose) -> MailHTML {
        .joined(
            prose.pieces.map { piece in
                switch piece {
                case .plain(let text): .text(text)
                case .strong(let text): .element("strong", [.look(.moment)], [.text(text)])
                case .label(let text): .element("span", [.look(.label)], [.text(text)])
                case .link(let link): .element("a", [.look(.link), .link(link)], [.text(link.address)])
                case .newLine: .fixed("<br>")
                }
            })
    }

    private func copyBlock(_ text: String) -> MailHTML {
        .joined([
            .element("p", [.look(.hint)], [.text(LetterWords.copyThis)]),
            .element("p", [.look(.quote)], [.text(text)]),
            .element("a", [.look(.button), .link(.whatsApp(text))], [.text(LetterWords.byWhatsApp)]),
            .element("a", [.look(.secondButton), .link(.sms(text))], [.text(LetterWords.bySMS)]),
        ])
    }

    private func changeBlock(was: Prose?, now: Prose) -> MailHTML {
        let old = was.map { was in
            MailHTML.element("p", [.look(.old)], [.text("\(LetterWords.was): "), .element("s", [], [.text(was.text)])])
        }
        let new = MailHTML.element(
            "p", [.look(.changeLine)],
            [
                .element(
                    "span", [.look(.changeWord)],
                    [.text("\(was == nil ? LetterWords.atPresent : LetterWords.becomes): ")]),
                markup(now),
            ])
        return .element("div", [.look(.change)], [old, new].compactMap(\.self))
    }

    private func joinBlock(_ link: String, _ look: MailLook) -> MailHTML {
        guard let address = MailLink.web(link) else {
            return .element("p", [.look(.paragraph)], [.text("\(LetterWords.joinOnline): \(link)")])
        }
        let anchor = MailHTML.element("a", [.look(look), .link(address)], [.text(LetterWords.joinOnline)])
        return .element("p", [.look(.paragraph)], [anchor])
    }

    private var signature: [MailHTML] {
        var lines: [MailHTML] = [.text(closing.farewell), .text(closing.name)]
        if let phone = closing.phone {
            if let call = MailLink.phone(phone) {
                lines.append(.element("a", [.look(.phone), .link(call)], [.text(phone)]))
            } else {
                lines.append(.text(phone))
            }
        }
        return Array(lines.map { [$0] }.joined(separator: [.fixed("<br>")]))
    }

    // Two figures side by side, drawn with borders alone: mail clients show no SVG and hide pictures from elsewhere.
    private var mark: MailHTML {
        .fixed(
            """
            <span aria-hidden="true" style="display:inline-block;margin-right:10px;vertical-align:-6px;line-height:0">\
            <span style="display:inline-block;vertical-align:bottom;width:17px">\
            <span class="greenfill" style="display:block;width:10px;height:10px;margin:0 auto 1px;border-radius:50%;\
            background:#0f5c4d"></span><span class="greenfill" style="display:block;height:13px;\
            border-radius:9px 9px 0 0;background:#0f5c4d"></span></span>\
            <span style="display:inline-block;vertical-align:bottom;width:13px">\
            <span class="warmfill" style="display:block;width:8px;height:8px;margin:0 auto 1px;border-radius:50%;\
            background:#b4541a"></span><span class="warmfill" style="display:block;height:10px;\
            border-radius:7px 7px 0 0;background:#b4541a"></span></span></span>
            """)
    }
}
